"""The report that comes after one that was confirmed: one's own, else the next group's."""

from __future__ import annotations

from handlers import duties
from handlers.engine.turn import Choice, Turn
from handlers.overview import progress
from handlers.wording.reports import period
from scoring.periods import Period
from services.sheets import Sheet
from storage.units import Unit


def following(turn: Turn, sheet: Sheet) -> Choice | None:
    """A button that opens it; `None` if nothing is owed."""
    owed = [duty for duty in duties.of_person(turn, turn.me) if duty.owed]
    for duty in owed:
        if duty.report is None or duty.report.id != sheet.report.id:
            return _button(turn, duty.unit, duty.form.code, duty.period)
    others = progress.owing_beside(turn, sheet)
    return _button(turn, others[0], sheet.form.code, sheet.period) if others else None


def _button(turn: Turn, unit: Unit, form: str, which: Period) -> Choice:
    name = turn.t.movement(turn.live.forms[form].name)
    label = turn.t("Next: {unit}, {form}, {period}", unit=unit.name, form=name,
                   period=period(turn.t, which))  # fmt: skip
    return Choice(label=label.unescape(), says=f"/report {unit.code} {form} {which.code}")
