"""What "in full" comes to: the best that the next report can say, else all points of an item."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.why.case import Case, Part
from handlers.why.supposing.settable import Settable, settable
from handlers.why.supposing.valued import FULL
from scoring.cards import CardItem
from scoring.gains import Gain, steps

_DONE = ("sum_ratio", "share_true", "capped_mean", "done_share")
"""Kinds that say of how much something was done: all of it is meant before anything else."""


def in_full(case: Case, found: Iterable[Settable]) -> tuple[tuple[Settable, str], ...]:
    """The items that are named, or whose upper side is, each in full."""
    named = tuple(found)
    of = {one.code for one in named if one.figure}
    items = [
        one for one in settable(case)
        if one.part and (one in named or one.part.derived.of in of)
    ]  # fmt: skip
    done = [one for one in items if one.part and one.part.derived.kind in _DONE]
    return tuple((one, FULL) for one in done or items)


def best(case: Case, part: Part) -> Gain | None:
    """What the next report would have to say for it; None where that is not known."""
    if not case.own(part):
        return None
    found = steps(case.turn.movement, case.facts.level, part.item, case.facts)
    return next((one for one in found if one.period is not None), None)


def at_best(case: Case, item: CardItem) -> str:
    """The value from which on an item brings all its points, as a token."""
    derived = case.turn.movement.derived[item.indicator]
    if derived.kind == "grade":
        bands = [one for one in case.turn.movement.bands if item.fraction(one.factor) == 1]
        return bands[-1].grade if bands else case.turn.movement.bands[0].grade
    return str(item.full_at)
