"""A card as an appraiser sees it beside what was worked out: item by item, exact, within weights.

It is a figure of its own, for the Council: no standing changes by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.points import Item, Score


@dataclass(frozen=True)
class Row:
    """An item as it was worked out; `said`: the appraiser's points, where they differ."""

    item: Item
    said: Fraction | None = None

    @property
    def counts(self) -> Fraction:
        """The points as appraised; never more than the item weighs now."""
        return self.item.points if self.said is None else min(self.said, self.item.weight)

    @property
    def difference(self) -> Fraction:
        """Appraised less worked out."""
        return self.counts - self.item.points


def rows(score: Score, said: Mapping[str, Fraction]) -> tuple[Row, ...]:
    """The whole card; `said`: by the code of an item."""
    return tuple(Row(item, said.get(item.code)) for item in score.items)


def total(found: Iterable[Row]) -> Fraction:
    """The sum of what counts."""
    return sum((one.counts for one in found), Fraction(0))


def fits(item: Item, points: Fraction) -> bool:
    """Whether an item can have so many points."""
    return 0 <= points <= item.weight
