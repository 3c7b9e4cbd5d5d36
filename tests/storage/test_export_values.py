"""Guards: every value that is exported is that of the database, and none of them is a formula, a
telephone number or a chat that nobody asked for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from exported import HOSTILE, NOW, exported, played
from season import ZONE
from sqlalchemy import Engine, insert, select, update

from storage import paging
from storage.accepted import accepted_cells
from storage.answers import answers, cells, entries
from storage.engine import reading, transaction
from storage.history import figures
from storage.imports import changes, imports
from storage.people import people, roles
from storage.reports import events, reports
from storage.scores import scores
from storage.units import units

SIGNS = tuple("=+-@＝＋－＠")


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return played


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that every table has several."""
    monkeypatch.setattr(paging, "AT_ONCE", 19)


def test_every_value_is_that_of_the_database(engine: Engine, tmp_path: Path) -> None:
    sheets, lines = exported(engine, tmp_path / "c"), exported(engine, tmp_path / "j", "json")
    with reading(engine) as db:
        for name, statement in STATEMENTS.items():
            there = db.execute(statement).mappings().all()
            assert there
            as_text = [{key: cell(key, value, row) for key, value in row.items()} for row in there]
            assert ordered(sheets.csv(name), as_text[0]) == ordered(as_text), name
            read = lines.lines(name)
            again = [{key: cell(key, value) for key, value in row.items()} for row in read]
            assert ordered(again, as_text[0]) == ordered(as_text), name


def test_nothing_in_a_table_begins_a_formula_and_every_name_comes_back(
    engine: Engine, tmp_path: Path
) -> None:
    found = exported(engine, tmp_path / "csv")
    names = {row["name"] for row in found.csv("units")}
    assert set(HOSTILE) <= names
    assert {row["name"] for row in found.csv("former_names")} == {"=x"}
    assert {row["note"] for row in found.csv("answers")} == {"=1"}
    for one in found.files:
        if one.file.endswith(".csv"):
            text = (found.folder / one.file).read_bytes().decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text, newline=""), strict=True):
                live = [it for it in row if it.strip("' \u200f\u2067").startswith(SIGNS)]
                assert all(it[0] == "'" or is_number(it) for it in live), live
                assert not [it for it in row if it.startswith(("\t", "\r", "\n"))]
    again = exported(engine, tmp_path / "json", "json")
    assert {row["name"] for row in again.lines("units")} == names


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def test_telephones_are_there_only_where_they_are_asked_for(engine: Engine, tmp_path: Path) -> None:
    with transaction(engine) as db:
        made = {"what": "organisation", "file": "f", "digest": "", "by": "", "at": NOW}
        number = db.execute(insert(imports).values(made).returning(imports.c.id)).scalar_one()
        old = {"import_id": number, "what": "person", "code": "P1", "field": "phone"}
        db.execute(insert(changes).values(**old, old="+84911111111", new="+84922222222"))
        db.execute(update(people).where(people.c.id == 1).values(phone="+84933333333"))
        entry = {"written_in": "telegram:1:chat77:5"}
        db.execute(update(entries).values(entry))
    for format in ("csv", "json"):
        without = exported(engine, tmp_path / f"without-{format}", format)  # type: ignore[arg-type]
        text = "".join(path.read_text("utf-8") for path in without.folder.iterdir())
        assert not [digits for digits in ("911111111", "922222222", "933333333") if digits in text]
        assert "chat77" not in text
    found = exported(engine, tmp_path / "with", phones=True)
    assert "+84933333333" in {row["phone"] for row in found.csv("people")}
    assert "+84911111111" in {row["old"] for row in found.csv("changes")}
    assert "chat77" not in "".join(path.read_text("utf-8") for path in found.folder.iterdir())


def ordered(rows: Iterable[Any], like: Any = None) -> list[Any]:
    """Rows that can be compared, with some columns only."""
    keys = like.keys() if like else None
    return sorted(
        tuple((key, "" if row[key] is None else row[key]) for key in sorted(keys or row))
        for row in rows
    )


def cell(key: str, value: Any, row: Any = None) -> str:
    """A stored value as a table should have it, worked out here once more."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    if row is not None and key == "value" and row["code"] == "GRADE_PT":
        return plain(value / 100)
    if key == "points":
        return plain(value / 10**9 if row is not None else value)
    return plain(value) if isinstance(value, float) else str(value)


def plain(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _on(table: Any, *columns: str) -> Any:
    of_report = table.join(reports, reports.c.id == table.c.report_id)
    head = (reports.c.id.label("report"), units.c.code.label("unit"), reports.c.form,
            reports.c.period)  # fmt: skip
    there = of_report.join(units, units.c.id == reports.c.unit_id)
    return select(*head, *(table.c[name] for name in columns)).select_from(there)


_PERSON = people.c.code.label("person")
STATEMENTS = {
    "units": select(*(units.c[n] for n in ("code", "kind", "name", "households", "reports_from",
                                           "transaction_day", "active", "left_on"))),
    "roles": select(_PERSON, roles.c.role, units.c.code.label("unit")).join_from(roles, people)
             .join(units, units.c.id == roles.c.unit_id),
    "reports": select(
        reports.c.id.label("report"), units.c.code.label("unit"),
        *(reports.c[n] for n in ("form", "period", "status", "version", "edition", "started_at",
                                 "first_confirmed_at", "confirmed_at", "verified_at", "reason")),
    ).join_from(reports, units, units.c.id == reports.c.unit_id),
    "answers": _on(answers, "code", "value", "flagged", "note", "approximate"),
    "counted": _on(cells, "code", "value", "flagged", "note"),
    "accepted": _on(accepted_cells, "code", "value"),
    "history": _on(entries, "code", "value", "raw", "at", "edition"),
    "figures": select(*(figures.c[n] for n in ("movement", "code", "period", "value",
                                               "imported_at")), units.c.code.label("unit"))
               .join_from(figures, units, units.c.id == figures.c.unit_id),
    "scores": select(units.c.code.label("unit"), scores.c.total.label("points"),
                     *(scores.c[n] for n in ("year", "basis", "standing", "reported", "required",
                                             "under_review")))
              .join_from(scores, units, units.c.id == scores.c.unit_id),
    "events": select(events.c.report_id.label("report"),
                     *(events.c[n] for n in ("act", "version", "at", "detail", "edition"))),
}  # fmt: skip
