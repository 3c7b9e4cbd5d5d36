"""A sheet: a report with everything its questions, its card and its verifier look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from scoring.movement import Finding, Form, Indicator, Known, Movement
from scoring.periods import Period, of_year
from scoring.questions import Value, numbers
from storage import answers, history
from storage.answers import Answer
from storage.engine import Db
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
    last: Mapping[str, Value]
    office: Mapping[str, int]
    register: Mapping[str, int]
    movement: Movement

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day that it tells of."""
        return self.period.first, self.period.last

    def indicator(self, code: str) -> Indicator:
        """The definition of a question of this form."""
        return self.movement.indicators[code]

    def known(self) -> Known:
        """What the rules may look at."""
        return self._known

    @cached_property
    def _known(self) -> Known:
        values = {code: answer.value for code, answer in self.values.items()}
        return Known(numbers(values), numbers(self.last), self.office, self.register)

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


@dataclass(frozen=True)
class Words:
    """What an answer was read from: the words, whose, when, and in which message."""

    raw: str
    person_id: int
    at: datetime
    written_in: str | None = None


def read(db: Db, movement: Movement, report: Report, unit: Unit, *, counted: bool = False) -> Sheet:
    """The sheet of a report: its working copy, or with `counted` what was confirmed."""
    period = Period.parse(report.period)
    movement = movement.in_year(period.year)
    form = movement.forms[report.form]
    last, office = history.compared(db, movement, unit.id, period.code, period.previous().code)
    found = register(db, movement, unit, form, period)
    read = answers.counted if counted else answers.given
    return Sheet(
        report=report,
        unit=unit,
        form=form,
        period=period,
        values=read(db, report.id),
        last=last,
        office=office,
        register=found,
        movement=movement,
    )


def write(db: Db, sheet: Sheet, given: Mapping[str, Answer], words: Words, edition: int) -> Sheet:
    """Answers into the working copy of a locked report; questions that fall away are forgotten."""
    for code, answer in given.items():
        answers.put(
            db,
            sheet.report.id,
            code,
            answer,
            raw=words.raw,
            written_in=words.written_in,
            person_id=words.person_id,
            now=words.at,
            edition=edition,
        )
    report = replace(sheet.report, edition=edition)
    fresh = replace(sheet, report=report, values={**sheet.values, **given})
    idle = [code for code in fresh.values if code not in fresh.asked()]
    if idle:
        answers.forget(db, sheet.report.id, idle)
        fresh = replace(fresh, values={c: a for c, a in fresh.values.items() if c not in idle})
    return fresh


def register(db: Db, movement: Movement, unit: Unit, form: Form, period: Period) -> dict[str, int]:
    """What the rules of this form look at beyond the report; most look at the roster alone."""
    looks = frozenset().union(*(movement.indicators[code].names for code in form.indicators))
    found = {} if unit.households is None else {"households": unit.households}
    wanted = [one for one in movement.registers_of(unit.kind) if f"register_{one.code}" in looks]
    if wanted:
        found |= history.register(db, movement, unit, wanted, _earlier(period))
    days = {"first_day": period.first.toordinal(), "last_day": period.last.toordinal()}
    return found | days | {"quarter": period.index}


def _earlier(period: Period) -> list[str]:
    year = of_year(period.frequency, period.year)
    return [p.code for p in year if p.index < period.index]
