"""A sheet: a report with everything its questions, its card and its verifier look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from handlers.rights import Act, allowed
from handlers.turn import Turn
from scoring.movement import Finding, Form, Indicator, Known, Movement
from scoring.periods import Period, of_year
from storage import answers, history, reports
from storage.answers import Answer
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


def load(turn: Turn, report_id: int, act: Act, *, counted: bool = False) -> Sheet | None:
    """The sheet of a report: its working copy, or with `counted` what was confirmed.

    `None` where the act is not allowed on its unit: figures reach a handler only through here.
    """
    if not opens(turn, report_id, act):
        return None
    key = ("sheet", report_id, counted)
    if key not in turn.seen:
        turn.seen[key] = _read(turn, *turn.seen["report", report_id], counted=counted)
    sheet: Sheet = turn.seen[key]
    return sheet


def opens(turn: Turn, report_id: int, act: Act) -> bool:
    """Whether there is such a report, and the act is allowed on its unit; no figure is read."""
    key = ("report", report_id)
    if key not in turn.seen:
        turn.seen[key] = reports.with_unit(turn.db, report_id)
    found: tuple[Report, Unit] | None = turn.seen[key]
    return found is not None and allowed(turn, act, found[1])


def lock(turn: Turn, sheet: Sheet) -> Report:
    """The report's head as it is now, held to the end of the turn."""
    return reports.by_id(turn.db, sheet.report.id, lock=True) or sheet.report


def keep(turn: Turn, sheet: Sheet) -> Sheet:
    """The working copy as this turn has changed it; returned for the next step."""
    turn.seen[("sheet", sheet.report.id, False)] = sheet
    return sheet


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
