"""A province whose map changes: three communes with their groups, of which one is made."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from imports import ZONE
from organisations import group, small

from scoring.loading import builtin
from scoring.periods import Period
from scoring.standings import Basis
from services.scores import touched
from storage import answers, people, reports, standings, units
from storage.answers import Answer
from storage.asked import Asked
from storage.engine import Db
from storage.reports import Report

MOVEMENT = builtin()
NEW_YEAR, JULY = datetime(2027, 1, 20, 1, tzinfo=UTC), datetime(2027, 7, 3, 1, tzinfo=UTC)
SEASON = datetime(2026, 11, 1, 1, tzinfo=UTC)
PLACES = {"G1": "C1", "G2": "C1", "G3": "C2", "G4": "C3"}


def before() -> dict[str, Any]:
    """Four groups in three communes of two offices, an officer in each."""
    content = small()
    content["reports_from"] = "2026-11"
    content["communes"] += [{"code": "C3", "name": "Xã Ba", "transaction_office": "O2"}]
    content["communes"][1]["officer"] = "P6"
    content["people"] += [
        {"id": "P6", "name": "Vũ Thị Sáu", "role": "commune_officer", "unit": "C2"},
        {"id": "P7", "name": "Đỗ Văn Bảy", "role": "group_head", "unit": "G3"},
        {"id": "P8", "name": "Bùi Thị Tám", "role": "group_head", "unit": "G4"},
    ]
    content["groups"] += [group("G3", "C2", "P7"), group("G4", "C3", "P8")]
    return content


def after(day: str = "2027-07-01") -> dict[str, Any]:
    """Everything in the three communes lies in a fourth one, since a day."""
    content = before()
    for commune in content["communes"]:
        commune |= {"merged_into": "C9", "effective_from": day}
    content["communes"] += [
        {"code": "C9", "name": "Xã Chín", "transaction_office": "O1", "effective_from": day}
    ]
    return content


def told(db: Db, code: str, period: str, now: datetime, loans: int) -> Report:
    """A group's monthly report, confirmed by its head."""
    unit = unit_of(db, code)
    draft = reports.start(db, unit.id, "head-month", period, now)
    (head, *_) = people.holding(db, "head", unit.id)
    by = {"person_id": head, "now": now, "edition": reports.touch(db, draft.id)}
    for name, value in (("LOAN_OUT", loans), ("LOAN_OVD", 0), ("HH_LOAN", 40), ("SAV_HH", 30)):
        answers.put(db, draft.id, name, Answer(value), raw="", **by)
    found = reports.confirm(db, draft, head, now)
    touched(db, MOVEMENT, unit, Period.parse(period), now, ZONE)
    return found


def season(db: Db) -> None:
    """The reports of November and December 2026, in time, all accepted."""
    for n, code in enumerate(PLACES):
        for period, now in (("2026-11", datetime(2026, 12, 3, tzinfo=UTC)),
                            ("2026-12", datetime(2027, 1, 3, tzinfo=UTC))):  # fmt: skip
            report = told(db, code, period, now, 2_000_000_000 + n * 10_000_000)
            reports.accept(db, report, 1, now)
            touched(db, MOVEMENT, unit_of(db, code), Period.parse(period), now, ZONE)


def table(db: Db, code: str, year: int, basis: Basis = "official") -> list[standings.Line]:
    """A list of the groups in a unit, as it is printed of a year that is over."""
    over = date(year, 12, 31)
    return standings.table(db, Asked(MOVEMENT.first_league, unit_of(db, code), year, basis, over))


def unit_of(db: Db, code: str) -> units.Unit:
    """The unit of this code, which must be there."""
    found = units.by_code(db, code)
    assert found is not None
    return found
