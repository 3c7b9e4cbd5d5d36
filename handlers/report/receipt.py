"""The receipt of a confirmed report."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.movements import before
from handlers.report.next import following
from handlers.wording.reports import day, title
from locales import formats
from services.sheets import Sheet
from storage import places, scores
from storage.asked import Asked
from storage.reports import Report
from storage.review_queue import Checker

_NAMED = 2


def receipt(turn: Turn, sheet: Sheet, report: Report, checkers: list[Checker]) -> Reply:
    """What the reporter is told: the number to read out, whether in time, the place so far.

    Then what comes next: who checks it, the next report that is open, the way to correct this one.
    """
    t = turn.t
    text = lines(
        t("Received: {report}.", report=title(t, sheet.unit, sheet.form, sheet.period)),
        t("Number: {number}", number=Markup("<b>{}</b>").format(report.number)),
        _in_time(turn, sheet, report),
        _counts(turn, sheet),
        _place(turn, sheet),
        _place_above(turn, sheet),
        _checked(turn, report, checkers),
        t("Thank you."),
    )
    following_one = following(turn, sheet)
    rows = [(following_one,)] if following_one else []
    if turn.movement.scored(sheet.unit.kind):
        rows.append((button(t("Why these points?"), f"/why {before(turn)}{sheet.unit.code}"),))
    this = f"/report {sheet.unit.code} {sheet.form.code} {sheet.period.code}"
    standings = button(t("Standings"), f"/standings {before(turn)}".rstrip())
    return say(text, *rows, (standings, button(t("Correct this report"), this)))


def _checked(turn: Turn, report: Report, checkers: list[Checker]) -> Markup:
    """Who looks at it next: by name where they are few, else by the unit."""
    if report.status == "accepted":
        return turn.t("Its figures count officially from now on.")
    if not checkers:
        return turn.t("Somebody who had no hand in it checks it next.")
    if len(checkers) <= _NAMED:
        names = turn.t.listing([one.name for one in checkers])
        return turn.t("It is checked next by {names}.", names=names)
    ids = sorted({one.unit_id for one in checkers})
    units = (rights.unit_above(turn, unit_id, "see") for unit_id in ids)
    shown = turn.t.listing([unit.name for unit in units if unit])
    return turn.t("It is checked next by {names}.", names=shown)


def _place(turn: Turn, sheet: Sheet) -> Markup | None:
    above = rights.unit_above(turn, sheet.unit.parent_id, "see")
    leagues = turn.movement.scored(sheet.unit.kind)
    if not leagues or above is None:
        return None
    year = sheet.period.year
    place = places.place(turn.db, sheet.unit, Asked(leagues[0], above, year, "provisional"))
    if place is not None:
        shown = formats.ordinal(place[0], turn.t.language)
        return turn.t(
            "Provisional place, {unit}: {place} of {total}.",
            unit=above.name,
            place=shown,
            total=place[1],
        )
    reported, required = scores.reported(turn.db, sheet.unit, year, "provisional")
    if reported == required:
        return turn.t("No place yet.")
    return turn.t.many(
        "No place yet: {n} report that was due is missing.",
        "No place yet: {n} reports that were due are missing.",
        required - reported,
    )


def _place_above(turn: Turn, sheet: Sheet) -> Markup | None:
    """Where the unit above stands for now, as wide as may be seen: it is made of such reports."""
    above = rights.unit_above(turn, sheet.unit.parent_id, "see")
    leagues = turn.movement.leagues_of(above.kind) if above else ()
    if above is None or not leagues or not turn.movement.scored(sheet.unit.kind):
        return None
    scope = rights.unit_above(turn, above.ancestor(leagues[0].widest), "see")
    asked = scope and Asked(leagues[0], scope, sheet.period.year, "provisional")
    place = places.place(turn.db, above, asked) if asked else None
    if scope is None or place is None:
        return None
    return turn.t(
        "{unit}: provisional place {place} of {total}, {scope}.",
        unit=above.name,
        place=formats.ordinal(place[0], turn.t.language),
        total=place[1],
        scope=scope.name,
    )


def _counts(turn: Turn, sheet: Sheet) -> Markup | None:
    """A report that is not due yet is not among the reports that were due."""
    due = sheet.form.due(sheet.period)
    if not turn.movement.scored(sheet.unit.kind) or turn.today > due:
        return None
    return turn.t(
        "Its figures count at once; as a report handed in it counts from {day}.",
        day=day(turn.t, due + timedelta(days=1)),
    )


def _in_time(turn: Turn, sheet: Sheet, report: Report) -> Markup:
    first = report.first_confirmed_at or turn.now
    day_in = first.astimezone(turn.zone).date()
    if day_in <= sheet.form.due(sheet.period):
        return turn.t("On time.")
    due = day(turn.t, sheet.form.due(sheet.period))
    return turn.t("Late (due {day}); the figures count in full.", day=due)
