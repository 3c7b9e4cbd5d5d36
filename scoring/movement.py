"""A movement: what is asked of whom and when, how it is checked, scored and ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.cards import Band, Card, Derived, GradePart
from scoring.forms import Form
from scoring.indicators import Indicator
from scoring.rules import Finding, Known


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
    bands: tuple[Band, ...]
    grade_parts: tuple[GradePart, ...]
    minimum_share: int
    stock_months: int
    calendar: Calendar
    caps: tuple[int, int]

    def factor(self, points: Fraction) -> Fraction:
        """What a grade of so many points is worth; bands compare unrounded."""
        return self.band(points).factor

    def band(self, points: Fraction) -> Band:
        """The band of a grade, 0 to 100 points."""
        return next(band for band in self.bands if points >= band.least)

    def texts(self) -> Iterator[str]:
        """Every Vietnamese text that people read."""
        yield self.name
        yield from self.families.values()
        for indicator in self.indicators.values():
            yield indicator.name
            yield indicator.question
            if indicator.short:
                yield indicator.short
            yield from (rule.say for rule in indicator.rules)
        yield from (form.name for form in self.forms.values())
        yield from (derived.name for derived in self.derived.values())
        yield from (band.name for band in self.bands)


__all__ = ["Calendar", "Card", "Derived", "Finding", "Form", "Indicator", "Known", "Movement",
           "MovementError"]  # fmt: skip
