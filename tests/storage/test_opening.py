"""Guards: a group made of others opens the year with what the office had of all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from imports import ZONE, Roster
from mergers import JULY, MOVEMENT, before
from organisations import group
from sqlalchemy import select

from services.figures import apply
from services.figures.rows import Row
from services.roster.compare import stored_people
from storage.engine import Db
from storage.history import figures
from storage.units import by_code

JANUARY = datetime(2027, 1, 3, tzinfo=UTC)


def merged() -> dict[str, Any]:
    """G1 and G2 become G9."""
    content = before()
    for one in content["groups"][:2]:
        one |= {"merged_into": "G9", "effective_from": "2027-07-01"}
    content["groups"].append(group("G9", "C1", None))
    return content


def opened(db: Db, code: str, values: dict[str, int]) -> None:
    unit = by_code(db, code)
    assert unit is not None
    found = {(name, "2026-12"): value for name, value in values.items()}
    apply.apply(db, [Row(0, unit.id, code, found)], MOVEMENT, JANUARY, ZONE)


def of(db: Db, code: str) -> dict[str, int]:
    unit = by_code(db, code)
    assert unit is not None
    rows = select(figures.c.code, figures.c.value).where(figures.c.unit_id == unit.id)
    return {row.code: row.value for row in db.execute(rows)}


def test_balances_are_added_and_nothing_else(db: Db) -> None:
    office = Roster(db)
    office.apply(before(), JANUARY)
    opened(db, "G1", {"LOAN_OUT": 2_000, "SAV_BAL": 30, "GRADE_PT": 8500, "PRIN_DUE": 7})
    opened(db, "G2", {"LOAN_OUT": 1_000, "GRADE_PT": 9000, "PRIN_DUE": 7})
    office.apply(merged(), JULY)
    assert of(db, "G9") == {"LOAN_OUT": 3_000}  # of the savings a part would pass for the whole
    assert of(db, "G1")["LOAN_OUT"] == 2_000
    office.apply(merged(), JULY)
    assert of(db, "G9") == {"LOAN_OUT": 3_000}


def test_what_the_successor_has_of_its_own_stays(db: Db) -> None:
    office = Roster(db)
    office.apply(before(), JANUARY)
    for code, value in (("G1", 2_000), ("G2", 1_000)):
        opened(db, code, {"LOAN_OUT": value})
    content = before()
    content["groups"][0]["merged_into"] = "G2"
    office.apply(content, JULY)
    assert of(db, "G2") == {"LOAN_OUT": 1_000}


def test_both_heads_are_heads_of_the_new_group(db: Db) -> None:
    office = Roster(db)
    office.apply(before(), JANUARY)
    office.apply(merged(), JULY)
    known = stored_people(db)
    assert known["P1"].roles == known["P2"].roles == (("head", "G9"),)
