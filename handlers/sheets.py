"""The door to the sheets: figures reach a handler through here, where the right is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.engine.turn import Turn
from handlers.rights import allowed
from handlers.rights_table import Act
from scoring.periods import Period
from services import sheets
from services.sheets import Sheet, Words
from storage import reports
from storage.answers import Answer
from storage.engine import rows_can_be_held
from storage.reports import Report
from storage.units import Unit


def load(
    turn: Turn, report_id: int, act: Act, *, counted: bool = False, lock: bool = False
) -> Sheet | None:
    """The sheet of a report: its working copy, or with `counted` what was confirmed.

    `None` where the act is not allowed on its unit: figures reach a handler only through here.
    `lock`: where this turn may write the report. What it reads then stands to its end.
    """
    if not opens(turn, report_id, act, lock=lock):
        return None
    key = ("sheet", report_id, counted)
    if key not in turn.seen:
        report, unit = turn.seen["report", report_id]
        turn.seen[key] = sheets.read(turn.db, turn.movement, report, unit, counted=counted)
    sheet: Sheet = turn.seen[key]
    return sheet


def opens(turn: Turn, report_id: int, act: Act, *, lock: bool = False) -> bool:
    """Whether there is such a report, and the act is allowed on its unit; no figure is read."""
    key, held = ("report", report_id), ("held", report_id)
    late = lock and held not in turn.seen and rows_can_be_held(turn.db)
    if key not in turn.seen or late:
        turn.seen[key] = reports.with_unit(turn.db, report_id, lock=lock)
        for counted in (False, True):  # read before it was held: somebody may have been at it
            turn.seen.pop(("sheet", report_id, counted), None)
        if lock:
            turn.seen[held] = True
    found: tuple[Report, Unit] | None = turn.seen[key]
    if found is None or not allowed(turn, act, found[1]):
        return False
    report, _ = found
    year = Period.parse(report.period).year
    turn.turn_to(turn.live.of_form(report.form).in_year(year))
    return True


def write(
    turn: Turn,
    sheet: Sheet,
    given: Mapping[str, Answer],
    *,
    raw: str | None = None,
    written_in: str | None = None,
) -> Sheet:
    """Answers into the working copy of a locked report; questions that fall away are forgotten.

    `raw`, `written_in`: the words and their message, where it is not this one. Returned, and
    kept for the rest of the turn: the sheet as it is now.
    """
    words = Words(turn.text if raw is None else raw, turn.me.id, turn.now, written_in)
    fresh = sheets.write(turn.db, sheet, given, words, _edition(turn, sheet))
    turn.seen[("sheet", sheet.report.id, False)] = fresh
    return fresh


def _edition(turn: Turn, sheet: Sheet) -> int:
    """The edition that this turn makes of the report: one for all its answers."""
    key = ("edition", sheet.report.id)
    if key not in turn.seen:
        turn.seen[key] = reports.touch(turn.db, sheet.report.id)
    edition: int = turn.seen[key]
    return edition
