"""What pulls a sum down: what each unit below lacks of full points, and what that costs.

A sum is full where its numerator reaches the target of its denominator. That is linear, so the
units' own shortfalls add up to the whole one, and the lost points are shared out by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from types import MappingProxyType

from scoring.cards import CardItem, Derived
from scoring.movement import Movement
from scoring.points import Item
from scoring.rollup import Unit, how, part_of
from scoring.stored import Stored

NONE = Fraction(0)


def pulled(
    movement: Movement,
    level: str,
    item: CardItem,
    scored: Item,
    below: Sequence[Unit],
    mine: Unit = MappingProxyType({}),
) -> list[Fraction]:
    """The points of an item that each unit below costs; nothing where it is not their doing.

    `mine`: what the unit itself has told; what that lacks is nobody else's.
    """
    derived = movement.derived[item.indicator]
    lost = scored.weight - scored.points
    silent = scored.note in ("half", "unanswered")
    parts = [part_of(movement, level, item.indicator, one) for one in below]
    short = [NONE if part is None else _short(derived, item, part, silent) for part in parts]
    own = mine.get(item.indicator) if how(movement, level, item.indicator) == "sum" else None
    whole = sum(short, NONE if own is None else _short(derived, item, own, silent))
    return [lost * one / whole for one in short] if whole else [NONE] * len(below)


def _short(derived: Derived, item: CardItem, part: Stored, silent: bool) -> Fraction:
    """What is missing to full points, of figures; of silence, the reports or units owing."""
    if silent:
        return Fraction(max(0, part.due - part.known))
    if derived.kind == "change":
        target = part.bottom * (1 + item.full_at / 100)
    else:
        target = part.bottom * item.full_at / derived.scale
    gap = target - part.top
    return max(NONE, gap if item.full_at > item.zero_at else -gap)
