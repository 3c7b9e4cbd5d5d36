"""A movement: what is asked of whom and when, how it is checked, scored and ranked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter
from hashlib import sha256

from scoring.award import Award
from scoring.ballots import Ballot
from scoring.cards import Band, Card, Derived, GradePart
from scoring.forms import Form
from scoring.indicators import Indicator
from scoring.levels import Check, League, Level, Register
from scoring.rows import Ground
from scoring.rules import Finding, Known
from scoring.tree import Tree


class MovementError(Exception):
    """A definition that cannot be used; says the place and the reason."""


@dataclass(frozen=True)
class Calendar:
    """Reminder days before a due day (negative: after), the hour, and the dossier's days."""

    days_before: tuple[int, ...]
    hour: int
    dossier: tuple[int, int]
    dossier_days: tuple[tuple[int, int], ...]
    escalation: tuple[int, int]


@dataclass(frozen=True, eq=False)
class Movement:
    """One movement's definition; `caps`: collectives and individuals proposed at most.

    `text`: the file as it was read; `years`: the versions that a Council has decided on, by the
    year from which they count.
    A definition is loaded once and is equal to itself only, so that what follows from it is kept.
    """

    code: str
    name: str
    first_year: int
    families: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    forms: Mapping[str, Form]
    derived: Mapping[str, Derived]
    cards: Mapping[str, Card]
    levels: Mapping[str, Level]
    registers: tuple[Register, ...]
    leagues: Mapping[str, League]
    bands: tuple[Band, ...]
    grade_parts: tuple[GradePart, ...]
    stock_months: int
    calendar: Calendar
    caps: tuple[int, int]
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    grounds: Mapping[str, Ground] = field(default_factory=dict)
    award: Award | None = None
    text: str = field(default="", repr=False)
    years: Mapping[int, Movement] = field(default_factory=dict, repr=False)

    def in_year(self, year: int) -> Movement:
        """The version by which a year is judged: the last that was decided on for it, or before."""
        decided = [since for since in self.years if since <= year]
        return self.years[max(decided)] if decided else self

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def tree(self) -> Tree:
        """Which kinds of units lie in which."""
        return Tree(self.levels)

    @property
    def all(self) -> tuple[Movement, ...]:
        """The movements that are live: this one (see `scoring.live`)."""
        return (self,)

    def of_form(self, code: str) -> Movement:
        """The movement whose form this is; KeyError if it is nobody's."""
        if code not in self.forms:
            raise KeyError(code)
        return self

    @property
    def first_league(self) -> League:
        """The list that is meant where none is named."""
        return next(iter(self.leagues.values()))

    def leagues_in(self, kind: str) -> tuple[League, ...]:
        """The lists that there are of a scope of a kind, in the order of the file."""
        return tuple(one for one in self.leagues.values() if kind in one.inside)

    def leagues_of(self, level: str) -> tuple[League, ...]:
        """The lists in which units of a level are ranked, in the order of the file."""
        return tuple(one for one in self.leagues.values() if one.level == level)

    def league_of_any(self, levels: Collection[str]) -> League | None:
        """The first list in which units of one of some levels are ranked."""
        return next((one for one in self.leagues.values() if one.level in levels), None)

    def scored(self, level: str) -> tuple[League, ...]:
        """The lists whose scores are worked out at once, from the reports of one unit alone."""
        known = self.levels.get(level)
        return () if known is None or known.over else self.leagues_of(level)

    def ballot_of(self, level: str) -> Ballot | None:
        """The ballot by which units of a level are judged, if they are."""
        return next((one for one in self.ballots.values() if one.level == level), None)

    def over(self, kind: str) -> str | None:
        """The level whose measures are summed for units of a kind."""
        level = self.levels.get(kind)
        return level.over if level else None

    @cached_property
    def downward(self) -> tuple[str, ...]:
        """The kinds of units from the root down: each behind those in which it lies."""
        above = {code: level.within for code, level in self.levels.items()}
        return tuple(TopologicalSorter(above).static_order())

    @cached_property
    def summing(self) -> Mapping[str, frozenset[str]]:
        """By level, the kinds of the units above for which its measures are summed."""
        found = {(one.over, one.code) for one in self.levels.values() if one.over}
        return {code: frozenset(k for of, k in found if of == code) for code in self.levels}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Who checks what; where that role had a hand in it, whoever checks that role's own."""
        above = {one.reporter: one.verifier for one in self.levels.values() if one.reporter}
        found: list[Check] = []
        for level in self.levels.values():
            if level.verifier:
                found.append(Check(level.code, level.verifier))
                if beyond := above.get(level.verifier):
                    found.append(Check(level.code, beyond, level.verifier))
        return tuple(found)

    def reporter(self, kind: str) -> str | None:
        """The role in which somebody reports for a unit of a kind."""
        level = self.levels.get(kind)
        return level.reporter if level else None

    @cached_property
    def asking(self) -> Mapping[tuple[str, str], Form]:
        """The form that asks an indicator of a level, by (level, indicator)."""
        return {(f.level, code): f for f in self.forms.values() for code in f.indicators}

    @cached_property
    def shared(self) -> Mapping[str, frozenset[str]]:
        """By level, the figures of its units by which those below are measured too."""
        above = {one.level for one in self.indicators.values() if one.level is not None}
        found = ((level, self.indicators.values()) for level in above)
        return {level: frozenset(i.code for i in of if i.level == level) for level, of in found}

    def registers_of(self, level: str) -> tuple[Register, ...]:
        """What rules of a level's forms may look at beside the report."""
        return tuple(one for one in self.registers if one.level == level)

    def texts(self) -> Iterator[str]:
        """Every Vietnamese text that people read."""
        yield self.name
        yield from self.families.values()
        yield from (level.name for level in self.levels.values())
        yield from (league.name for league in self.leagues.values())
        for indicator in self.indicators.values():
            yield indicator.name
            yield indicator.question
            yield from filter(None, (indicator.short, indicator.sample))
            yield from indicator.choices.values()
            yield from (rule.say for rule in indicator.rules)
        yield from (form.name for form in self.forms.values())
        yield from (derived.name for derived in self.derived.values())
        yield from (band.name for band in self.bands)
        yield from (ballot.name for ballot in self.ballots.values())
        for ground in self.grounds.values():
            yield ground.name
            yield ground.basis
        if self.award is not None:
            yield from self.award.texts()


__all__ = ["Calendar", "Card", "Derived", "Finding", "Form", "Indicator", "Known", "Movement",
           "MovementError"]  # fmt: skip
