"""Guards: before the close no vote can be read in the database, its files, a backup, or a log;
after it there are counts, and nobody's vote."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from phones_of_council import Phones, every_cell, every_file, running
from sqlalchemy import Engine, select

from storage.engine import reading, transaction
from storage.sittings import sittings
from tests.council import brought, chosen

CASES = ("C1", "C2", "C3", "C4", "C5")
LINES = {
    "M3": "1 tán thành, 2 phản đối, 3 bỏ trắng, 4 tán thành, 5 phản đối",
    "M4": "1 phản đối\n2 tán thành\n3 tán thành\n4 bỏ trắng\n5 tán thành",
}
AGAIN = {"M3": "3 phản đối; còn lại tán thành"}
WRONG = "1 phản đối, 2 tán thành, 2 bỏ trắng, 9 tán thành"
UNREAD = "1 phản đối, 2 tán thành chăng hả"
TOO_EARLY = "1 bỏ trắng, còn lại phản đối"
ELSEWHERE = "4 bỏ trắng, 1 phản đối"
PLAIN = "Xin hỏi lịch họp quý bốn"
CHOICES = ("ynbyn", "nyybyy"[:5], "yynyy", "yyyyy", "nnnnn", "ybnyn")
"""How choices would stand in a row of letters, if anything kept them so."""


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return council


def council(engine: Engine) -> None:
    brought(engine)
    with transaction(engine) as db:
        chosen(db, (), CASES)


def _json(choices: dict[int, str]) -> set[str]:
    rows = [{str(k): v for k, v in choices.items()}, list(choices.values())]
    return {json.dumps(one, separators=s) for one in rows for s in ((",", ":"), (", ", ": "))}


def traces() -> set[bytes]:
    """What must be found nowhere: what was written, whole and in parts, and choices as data."""
    said = [*LINES.values(), *AGAIN.values(), WRONG, UNREAD, TOO_EARLY, ELSEWHERE]
    words = {"tán thành", "phản đối", "bỏ trắng", "chăng hả"}
    found = {*said, *words, *CHOICES}
    found |= {one.upper() for one in words} | {json.dumps(one)[1:-1] for one in (*said, *words)}
    found |= {ascii(one)[1:-1] for one in (*said, *words)}
    for row in (["yes", "no", "blank", "yes", "no"], ["no", "yes", "yes", "blank", "yes"],
                ["yes", "yes", "no", "yes", "yes"], ["yes"] * 5):  # fmt: skip
        found |= _json(dict(enumerate(row, 1)))
    found |= {f'"{n}":"{choice}"' for n in range(1, 6) for choice in ("yes", "no", "blank")}
    return {one.encode() for one in found}


async def convened(phones: Phones) -> None:
    await phones.write("S", "/awards convene person")
    await phones.tap("S", "convene")
    for n in range(1, 8):
        await phones.tap(f"M{n}", "/awards vote #1 present")
    await phones.tap("M8", "/awards vote #1 absent")
    await phones.write("M3", TOO_EARLY)
    await phones.tap("S", "/awards convene sitting #1")
    await phones.tap("S", "/awards convene open #1")


async def voted(phones: Phones) -> list[str]:
    """Every way to vote, and to go wrong; the indexes that were tapped."""
    for who, line in LINES.items():
        assert "đã" in (await phones.write(who, line)).lower()
    await phones.write("M3", WRONG)
    await phones.write("M3", UNREAD)
    await phones.write("M9", f"/standings {ELSEWHERE}")
    await phones.write("M9", f"/why {ELSEWHERE}")
    await phones.write("M3", AGAIN["M3"])
    await phones.write("M3", LINES["M3"], kind="edit", message="7", refers_to="7")
    await phones.write("M4", LINES["M4"], kind="photo", media="file7")
    await phones.write("M4", LINES["M4"], order=1)  # it comes late
    shown = phones.shown["M5"][-1][0]
    await phones.write("M5", LINES["M4"], refers_to=str(10_000 + shown), quote="phản đối")
    await phones.tap("M6", "/awards vote #1 yes")
    await phones.tap("M7", "/awards vote #1 each")
    for says in ("yes", "blank", "no", "yes", "no"):
        await phones.tap("M7", says)
    await phones.tap("M8", "/awards vote #1 no")
    return [f'"{row}.{n}"' for who in ("M6", "M7", "M8") for row, reply in phones.shown[who]
            for n in range(sum(map(len, reply.choices)))]  # fmt: skip


def found(engine: Engine, folder: Path, log: io.StringIO, wanted: set[bytes]) -> list[str]:
    """Where any of it stands."""
    places = [*every_cell(engine), *every_file(engine, folder), ("log", log.getvalue().encode())]
    return [f"{where}: {one!r}" for where, body in places for one in wanted if one in body]


async def test_no_vote_can_be_read_before_the_close(engine: Engine, tmp_path: Path) -> None:
    log = io.StringIO()
    async with running(engine, log) as phones:
        await convened(phones)
        await phones.write("S", PLAIN)
        tapped = await voted(phones)
        wanted = traces() | {one.encode() for one in tapped}
        assert found(engine, tmp_path, log, wanted) == []
        assert any(PLAIN.encode() in body for _, body in every_cell(engine)), (
            "nothing was looked at"
        )
        with reading(engine) as db:
            assert db.execute(select(sittings.c.result)).scalar_one() is None
        await phones.tap("S", "/awards close #1")
        for who in ("M1", "M2", "M3", "M4", "M5"):
            await phones.write(who, phones.codes[who])
        codes = {phones.codes[who].encode() for who in phones.codes}
        assert found(engine, tmp_path, log, wanted | codes) == []
        await phones.write("M6", phones.codes["M6"])
        with reading(engine) as db:
            result = json.loads(db.execute(select(sittings.c.result)).scalar_one())
        assert [case["yes"] for case in result["cases"]] == RIGHT
        words = {one for one in wanted if b'"' not in one}
        assert found(engine, tmp_path, log, words | codes) == []


RIGHT = [3, 4, 3, 3, 4]
"""M3 (changed): y y n y y; M4 and M5: n y y b y; M6: all yes; M7: y b n y n; M8: all no."""
