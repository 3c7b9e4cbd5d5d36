"""Reports: one form of one unit for one period, from the first answer to "accepted"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage import accepted, answers, units
from storage.engine import Db, dialect_insert
from storage.prepared import Prepared
from storage.report_tables import Event as EventRow
from storage.report_tables import Report as Row
from storage.tables import table
from storage.units import Unit

reports, events = table(Row), table(EventRow)


@dataclass(frozen=True)
class Report:
    """A report's head; `status` is draft, confirmed, accepted or returned.

    `version` counts confirmations, `edition` every change of the working copy and the status.
    """

    id: int
    unit_id: int
    form: str
    period: str
    status: str
    version: int
    edition: int
    first_confirmed_at: datetime | None
    confirmed_at: datetime | None
    confirmed_by: int | None
    verified_by: int | None
    reason: str | None
    returned_code: str | None

    @property
    def number(self) -> str:
        """The short number to read out over the phone; its last digit checks the others."""
        return f"{self.id}-{_check_digit(self.id)}"


def _check_digit(number: int) -> int:
    """Luhn's digit: finds every single wrong digit and most swapped neighbours."""
    digits = [int(d) for d in reversed(str(number))]
    doubled = [d * 2 - 9 * (d > 4) if i % 2 == 0 else d for i, d in enumerate(digits)]
    return -sum(doubled) % 10


COLUMNS = tuple(reports.c[name] for name in Report.__dataclass_fields__)
_of = Prepared(
    select(*COLUMNS).where(
        reports.c.unit_id == bindparam("unit"),
        reports.c.form == bindparam("form"),
        reports.c.period == bindparam("period"),
    )
)


_one = (
    select(*COLUMNS, *units.COLUMNS)
    .join(units.units, units.units.c.id == reports.c.unit_id)
    .where(reports.c.id == bindparam("key"))
)
_with_unit, _locked = Prepared(_one), Prepared(_one.with_for_update(of=reports, key_share=True))


def with_unit(db: Db, report_id: int, *, lock: bool = False) -> tuple[Report, Unit] | None:
    """The report of this id and whose it is.

    With `lock` those who write a report follow each other: what is read after this stands to
    the end of the transaction. A turn locks one report, after its conversation.
    """
    row = (_locked if lock else _with_unit).first(db, {"key": report_id})
    return (Report(*row[: len(COLUMNS)]), Unit(*row[len(COLUMNS) :])) if row else None


def of(db: Db, unit_id: int, form: str, period: str) -> Report | None:
    """The report of a unit for a form and a period, if it was ever begun."""
    row = _of.first(db, {"unit": unit_id, "form": form, "period": period})
    return Report(*row) if row else None


_returned = Prepared(
    select(*COLUMNS).where(reports.c.unit_id == bindparam("unit"), reports.c.status == "returned")
)


def returned(db: Db, unit_id: int) -> list[Report]:
    """The reports of a unit that were given back and not yet confirmed again."""
    return [Report(*row) for row in _returned.all(db, {"unit": unit_id})]


def start(db: Db, unit_id: int, form: str, period: str, now: datetime) -> Report:
    """The report of a unit for a form and a period; made as a draft if it is new."""
    found = of(db, unit_id, form, period)
    if found is not None:
        return found
    row = {"unit_id": unit_id, "form": form, "period": period}
    _start.run(db, {**row, "status": "draft", "version": 0, "edition": 0, "started_at": now})
    return Report(*_of.first(db, {"unit": unit_id, "form": form, "period": period}))


_start = Prepared(lambda dialect: dialect_insert(dialect, reports).on_conflict_do_nothing())


def confirm(
    db: Db, report: Report, person_id: int, now: datetime, *, reason: str | None = None
) -> Report:
    """The working copy counts from now on; the first confirmation decides lateness.

    What was accepted before stays official until the new figures are accepted.
    `reason`: why the office enters it after the lock; kept with the event.
    """
    if report.status == "accepted":
        accepted.keep(db, report.id)
    answers.freeze(db, report.id)
    changed = {
        "status": "confirmed",
        "version": report.version + 1,
        "first_confirmed_at": report.first_confirmed_at or now,
        "confirmed_at": now,
        "confirmed_by": person_id,
        "verified_by": None,
        "verified_at": None,
        "reason": None,
        "returned_code": None,
    }
    return _change(db, report, "confirmed", person_id, now, changed, detail=reason)


def accept(db: Db, report: Report, person_id: int, now: datetime) -> Report:
    """The figures stand: from now on they count in the official standings too."""
    if report.version > 1:
        accepted.drop(db, report.id)
    changed = {"status": "accepted", "verified_by": person_id, "verified_at": now}
    return _change(db, report, "accepted", person_id, now, changed)


def return_report(
    db: Db, report: Report, person_id: int, now: datetime, *, reason: str, code: str | None
) -> Report:
    """Return the report for correction, with the reason and the figure it is about."""
    changed = {
        "status": "returned",
        "verified_by": person_id,
        "verified_at": now,
        "reason": reason,
        "returned_code": code,
    }
    return _change(db, report, "returned", person_id, now, changed, detail=reason)


def discard(db: Db, report: Report, person_id: int, now: datetime) -> None:
    """Drop the working copy: back to what was last confirmed, or to nothing."""
    answers.revert(db, report.id)
    fresh = replace(report, edition=touch(db, report.id))
    _note(db, fresh, "discarded", person_id, now, None)


def touch(db: Db, report_id: int) -> int:
    """The working copy is about to change: the edition that this makes."""
    return int(_touching.scalar(db, {"key": report_id}))


def _change(
    db: Db,
    report: Report,
    act: str,
    person_id: int,
    now: datetime,
    changed: dict[str, object],
    detail: str | None = None,
) -> Report:
    fresh = Report(*_changing.first(db, {"key": report.id, **changed}))
    _note(db, fresh, act, person_id, now, detail)
    return fresh


def _note(
    db: Db, report: Report, act: str, person_id: int, now: datetime, detail: str | None
) -> None:
    event = {"report_id": report.id, "act": act, "version": report.version}
    _noting.run(
        db,
        {**event, "edition": report.edition, "person_id": person_id, "at": now, "detail": detail},
    )


_further = (
    update(reports).where(reports.c.id == bindparam("key")).values(edition=reports.c.edition + 1)
)
_changing = Prepared(_further.returning(*COLUMNS))
_touching = Prepared(_further.returning(reports.c.edition))
_noting = Prepared(insert(events))
