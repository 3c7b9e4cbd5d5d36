"""A unit objects to a result within the days for it; the Council's secretary answers, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from scoring.movement import Movement
from storage import objections, sat
from storage.engine import Db
from storage.objections import Objection
from storage.units import Unit

Closed = Literal["early", "late"]
LONGEST = 1000


def until(db: Db, movement: Movement, year: int, zone: ZoneInfo) -> date | None:
    """The last day on which is objected: so many after the result was told; None before that."""
    award = movement.in_year(year).award
    told = sat.closed(db, movement.code, year)
    if award is None or told is None:
        return None
    return told.astimezone(zone).date() + timedelta(days=award.terms.objection_days)


def closed(db: Db, movement: Movement, year: int, now: datetime, zone: ZoneInfo) -> Closed | None:
    """Why nobody may object now; None: they may."""
    last = until(db, movement, year, zone)
    if last is None:
        return "early"
    return None if now.astimezone(zone).date() <= last else "late"


def object_(
    db: Db, movement: Movement, year: int, unit: Unit, said: str, by: int, now: datetime,
    zone: ZoneInfo, nomination: int | None = None,
) -> int | Closed:  # fmt: skip
    """Keep an objection of a unit; its id, or why not."""
    shut = closed(db, movement, year, now, zone)
    if shut is not None:
        return shut
    return objections.add(db, movement.code, year, unit.id, nomination, by, now, said)


def answer(db: Db, objection_id: int, said: str, by: int, now: datetime) -> Objection | None:
    """Keep the answer; the objection with it, or None where it was answered already."""
    if not objections.answer(db, objection_id, by, now, said):
        return None
    return objections.by_id(db, objection_id)
