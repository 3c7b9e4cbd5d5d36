"""Who hears of a report: those who check it when it came in, its reporter when it was accepted.

Kept until they may be told (`scheduler.telling`): gathered, and in the hours for that.
"""

from __future__ import annotations

from handlers.sheet import Sheet
from handlers.turn import Turn
from storage import news, people, verdicts
from storage.reports import Report
from storage.verdicts import Checker

REPORTER = {"group": "head", "commune": "officer"}
"""Who reports for a unit of a kind."""


def came_in(turn: Turn, report: Report) -> list[Checker]:
    """A report was confirmed: those who check it are to hear of it. Who they are."""
    found = verdicts.checkers(turn.db, report.id)
    news.settle(turn.db, "accepted", report.id)
    this = report.id, report.version
    news.keep(turn.db, "check", {one.id for one in found}, this, turn.now)
    return found


def accepted(turn: Turn, sheet: Sheet) -> None:
    """A report was accepted: whoever reports for the unit is to hear of it."""
    news.settle(turn.db, "check", sheet.report.id)
    readers = people.holding(turn.db, REPORTER[sheet.unit.kind], sheet.unit.id)
    this = sheet.report.id, sheet.report.version
    news.keep(turn.db, "accepted", set(readers) - {turn.me.id}, this, turn.now)


def returned(turn: Turn, sheet: Sheet) -> None:
    """A report was returned: nobody has to check it any more."""
    news.settle(turn.db, "check", sheet.report.id)
