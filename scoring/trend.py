"""A trend: points, places and the main values of a unit over a year, one value.

Whoever renders it, as text or as a picture, asks nothing again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring.cards import Card, Derived
from scoring.facts import Facts
from scoring.forms import Form
from scoring.known import NONE
from scoring.movement import Movement
from scoring.periods import COUNT, Frequency, Period, of_year

_MOST = 4
_SMALL = 20
"""Percent up to which a share is drawn beside its own greatest value."""
_SHARES = ("sum_ratio", "last_ratio")


@dataclass(frozen=True)
class Moment:
    """A period of the year: the points with all reports up to it, in hundredths; None without one.

    `place` of `among`: as they were published, None where nothing was.
    """

    period: Period
    points: int | None = None
    place: int | None = None
    among: int | None = None


@dataclass(frozen=True)
class Series:
    """A measure's value in percent points in each period by itself; None where it is not known."""

    name: str
    code: str
    values: tuple[Fraction | None, ...]


def scale(values: Sequence[Fraction]) -> Fraction:
    """What is drawn full: all of it, or of small shares the greatest."""
    most = max(values)
    return max(most, Fraction(100)) if most > _SMALL else most


@dataclass(frozen=True)
class Trend:
    """A unit's year; `moments` and the values of each series go with each other.

    `scope`: the name of the unit in which the places are.
    """

    unit: str
    code: str
    year: int
    moments: tuple[Moment, ...]
    series: tuple[Series, ...]
    scope: str | None = None


def forms_of(movement: Movement, level: str) -> list[Form]:
    """The forms of a level; of one that is summed those of the level below too."""
    over = movement.levels[level].over
    found = [form for form in movement.forms.values() if form.level == level]
    return [*found, *(forms_of(movement, over) if over else [])]


def rhythm(movement: Movement, level: str) -> Frequency | None:
    """The shortest periods in which anything is reported of a level."""
    found = {form.frequency for form in forms_of(movement, level)}
    return max(found, key=lambda one: COUNT[one], default=None)


def ends(
    movement: Movement, level: str, since: Period, today: date, year: int
) -> dict[Period, date]:
    """The periods that have begun, each with the day on which all its reports were due."""
    frequency = rhythm(movement, level)
    found: dict[Period, date] = {}
    for period in of_year(frequency, year) if frequency else ():
        if since.first <= period.first <= today:
            found[period] = min(today, _after(forms_of(movement, level), period))
    return found


def _after(forms: Iterable[Form], period: Period) -> date:
    """The day after the last due day of what ends with a period."""
    days = [
        form.due(other).toordinal() + 1
        for form in forms
        for other in of_year(form.frequency, period.year)
        if other.last == period.last
    ]
    return date.fromordinal(max(days))


def due(movement: Movement, level: str, period: Period) -> date:
    """The last due day of a period's own form."""
    return max(f.due(period) for f in forms_of(movement, level) if f.frequency == period.frequency)


def next_opens(movement: Movement, level: str, period: Period) -> date:
    """When the first report of the next period may come."""
    own = (f for f in forms_of(movement, level) if f.frequency == period.frequency)
    return min(form.opens(period.next()) for form in own)


def told(facts: Facts, period: Period) -> bool:
    """Whether anything is known of a period itself."""
    return any(period in by for by in facts.values.values())


def up_to(facts: Facts, period: Period) -> Mapping[str, Mapping[Period, int]]:
    """The figures of what had ended with a period."""
    return {
        code: kept
        for code, by in facts.values.items()
        if (kept := {one: n for one, n in by.items() if one.last <= period.last})
    }


def series(
    movement: Movement, card: Card, facts: Sequence[Facts], periods: Sequence[Period]
) -> tuple[Series, ...]:
    """The shares of the greatest weight that these periods tell; of several units added up."""
    items = sorted(card.items, key=lambda item: -item.weight)
    shares = [movement.derived[item.indicator] for item in items]
    found = (_series(derived, facts, periods) for derived in shares if _fits(derived))
    return tuple(one for one in found if any(v is not None for v in one.values))[:_MOST]


def _fits(derived: Derived) -> bool:
    return derived.kind in _SHARES and derived.unit == "%"


def _series(derived: Derived, facts: Sequence[Facts], periods: Sequence[Period]) -> Series:
    values = tuple(_value(derived, facts, period) for period in periods)
    return Series(derived.name, derived.code, values)


def _value(derived: Derived, facts: Sequence[Facts], period: Period) -> Fraction | None:
    top = bottom = 0
    for one in facts:
        above = one.values.get(derived.of or "", NONE).get(period)
        below = one.values.get(derived.per or "", NONE).get(period)
        if above is not None and below is not None:
            top, bottom = top + (min(above, below) if derived.cap else above), bottom + below
    return Fraction(top * derived.scale, bottom) if bottom else None
