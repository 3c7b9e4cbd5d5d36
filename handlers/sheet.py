"""A sheet: a report with everything its questions, its card and its verifier look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from handlers.rights import Act, allowed
from handlers.turn import Turn
from scoring.movement import Finding, Form, Indicator, Known, Movement
from scoring.periods import Period, of_year
from storage import answers, history, reports
from storage.answers import Answer
from storage.engine import rows_can_be_held
from storage.reports import Report
from storage.units import Unit


@dataclass(frozen=True)
class Sheet:
    """`values` are the working copy or what counts; `last` is the period before."""

    report: Report
    unit: Unit
    form: Form
    period: Period
    values: Mapping[str, Answer]
    last: Mapping[str, int]
    office: Mapping[str, int]
    register: Mapping[str, int]
    movement: Movement

    def indicator(self, code: str) -> Indicator:
        """The definition of a question of this form."""
        return self.movement.indicators[code]

    def known(self) -> Known:
        """What the rules may look at."""
        return self._known

    @cached_property
    def _known(self) -> Known:
        values = {code: answer.value for code, answer in self.values.items()}
        return Known(values, self.last, self.office, self.register)

    def asked(self) -> tuple[str, ...]:
        """The questions of this report in order, without those that answer themselves."""
        return self._asked

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        known = self.known()
        return tuple(c for c in self.form.indicators if not self.indicator(c).skipped(known))

    def open(self) -> str | None:
        """The next question: the first without an answer; data and cursor cannot disagree."""
        return next((code for code in self.asked() if code not in self.values), None)

    def refused(self) -> tuple[str, Finding] | None:
        """The first answer that a hard rule forbids now that others have changed."""
        known = self.known()
        for code, answer in self.values.items():
            if answer.value is None:
                continue
            for finding in self.indicator(code).check(answer.value, known):
                if finding.kind == "refuse":
                    return code, finding
        return None


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
        turn.seen[key] = _read(turn, *turn.seen["report", report_id], counted=counted)
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
    return found is not None and allowed(turn, act, found[1])


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
    edition = _edition(turn, sheet)
    for code, answer in given.items():
        answers.put(
            turn.db,
            sheet.report.id,
            code,
            answer,
            raw=turn.text if raw is None else raw,
            written_in=written_in,
            person_id=turn.me.id,
            now=turn.now,
            edition=edition,
        )
    report = replace(sheet.report, edition=edition)
    fresh = replace(sheet, report=report, values={**sheet.values, **given})
    idle = [code for code in fresh.values if code not in fresh.asked()]
    if idle:
        answers.forget(turn.db, sheet.report.id, idle)
        fresh = replace(fresh, values={c: a for c, a in fresh.values.items() if c not in idle})
    turn.seen[("sheet", sheet.report.id, False)] = fresh
    return fresh


def _edition(turn: Turn, sheet: Sheet) -> int:
    """The edition that this turn makes of the report: one for all its answers."""
    key = ("edition", sheet.report.id)
    if key not in turn.seen:
        turn.seen[key] = reports.touch(turn.db, sheet.report.id)
    edition: int = turn.seen[key]
    return edition


def _read(turn: Turn, report: Report, unit: Unit, *, counted: bool) -> Sheet:
    period = Period.parse(report.period)
    form = turn.movement.forms[report.form]
    last, office = history.compared(turn.db, unit.id, period.code, period.previous().code)
    register = _register(turn, unit, form, period)
    read = answers.counted if counted else answers.given
    return Sheet(
        report=report,
        unit=unit,
        form=form,
        period=period,
        values=read(turn.db, report.id),
        last=last,
        office=office,
        register=register,
        movement=turn.movement,
    )


def _register(turn: Turn, unit: Unit, form: Form, period: Period) -> dict[str, int]:
    """What the rules of this form look at beyond the report; most look at the roster alone."""
    looks = frozenset().union(*(turn.movement.indicators[code].names for code in form.indicators))
    found = {} if unit.households is None else {"households": unit.households}
    if not looks.isdisjoint(f"register_{name}" for name in history.REGISTER):
        found |= history.register(turn.db, unit, _earlier(period))
    return found | {"quarter": period.index}


def _earlier(period: Period) -> list[str]:
    year = of_year(period.frequency, period.year)
    return [p.code for p in year if p.index < period.index]
