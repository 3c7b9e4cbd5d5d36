"""A question of the next report, asked about what is only supposed: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from handlers.why.case import Case
from scoring.indicators import Indicator
from scoring.known import latest
from scoring.periods import Period
from scoring.questions import Value
from scoring.rules import Known
from scoring.supposed import period_of
from services import sheets
from storage.answers import Answer
from storage.units import Unit


@dataclass(frozen=True)
class Asked:
    """A `Subject`: a figure of a unit, in the period of the next report; `given`: others of it."""

    case: Case
    code: str
    given: Mapping[str, int] = field(default_factory=dict)

    @property
    def figure(self) -> Indicator:
        """The question."""
        return self.indicator(self.code)

    @cached_property
    def period(self) -> Period:
        """Of the next report in which it is asked."""
        return period_of(self.case.turn.movement, self.code, self.case.facts)

    @property
    def unit(self) -> Unit:
        """Whose it is."""
        return self.case.unit

    @property
    def values(self) -> Mapping[str, Answer]:
        """Nothing is answered."""
        return {}

    @property
    def last(self) -> Mapping[str, Value]:
        """What was told the time before."""
        told = self.case.facts.values
        before = self.period.previous()
        return {code: by[before] for code, by in told.items() if before in by}

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day that it tells of."""
        return self.period.first, self.period.last

    def indicator(self, code: str) -> Indicator:
        """The question of a code."""
        return self.case.turn.movement.indicators[code]

    def asked(self) -> tuple[str, ...]:
        """The one."""
        return (self.code,)

    def open(self) -> str | None:
        """The one."""
        return self.code

    def known(self) -> Known:
        """What the other figures are: those of the period, else the last ones."""
        facts, movement = self.case.facts, self.case.turn.movement
        values: dict[str, int | None] = {}
        for code, by in facts.values.items():
            values[code] = by.get(self.period, latest(movement, code, facts))
        form = movement.asking.get((facts.level, self.code))
        turn = self.case.turn
        register = sheets.register(turn.db, movement, self.unit, form, self.period) if form else {}
        last = {code: n for code, n in self.last.items() if isinstance(n, int)}
        return Known({**values, **self.given}, last, {}, register)
