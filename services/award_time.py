"""When an office may propose and send its dossier: of which year, until when, before which sitting.

A year is reviewed in January of the next one; the day for dossiers counts to its last second.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoring.award_rows import Of
from scoring.movement import Movement
from storage import dossiers, proposed, sat
from storage.engine import Db
from storage.units import Unit

BOTH: tuple[Of, Of] = ("collective", "person")
Closed = Literal["year", "submitted", "sitting", "late"]
"""No year of the movement; it is with the Council; which sits on it already; the day is over."""


def deadline(movement: Movement, year: int) -> date:
    """The last day on which an office sends its dossier of a year."""
    return date(year + 1, *movement.in_year(year).calendar.dossier)


def on_time(movement: Movement, year: int, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is not after that day, as the clocks there have it."""
    return now.astimezone(zone).date() <= deadline(movement, year)


def may_be_evaluated(movement: Movement, year: int) -> bool:
    """Whether the movement was there in a year."""
    return year >= movement.first_year


def closed(
    db: Db, movement: Movement, year: int, office: Unit, now: datetime, zone: ZoneInfo,
    what: Of | None = None,
) -> Closed | None:  # fmt: skip
    """Why nothing may be proposed, withdrawn or sent any more; None: it may.

    What was given back may be changed after the day too, until the Council sits on `what` (without
    one: on all that the office proposes). The Council's own unit has no dossier, and no day for it.
    """
    if not may_be_evaluated(movement, year):
        return "year"
    found = dossiers.of_unit(db, movement.code, year, office.id)
    if found is not None and found.sent:
        return "submitted"
    if _sat(db, movement, year, office, what):
        return "sitting"
    if not nominates(movement, year, office):
        return None
    back = found is not None and found.status == "returned"
    return None if back or on_time(movement, year, now, zone) else "late"


def nominates(movement: Movement, year: int, unit: Unit) -> bool:
    """Whether a unit is one of those that send a dossier."""
    award = movement.in_year(year).award
    return award is not None and unit.kind == award.terms.nominators


def _sat(db: Db, movement: Movement, year: int, office: Unit, what: Of | None) -> bool:
    """Whether the Council has sat on it: since then it is voted on as it stood."""
    mine: set[Of] = {one.what for one in proposed.live(db, movement.code, year, office=office.id)}
    kinds = {what} if what else mine or set(BOTH)
    return all(sat.begun(db, movement.code, year, one) for one in kinds)
