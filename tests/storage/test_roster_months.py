"""Guards: the first units are asked from the earliest month still open, later ones from their first
full month, or from the one that is given."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from imports import Roster
from organisations import group, small

from scoring.loading import builtin
from services.roster import compare, months
from storage.engine import Db


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 10, 3), "2026-09"),
        (date(2026, 10, 10), "2026-09"),
        (date(2026, 10, 11), "2026-10"),
        (date(2026, 11, 23), "2026-11"),
        (date(2027, 1, 4), "2026-12"),
    ],
)
def test_new_units_begin_with_the_earliest_month_still_open(today: date, month: str) -> None:
    assert months.first_open_month(builtin(), today) == month


def test_the_first_month_can_be_given_and_is_kept(db: Db) -> None:
    office = Roster(db)
    content = small()
    content["reports_from"] = "2026-06"
    content["groups"][0]["reports_from"] = "2026-08"
    office.apply(content)
    kept = {code: unit.reports_from for code, unit in compare.stored_units(db).items()}
    assert (kept["G1"], kept["G2"], kept["C1"]) == ("2026-08", "2026-06", "2026-06")
    content["reports_from"] = "2026-07"
    assert not office.apply(content)
    content["groups"].append(group("G3", "C2", None))
    content["groups"][1]["reports_from"] = "2026-09"
    acts = office.acts(content)
    assert acts["G2"] == ("change", {"reports_from": "2026-09"})
    assert compare.stored_units(db)["G3"].reports_from == "2026-07"


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (datetime(2026, 11, 3, tzinfo=UTC), "2026-12"),
        (datetime(2026, 11, 1, tzinfo=UTC), "2026-11"),
        (datetime(2026, 11, 30, 20, tzinfo=UTC), "2026-12"),  # the 1st of December in Viet Nam
        (datetime(2026, 12, 31, tzinfo=UTC), "2027-01"),
    ],
)
def test_a_unit_that_enters_later_owes_from_its_first_full_month(
    db: Db, day: datetime, month: str
) -> None:
    office = Roster(db)
    content = small()
    office.apply(content)
    content["groups"].append(group("G3", "C2", None))
    office.apply(content, day)
    kept = {code: unit.reports_from for code, unit in compare.stored_units(db).items()}
    assert (kept["G1"], kept["G3"]) == ("2026-09", month)


def test_a_unit_that_comes_back_owes_from_its_return(db: Db) -> None:
    office = Roster(db)
    office.apply(small())
    content = small()
    del content["groups"][1], content["people"][1]
    office.apply(content, datetime(2026, 10, 20, tzinfo=UTC))
    office.apply(small(), datetime(2026, 12, 5, tzinfo=UTC))
    kept = {code: unit.reports_from for code, unit in compare.stored_units(db).items()}
    assert (kept["G1"], kept["G2"]) == ("2026-09", "2027-01")


def test_a_unit_that_was_left_out_by_mistake_owes_what_it_owed(db: Db) -> None:
    office = Roster(db)
    office.apply(small())
    content = small()
    del content["groups"][1], content["people"][1]
    office.apply(content, datetime(2026, 10, 20, tzinfo=UTC))
    office.apply(small(), datetime(2026, 10, 21, tzinfo=UTC))
    assert compare.stored_units(db)["G2"].reports_from == "2026-09"


def test_a_unit_with_a_day_owes_from_its_first_full_month_on_that_day(db: Db) -> None:
    office = Roster(db)
    office.apply(small())
    content = small()
    content["groups"].append(group("G3", "C2", None) | {"effective_from": "2026-10-15"})
    content["groups"].append(group("G4", "C2", None) | {"effective_from": "2026-03-15"})
    office.apply(content, datetime(2026, 11, 3, tzinfo=UTC))
    kept = {code: unit.reports_from for code, unit in compare.stored_units(db).items()}
    assert (kept["G3"], kept["G4"]) == ("2026-11", "2026-10")  # March cannot be reported any more
