"""Duties: the reports of a unit that may be given at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoring.duties import form_of, open_forms
from scoring.live import Live
from scoring.movement import Form
from scoring.periods import Period, excuses
from storage import reports
from storage.engine import Db
from storage.reports import Report
from storage.units import Unit


@dataclass(frozen=True)
class Duty:
    """A form of a unit for a period; `report` once it was begun."""

    unit: Unit
    form: Form
    period: Period
    report: Report | None

    @property
    def due(self) -> date:
        """The last day on which it is in time."""
        return self.form.due(self.period)

    @property
    def lock(self) -> date:
        """The last day on which the reporter may still change it."""
        return self.form.lock(self.period)

    def open_on(self, today: date) -> bool:
        """Whether its reporter may change it: up to the lock, and for as long as it is returned."""
        if self.report is not None and self.report.status == "returned":
            return True
        return self.form.opens(self.period) <= today <= self.lock

    @property
    def owed(self) -> bool:
        """Whether something is still to be done by the reporter."""
        if self.report is not None and self.report.status == "returned":
            return True
        return not self.excused and (self.report is None or self.report.status == "draft")

    @property
    def excused(self) -> bool:
        """Whether it may be given, and is not asked."""
        return excuses(self.unit.excused_months, self.period)


def may_be_told(form: Form, unit: Unit, period: Period) -> bool:
    """Whether this is a report of the unit, asked or excused."""
    return unit.kind == form.level and form.asked(period, Period.parse(unit.reports_from))


def asked(form: Form, unit: Unit, period: Period, *, returned: bool = False) -> bool:
    """Whether this is asked of the unit; of what is excused only what was `returned` is."""
    spared = not returned and excuses(unit.excused_months, period)
    return may_be_told(form, unit, period) and not spared


def of_unit(db: Db, live: Live, unit: Unit, role: str, today: date) -> Iterator[Duty]:
    """What `role` may report for a unit now: what is open, and what was returned, lock or not."""
    back = {(r.form, r.period): r for r in reports.returned(db, unit.id)}
    for form, period in open_forms(live, role, today):
        if may_be_told(form, unit, period) and (form.code, period.code) not in back:
            found = reports.of(db, unit.id, form.code, period.code)
            yield Duty(unit, form, period, found)
    for report in back.values():
        period = Period.parse(report.period)
        form = form_of(live, report.form, period)
        if form.reporter == role:
            yield Duty(unit, form, period, report)
