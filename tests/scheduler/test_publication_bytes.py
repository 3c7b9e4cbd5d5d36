"""Guards: a publication gives the same bytes again: from either database, in another process with
another language, zone and order of hashes, and after an upgrade; a changed byte is found out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC
from hashlib import sha256
from pathlib import Path

import pytest
from push_stage import FIRST, pushed
from sqlalchemy import Engine, select, update
from told_stage import at

from scoring import canonical
from services import publications
from storage import publications as rows
from storage.engine import reading, transaction
from storage.publications import parts
from storage.scores import BASES

HERE = Path(__file__).parent / "published"
ROOT = Path(__file__).parents[2]
ELSEWHERE = (
    {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"},
)


def bytes_of(engine: Engine, number: int, basis: str, rules: str | None = None) -> bytes:
    with reading(engine) as db:
        table = publications.published(db, number, basis)  # type: ignore[arg-type]
    assert table is not None
    return b"".join(canonical.document(replace(table, digest=rules or table.digest)))


def test_both_databases_give_the_same(pushing: Engine, request: pytest.FixtureRequest) -> None:
    """The demo organisation on the stage; when that changes, `--write` writes the digests anew."""
    pushed(pushing, FIRST)
    found = {one: sha256(bytes_of(pushing, 1, one, "0" * 64)).hexdigest() for one in BASES}
    if request.config.getoption("--write"):
        (HERE / "stage.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads((HERE / "stage.json").read_text(encoding="utf-8"))


def kept(engine: Engine) -> int:
    """A publication of format 1 as a program of that time wrote it into its database."""
    told = json.loads((HERE / "format-1.json").read_text(encoding="utf-8"))
    moment = at(f"{FIRST}T08:00").astimezone(UTC)
    pieces = [(basis, n, zlib.compress(json.dumps(lines).encode()))
              for basis, n, lines in told["parts"]]  # fmt: skip
    with transaction(engine) as db:
        draft = rows.begin(db, "of then", 2026, moment)
        assert draft is not None
        rows.add(db, draft, moment, pieces)
        number = rows.finish(db, draft, moment, json.dumps(told["body"]))
    assert number is not None
    return number


@pytest.mark.parametrize("basis", BASES)
def test_after_an_upgrade_the_bytes_are_those_of_then(engine: Engine, basis: str) -> None:
    number = kept(engine)
    assert bytes_of(engine, number, basis) == (HERE / f"format-1-{basis}.json").read_bytes()
    with reading(engine) as db:
        summary = publications.by_number(db, number)
        table = publications.published(db, number, basis)  # type: ignore[arg-type]
    assert summary is not None
    assert table is not None
    assert canonical.faults(table, summary.digests[basis]) == []  # type: ignore[index]


@pytest.mark.parametrize("elsewhere", ELSEWHERE, ids=lambda one: one["TZ"])
def test_another_process_elsewhere_prints_the_same(
    engine: Engine, elsewhere: dict[str, str]
) -> None:
    number = kept(engine)
    env = {**os.environ, **elsewhere, "THIDUA_TIMEZONE": elsewhere["TZ"],
           "THIDUA_DATABASE_URL": engine.url.render_as_string(hide_password=False)}  # fmt: skip
    words = [sys.executable, "-m", "bot", "publication"]
    asked = [*words, "show", str(number), "--basis", "official", "--format", "json"]
    shown = subprocess.run(asked, cwd=ROOT, env=env, capture_output=True, check=True)
    assert shown.stdout == (HERE / "format-1-official.json").read_bytes()
    verified = subprocess.run([*words, "verify", str(number)], cwd=ROOT, env=env, check=True,
                              capture_output=True, text=True)  # fmt: skip
    assert verified.stdout.count("as it was published") == len(BASES)


def test_whoever_changes_what_is_stored_is_found_out(pushing: Engine) -> None:
    pushed(pushing, FIRST)
    with transaction(pushing) as db:
        packed = db.execute(
            select(parts.c.lines).where(parts.c.basis == "provisional")
        ).scalar_one()
        lines = json.loads(zlib.decompress(packed))
        lines[0][5] += 1  # a billionth of a point
        changed = zlib.compress(json.dumps(lines, ensure_ascii=False).encode())
        db.execute(update(parts).where(parts.c.basis == "provisional").values(lines=changed))
    with reading(pushing) as db:
        summary = publications.by_number(db, 1)
        assert summary is not None
        for basis in BASES:
            table = publications.published(db, 1, basis)
            assert table is not None
            faults = canonical.faults(table, summary.digests[basis])
            assert bool(faults) is (basis == "provisional")
