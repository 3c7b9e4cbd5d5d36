"""The report that comes after one that was confirmed: one's own, else the next group's."""

from __future__ import annotations

from markupsafe import Markup

from handlers import apart, duties
from handlers.engine.turn import Choice, Turn, button
from handlers.overview import progress
from handlers.report.called import in_period
from handlers.wording.reports import short
from services.duties import Duty
from services.sheets import Sheet


def following(turn: Turn, sheet: Sheet) -> Choice | None:
    """A button that opens it; `None` if nothing is owed."""
    owed = [duty for duty in duties.of_person(turn, turn.me) if duty.owed]
    for duty in owed:
        if duty.report is None or duty.report.id != sheet.report.id:
            return _button(turn, sheet, duty)
    others = progress.owing_beside(turn, sheet)
    return _button(turn, sheet, Duty(others[0], sheet.form, sheet.period, None)) if others else None


def _button(turn: Turn, sheet: Sheet, duty: Duty) -> Choice:
    label = turn.t("Next: {what}", what=_what(turn, sheet, duty))
    return button(label, f"/report {duty.unit.code} {duty.form.code} {duty.period.code}")


def _what(turn: Turn, sheet: Sheet, duty: Duty) -> Markup:
    """What differs from the report that was confirmed."""
    if duty.unit.id == sheet.unit.id:
        return short(turn.t, duty.form, duty.period)
    unit = apart.called(turn, [duty.unit, sheet.unit])[duty.unit.id]
    if (duty.form.code, duty.period) == (sheet.form.code, sheet.period):
        return Markup("{}").format(unit)
    return in_period(turn.t, unit, duty.period)
