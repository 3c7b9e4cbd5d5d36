"""Points: facts of a unit's year -> indicators -> points. Exact fractions throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.cards import Card, CardItem
from scoring.facts import Facts, Measure
from scoring.levels import League
from scoring.measures import of
from scoring.movement import Movement

NANO = 10**9


@dataclass(frozen=True)
class Item:
    """An item's points; `weight` is what it counts after redistribution."""

    code: str
    family: str
    indicator: str
    weight: Fraction
    value: Fraction | None
    fraction: Fraction
    points: Fraction
    note: str | None


@dataclass(frozen=True)
class Score:
    """All items and their sum, 0 to 100."""

    items: tuple[Item, ...]
    total: Fraction

    @property
    def nano(self) -> int:
        """The total in units of 10^-9, half up: equal integers tie."""
        return nano(self.total)


def nano(value: Fraction) -> int:
    """A fraction in units of 10^-9, half up."""
    return int((value * NANO * 2 + 1) // 2)


def measure(movement: Movement, league: League, facts: Facts) -> dict[str, Measure]:
    """Every measure that a list looks at, of a unit that tells them all itself."""
    return {code: of(movement, code, facts) for code in wanted(movement, league)}


@lru_cache(maxsize=64)
def wanted(movement: Movement, league: League) -> tuple[str, ...]:
    """The measures that a list looks at: those of its card and of its ties."""
    items = [item.indicator for item in movement.cards[league.card].items]
    return tuple(dict.fromkeys([*items, *(tie.measure for tie in league.ties)]))


def score(card: Card, measures: Mapping[str, Measure]) -> Score:
    """The points of a card; what does not apply hands its weight on (criteria, section 3)."""
    items = tuple(_item(item, measures[item.indicator], w) for item, w in _weights(card, measures))
    return Score(items, sum((item.points for item in items), Fraction(0)))


def _item(item: CardItem, found: Measure, weight: Fraction) -> Item:
    fraction = Fraction(0)
    if found.value is not None and not found.worthless:
        fraction = item.fraction(found.value)
    return Item(
        code=item.code,
        family=item.family,
        indicator=item.indicator,
        weight=weight,
        value=found.value,
        fraction=fraction,
        points=weight * fraction,
        note=_note(item, found),
    )


def _note(item: CardItem, found: Measure) -> str | None:
    """What is said of it: whether its weight goes to the others is the item's to say."""
    if _gone(item, found):
        return "not_applicable"
    return "kept" if found.note == "not_applicable" else found.note


def _gone(item: CardItem, found: Measure) -> bool:
    """Whether the item does not apply; one that was not reported applies, and earns nothing.

    What a level is never asked does not, whatever the item says: nobody could earn it.
    """
    if found.note == "not_asked":
        return True
    return found.value is None and item.redistribute and not found.worthless


def _weights(card: Card, measures: Mapping[str, Measure]) -> Iterator[tuple[CardItem, Fraction]]:
    """Each item's weight after what does not apply was spread in its family, else over all."""
    stays = tuple(not _gone(item, measures[item.indicator]) for item in card.items)
    return zip(card.items, _spread(card, stays), strict=True)


@lru_cache(maxsize=1024)
def _spread(card: Card, stays: tuple[bool, ...]) -> tuple[Fraction, ...]:
    whole: dict[str, int] = {}
    left: dict[str, int] = {}
    for item, applies in zip(card.items, stays, strict=True):
        whole[item.family] = whole.get(item.family, 0) + item.weight
        if applies:
            left[item.family] = left.get(item.family, 0) + item.weight
    carried, everything = sum(whole[family] for family in left), sum(whole.values())
    return tuple(
        Fraction(item.weight * whole[item.family] * everything, left[item.family] * carried)
        if applies
        else Fraction(0)
        for item, applies in zip(card.items, stays, strict=True)
    )


def ranked(movement: Movement, league: League, facts: Facts) -> str:
    """`ranked`; `not_enough` (fewer than the minimum share of reports, DQ5); `no_data`.

    Data is what a measure is made of, told by the unit or the office in the year itself: neither
    the opening balances alone nor the sessions that the commune held make a place.
    """
    if not any(facts.values.get(code) for code in _measured(movement, league)):
        return "no_data"
    enough = facts.reports.reported * 100 >= league.minimum_share * facts.reports.required
    return "ranked" if enough else "not_enough"


@lru_cache(maxsize=16)
def _measured(movement: Movement, league: League) -> frozenset[str]:
    """The raw indicators of which a list's measures are made."""
    of_list = (movement.derived[code] for code in wanted(movement, league))
    sides = ((derived.of, derived.per) for derived in of_list)
    return frozenset(code for pair in sides for code in pair if code is not None)
