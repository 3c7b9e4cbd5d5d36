"""Whether a report may be written into at this moment."""

from __future__ import annotations

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Turn
from services.duties import Duty
from services.sheets import Sheet


def barred(turn: Turn, sheet: Sheet | None, *, late: bool) -> Markup | None:
    """Why nothing can be written into a report; `None` if it can."""
    if sheet is None or not rights.allowed(turn, "report_late" if late else "report", sheet.unit):
        return rights.ended(turn)
    if not (late or _duty(sheet).open_on(turn.today)):
        return turn.t("The period was locked meanwhile. The transaction office can still enter it.")
    return None


def _duty(sheet: Sheet) -> Duty:
    return Duty(sheet.unit, sheet.form, sheet.period, sheet.report)
