"""Indicators: what is asked, how it is checked (criteria, section 2)."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from scoring.periods import Frequency
from scoring.questions import BY_NAME, Kind, Value
from scoring.rules import Amount, Expression, Finding, Known, Rule


@dataclass(frozen=True)
class Indicator:
    """A raw indicator: a question, or a figure of the office (values: see `scoring.questions`).

    `level`: whose figure it is, where those below are measured by it. `short`: what people call it
    in a line of many figures, if that is not its name; `also`: what else they call it there, in
    any language. `like_roster`: near enough to the households that the roster counts.
    `sample`: an example in words; `choices`: the names of a list's choices, by their codes; `of`:
    the kind of the unit that is asked for.
    """

    code: str
    family: str
    unit: str
    frequency: Frequency
    reporter: str
    level: str | None
    name: str
    short: str | None
    also: tuple[str, ...]
    question: str
    example: int
    stock: bool
    like_roster: bool
    rules: tuple[Rule, ...]
    skip: Expression | None
    units: Mapping[str, str]
    sample: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    of: str | None = None

    @cached_property
    def kind(self) -> Kind:
        """What its answers are."""
        return BY_NAME[self.unit]

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything that its rules look at."""
        looks = [rule.when.names for rule in self.rules]
        return frozenset().union(*looks, self.skip.names if self.skip else ())

    def skipped(self, known: Known) -> bool:
        """Whether other answers already say that this need not be asked."""
        return self.skip is not None and self.skip.holds(known.names(self.code))

    def check(self, value: Value, known: Known) -> tuple[Finding, ...]:
        """What the rules say of a value; refusals in front. Of words and names they say nothing."""
        if not isinstance(value, int):
            return ()
        names = known.names(self.code) | {"value": value, self.code: value}
        found = [
            Finding(rule.kind, rule.say, self._fields(rule.say, names))
            for rule in self.rules
            if rule.when.holds(names)
        ]
        return tuple(sorted(found, key=lambda finding: finding.kind != "refuse"))

    def _fields(self, say: str, names: Mapping[str, int]) -> dict[str, Amount]:
        wanted = [name for _, name, _, _ in string.Formatter().parse(say) if name]
        return {name: self._amount(name, names) for name in wanted}

    def _amount(self, name: str, names: Mapping[str, int]) -> Amount:
        if name == "change":
            return "percent", Fraction((names["value"] - names["last"]) * 100, names["last"])
        if name.startswith("share_of_"):
            return "percent", Fraction(names["value"] * 100, names[name[9:]])
        return self.units.get(name, self.unit), names[name]
