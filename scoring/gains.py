"""Gains: what one better figure in the next report would add, by the card's own rules.

Nothing is estimated: the figure is put in, everything is scored anew, and the totals are
compared, so that what it does elsewhere (to the grade, for one) is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring.cards import Card, CardItem, Derived
from scoring.facts import Facts, Measure
from scoring.known import NONE, latest
from scoring.movement import Movement
from scoring.periods import Period, of_year
from scoring.points import Score, score
from scoring.shown import hundredths
from scoring.supposed import anew, following, put

_DIGITS = 1000
"""From here on a target is rounded to three digits, towards the better side."""

Values = Mapping[str, int]


@dataclass(frozen=True)
class Gain:
    """What these raw `values` would add if they were reported for a period; without one, in time.

    `points` exactly; `hundredths`: by how much the total as it is shown would rise; `also`: the
    other items that would earn more by it.
    """

    item: CardItem
    period: Period | None = None
    values: Values = field(default_factory=dict)
    points: Fraction = Fraction(0)
    hundredths: int = 0
    also: tuple[CardItem, ...] = ()

    def in_(self, facts: Facts) -> Facts:
        """The facts as they would be."""
        if self.period is None:
            now = facts.reports
            in_time = replace(now, on_time=now.on_time + 1, required=now.required + 1,
                              reported=now.reported + 1)  # fmt: skip
            return replace(facts, reports=in_time)
        return put(facts, {code: {self.period: value} for code, value in self.values.items()})


def gains(
    movement: Movement,
    card: Card,
    facts: Facts,
    measures: Mapping[str, Measure],
    own: Collection[str],
) -> list[Gain]:
    """What pays most in front; only of what has figures, and of a period that is not over.

    `own`: the items that follow from these facts alone; the others are made elsewhere, and stay.
    """
    found, result = [], score(card, measures)
    for item, scored in zip(card.items, result.items, strict=True):
        if item.code not in own or scored.value is None or scored.fraction == 1:
            continue
        for gain in steps(movement, facts.level, item, facts):
            looked = {one.indicator for one in card.items if one.code in own}
            then = anew(movement, gain.in_(facts), gain.values, measures, looked)
            after = score(card, then)
            found.append(_worth(card, gain, result, after))
    return sorted((g for g in found if g.points > 0), key=lambda gain: -gain.points)


def _worth(card: Card, gain: Gain, before: Score, after: Score) -> Gain:
    more = zip(card.items, before.items, after.items, strict=True)
    return replace(
        gain,
        points=after.total - before.total,
        hundredths=hundredths(after) - hundredths(before),
        also=tuple(item for item, a, b in more if b.points > a.points and item != gain.item),
    )


def steps(movement: Movement, level: str, item: CardItem, facts: Facts) -> Iterator[Gain]:
    """The best that the next report can say for an item, what it adds not yet worked out."""
    derived = movement.derived[item.indicator]
    if derived.kind == "timely":
        if _due_still(movement, level, facts):
            yield Gain(item)
    elif derived.kind in _BEST and derived.of is not None:
        period = following(movement, derived.of, facts)
        values = _BEST[derived.kind](movement, item, derived, facts) if period else None
        if values:
            yield Gain(item, period, values)


def _due_still(movement: Movement, level: str, facts: Facts) -> bool:
    return any(
        form.level == level
        and form.asked(period, facts.active_from, facts.excused)
        and form.due(period) >= facts.as_of
        for form in movement.forms.values()
        for period in of_year(form.frequency, facts.year)
    )


def _rising(item: CardItem) -> bool:
    return item.full_at > item.zero_at


def _bound(value: Fraction, *, rising: bool) -> int:
    """The nearest whole number that reaches a target, of three digits where it is long."""
    size = 1
    while value >= _DIGITS * size:
        size *= 10
    return max(0, -int(-value // size) * size if rising else int(value // size) * size)


def _sums(_movement: Movement, item: CardItem, derived: Derived, facts: Facts) -> Values | None:
    """All of what is due, which is taken to be as much as last time."""
    by_period = facts.values.get(derived.per or "", NONE)
    per = by_period[max(by_period)] if by_period else 0
    if not per:
        return None
    best = max(per, -int(-item.full_at * per // 100)) if _rising(item) else 0
    return {derived.of or "": best, derived.per or "": per}


def _balance(movement: Movement, item: CardItem, derived: Derived, facts: Facts) -> Values | None:
    per = latest(movement, derived.per or "", facts)
    if not per:
        return None
    return {derived.of or "": _bound(item.full_at * per / 100, rising=_rising(item))}


def _growth(_movement: Movement, item: CardItem, derived: Derived, facts: Facts) -> Values | None:
    start = facts.opening.get(derived.of or "", 0)
    if not start and _rising(item):
        return None
    best = start * (100 + item.full_at) / 100
    return {derived.of or "": _bound(best, rising=_rising(item))}


def _once(_movement: Movement, item: CardItem, derived: Derived, _facts: Facts) -> Values:
    return {derived.of or "": int(_rising(item))}


def _last(_movement: Movement, item: CardItem, derived: Derived, _facts: Facts) -> Values:
    return {derived.of or "": _bound(item.full_at, rising=_rising(item))}


_BEST: dict[str, Callable[[Movement, CardItem, Derived, Facts], Values | None]] = {
    "sum_ratio": _sums,
    "last_ratio": _balance,
    "change": _growth,
    "capped_mean": _once,
    "share_true": _once,
    "last": _last,
}
"""The best that a report can say of each kind; a grade follows from the others."""
