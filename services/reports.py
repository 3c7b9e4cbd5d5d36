"""Reports: confirmed, accepted, returned; scores and who is to hear of it follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from scoring.movement import Movement
from scoring.periods import Period
from services import scores
from storage import news, people, reports, review_queue
from storage.engine import Db
from storage.reports import Report
from storage.review_queue import Checker
from storage.units import Unit


@dataclass(frozen=True)
class By:
    """Who does it, when, and by which rules."""

    person_id: int
    now: datetime
    zone: ZoneInfo
    movement: Movement


def confirm(
    db: Db, report: Report, unit: Unit, by: By, *, reason: str | None = None
) -> tuple[Report, list[Checker]]:
    """The working copy counts from now on, and those who check it are to hear of it: who they are.

    Where nobody checks a level, it is accepted with that.
    `reason`: why the office enters it after the lock.
    """
    fresh = reports.confirm(db, report, by.person_id, by.now, reason=reason)
    if not any(check.level == unit.kind for check in by.movement.checks):
        fresh = reports.accept(db, fresh, by.person_id, by.now)
    _refresh(db, report, unit, by)
    found = review_queue.checkers(db, by.movement.checks, fresh.id)
    news.settle(db, "accepted", fresh.id)
    news.keep(db, "check", {one.id for one in found}, (fresh.id, fresh.version), by.now)
    return fresh, found


def accept(db: Db, report: Report, unit: Unit, by: By) -> None:
    """The figures are official from now on; whoever reports for the unit is to hear of it."""
    reports.accept(db, report, by.person_id, by.now)
    _refresh(db, report, unit, by)
    news.settle(db, "check", report.id)
    readers = set(people.holding(db, by.movement.reporter(unit.kind) or "", unit.id)) - {
        by.person_id
    }
    news.keep(db, "accepted", readers, (report.id, report.version), by.now)


def return_report(
    db: Db, report: Report, unit: Unit, by: By, *, reason: str, code: str | None
) -> Report:
    """Return it for correction, with the reason and the figure it is about; it waits no more."""
    back = reports.return_report(db, report, by.person_id, by.now, reason=reason, code=code)
    _refresh(db, report, unit, by)
    news.settle(db, "check", report.id)
    return back


def _refresh(db: Db, report: Report, unit: Unit, by: By) -> None:
    period = Period.parse(report.period)
    scores.touched(db, by.movement, unit, period, by.now, by.zone)
