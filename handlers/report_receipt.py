"""The receipt of a confirmed report."""

from __future__ import annotations

from markupsafe import Markup

from handlers.sheet import Sheet
from handlers.turn import Reply, Turn, button, lines, say
from handlers.wording import day, title
from storage import scores, units
from storage.reports import Report


def receipt(turn: Turn, sheet: Sheet, report: Report) -> Reply:
    """What the reporter is told: the number to read out, whether in time, the place so far."""
    t = turn.t
    place = _place(turn, sheet)
    text = lines(
        t("Received: {report}.", report=title(t, sheet.unit, sheet.form, sheet.period)),
        t("Number: {number}", number=Markup("<b>{}</b>").format(report.number)),
        _in_time(turn, sheet, report),
        place and t("Provisional place in the commune: {place} of {total}.",
                    place=place[0], total=place[1]),
        t("Thank you."),
    )  # fmt: skip
    row = (button(t("Why these points?"), f"/why {sheet.unit.code}"),)
    return say(text, row, (button(t("Standings"), "/standings"),))


def _place(turn: Turn, sheet: Sheet) -> tuple[int, int] | None:
    if sheet.unit.commune_id is None:
        return None
    commune = units.by_id(turn.db, sheet.unit.commune_id)
    return scores.place(turn.db, sheet.unit, commune, sheet.period.year, "provisional")


def _in_time(turn: Turn, sheet: Sheet, report: Report) -> Markup:
    first = report.first_confirmed_at or turn.now
    day_in = first.astimezone(turn.zone).date()
    if day_in <= sheet.form.due(sheet.period):
        return turn.t("In time.")
    due = day(turn.t, sheet.form.due(sheet.period))
    return turn.t("Late (due {day}); the figures count in full.", day=due)
