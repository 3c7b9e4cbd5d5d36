"""Origins: where an item's weight comes from, if it is another one than the file's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.cards import Card, CardItem
from scoring.points import Score


@dataclass(frozen=True)
class Origin:
    """An item's weight: the file's `own`, and what others handed on that do not apply.

    `family`: items of its own family, and `within`, what came from them; `elsewhere`: items of
    families of which nothing applies, and `beyond`, what came from those. Points out of 100.
    """

    own: int
    within: Fraction
    family: tuple[CardItem, ...]
    beyond: Fraction
    elsewhere: tuple[CardItem, ...]


def origins(card: Card, result: Score) -> Mapping[str, Origin]:
    """The origin of each weight, by the item's code; of what does not apply there is none."""
    applies = {item.code for item in result.items if item.note != "not_applicable"}
    left = {item.family for item in card.items if item.code in applies}
    given = {item.code: item.weight for item in result.items}
    return {
        item.code: _origin(card, item, given[item.code], applies, left)
        for item in card.items
        if item.code in applies
    }


def _origin(
    card: Card, item: CardItem, weight: Fraction, applies: set[str], left: set[str]
) -> Origin:
    kin = [one for one in card.items if one.family == item.family]
    staying = sum(one.weight for one in kin if one.code in applies)
    after = Fraction(item.weight * sum(one.weight for one in kin), staying)
    return Origin(
        own=item.weight,
        within=after - item.weight,
        family=tuple(one for one in kin if one.code not in applies),
        beyond=weight - after,
        elsewhere=tuple(one for one in card.items if one.family not in left),
    )
