"""Guards: what is exported is what is kept: every row, every value, on both databases, as it stood
at one moment; and nothing in it is a formula."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from exported import exported, played
from season import YEAR
from sqlalchemy import Engine, delete, func, select, update

from services.export.whole import MANIFEST, UnequalError
from storage import paging
from storage.accepted import accepted_cells
from storage.answers import answers, cells, entries
from storage.ballots import entries as ballots
from storage.disqualifications import marks
from storage.engine import reading, transaction
from storage.history import figures
from storage.imports import changes, imports
from storage.measures import measures
from storage.people import people, roles
from storage.reports import events, reports
from storage.rules import rules
from storage.scores import scores
from storage.then import former
from storage.units import units
from storage.within import within

TABLES = {
    "units": units, "within": within, "former_names": former, "people": people, "roles": roles,
    "reports": reports, "answers": answers, "counted": cells, "accepted": accepted_cells,
    "figures": figures, "history": entries, "events": events, "imports": imports,
    "changes": changes, "rules": rules, "scores": scores, "disqualifications": marks,
    "ballots": ballots,
}  # fmt: skip
"""A row of the file is a row of the table; of measures and publications see below."""


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return played


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that every table has several."""
    monkeypatch.setattr(paging, "AT_ONCE", 19)


def test_counts_in_database_file_and_manifest_are_equal(engine: Engine, tmp_path: Path) -> None:
    for format in ("csv", "json"):
        found = exported(engine, tmp_path / format, format)  # type: ignore[arg-type]
        read = found.csv if format == "csv" else found.lines
        counts = {one.file: one.rows for one in found.files}
        with reading(engine) as db:
            for name, table in TABLES.items():
                there = db.execute(select(func.count()).select_from(table)).scalar_one()
                ending = "csv" if format == "csv" else "jsonl"
                assert len(read(name)) == counts[f"{name}.{ending}"] == there, name
                assert there or name == "rules", name
            bodies = db.execute(select(measures.c.body)).scalars().all()
        assert len(read("measures")) == sum(max(1, len(json.loads(body))) for body in bodies)
        [sent] = read("publications")
        of = ("key", "number", "version", "corrects")
        assert [str(sent[name]) for name in of] == ["k", "2", "3", "1"]
        assert len(found.json("dhis2.json")["dataValues"]) == counts["dhis2.json"] > 0
        told = {one["file"]: (one["rows"], one["sha256"]) for one in found.manifest["files"]}
        assert told == {name: (rows, found.digest(name)) for name, rows in counts.items()}
        assert {*told, "export.json"} == {path.name for path in found.folder.iterdir()}


def test_it_is_all_of_one_moment(engine: Engine, tmp_path: Path) -> None:
    """What is written while the export runs is not in it, in no file."""
    wrote: list[int] = []

    def meanwhile(done: int, of: int) -> None:
        if not wrote:
            wrote.append(of)
            with transaction(engine) as db:
                db.execute(update(units).values(name="later"))
                db.execute(update(cells).values(value=4711))
                db.execute(delete(changes))

    found = exported(engine, tmp_path / "out", told=meanwhile)
    assert wrote
    assert "later" not in {row["name"] for row in found.csv("units")}
    assert found.csv("changes")
    assert not [row for row in found.csv("counted") if row["value"] == "4711"]


def test_a_year_has_its_own_rows_and_the_whole_roster(engine: Engine, tmp_path: Path) -> None:
    whole = exported(engine, tmp_path / "whole")
    this = exported(engine, tmp_path / "this", year=YEAR)
    none = exported(engine, tmp_path / "none", year=YEAR - 2)
    for name in ("units", "within", "people", "roles"):
        assert none.csv(name) == this.csv(name) == whole.csv(name) != []
    for name in ("reports", "answers", "counted", "accepted", "history", "events", "scores",
                 "changes", "imports", "disqualifications", "ballots", "publications"):  # fmt: skip
        of_year = [row for row in whole.csv(name) if row.get("year", str(YEAR)) == str(YEAR)]
        assert this.csv(name) == of_year != []
        assert none.csv(name) == []
    months = {row["period"] for row in this.csv("figures")}
    assert months == {row["period"] for row in whole.csv("figures")} - {f"{YEAR - 1}-12"} != set()
    assert none.json("dhis2.json")["dataValues"] == []


def test_a_file_with_other_rows_than_the_database_is_a_fault(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging.Source, "count", lambda _self, _db: 1)
    with pytest.raises(UnequalError, match="units: 1 rows"):
        exported(engine, tmp_path / "out")
    assert not (tmp_path / "out" / MANIFEST).exists()
