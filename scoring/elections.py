"""Who is chosen when more pass than there are places; and whether a vote was secret at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scoring.votes import Result, Votes

Case = TypeVar("Case")
FEW = 5
"""With fewer ballots than these it is soon guessed whose is which."""


@dataclass(frozen=True)
class Elected(Generic[Case]):
    """`chosen`: most yes first. `tied`: equal at the last places, of which `left` are free: they
    are voted on again, then the chair decides by a reason. `beaten`: passed, but others have more.
    """

    chosen: tuple[Case, ...]
    tied: tuple[Case, ...] = ()
    left: int = 0
    beaten: tuple[Case, ...] = ()

    @property
    def second_ballot(self) -> bool:
        """Whether the last places are not decided."""
        return bool(self.tied)


def elected(results: Mapping[Case, Result], cap: int) -> Elected[Case]:
    """Those who passed, the most yes first, as many as there are places at most."""
    return _filled([case for case, one in results.items() if one.passed], results, cap)


def again(results: Mapping[Case, Result], left: int) -> Elected[Case]:
    """Of a second ballot among the tied: they have passed, so that most yes is enough."""
    return _filled(list(results), results, left)


def decided(before: Elected[Case], picked: Collection[Case]) -> Elected[Case]:
    """What the chair, or a second ballot, makes of a tie. ValueError where it cannot be."""
    if not set(picked) <= set(before.tied) or len(set(picked)) != before.left:
        raise ValueError("as many of the tied as there are places left")
    rest = tuple(case for case in before.tied if case not in picked)
    taken = tuple(case for case in before.tied if case in picked)
    return Elected((*before.chosen, *taken), beaten=(*rest, *before.beaten))


def _filled(cases: Sequence[Case], results: Mapping[Case, Result], cap: int) -> Elected[Case]:
    if cap < 0:
        raise ValueError("no fewer places than none")
    best = sorted(cases, key=lambda case: -results[case].yes)
    if len(best) <= cap:
        return Elected(tuple(best))
    edge = results[best[cap]].yes
    before = tuple(case for case in best if results[case].yes > edge)
    equal = tuple(case for case in best if results[case].yes == edge)
    behind = tuple(best[len(before) + len(equal) :])
    if len(before) == cap:
        return Elected(before, beaten=(*equal, *behind))
    return Elected(before, equal, cap - len(before), behind)


@dataclass(frozen=True)
class Thin(Generic[Case]):
    """Cases whose vote is hardly secret: too few ballots, or all of them alike."""

    few: tuple[Case, ...]
    alike: tuple[Case, ...]

    def __bool__(self) -> bool:
        return bool(self.few or self.alike)


def thin(results: Mapping[Case, Result]) -> Thin[Case]:
    """Where the seal hides little, to be said to the members; written opinions are open anyway."""
    few = tuple(case for case, one in results.items() if one.room.given < FEW)
    return Thin(few, tuple(case for case, one in results.items() if _alike(one.room)))


def _alike(room: Votes) -> bool:
    kinds = (room.yes, room.no, room.blank, room.invalid)
    return room.given > 0 and max(kinds) == room.given
