"""What has changed between two publications: who moved, who is new, who has no place any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pydantic import BaseModel

from scoring.standings import Line

NAMED, SHIFTED = 5, 12
"""Movers that are named, and places of which each one's move is kept: those on a card."""


class Named(BaseModel):
    """A group, as the standings named it."""

    name: str
    commune: str


class Mover(Named):
    """A group that has another place now."""

    was: int
    now: int

    @property
    def by(self) -> int:
        """Places up; down is negative."""
        return self.was - self.now


class Some(BaseModel):
    """A few groups, and how many there are in all."""

    named: tuple[Named, ...] = ()
    count: int = 0


class Changes(BaseModel):
    """Since a publication; `reported` of `active` groups had figures then.

    `shifts`: by how many places the first went up, by their ids; of the new ones it is not said.
    """

    since: date
    reported: int
    active: int
    movers: tuple[Mover, ...] = ()
    moved: int = 0
    new: Some = Some()
    gone: Some = Some()
    shifts: dict[int, int] = {}

    @property
    def any(self) -> bool:
        """Whether a place has changed."""
        return bool(self.moved or self.new.count or self.gone.count)


def between(
    then: Iterable[Line], now: Iterable[Line], since: date, reported: int, active: int
) -> Changes:
    """Of those who had or have a place: the biggest moves first, the better place among equals."""
    left = {one.unit_id: (place, one) for place, one in _placed(then)}
    moved: list[Mover] = []
    new: list[Line] = []
    shifts: dict[int, int] = {}
    for place, one in _placed(now):
        was, _ = left.pop(one.unit_id, (None, one))
        if was is not None and place <= SHIFTED:
            shifts[one.unit_id] = was - place
        if was is None:
            new.append(one)
        elif was != place:
            moved.append(Mover(name=one.name, commune=one.commune, was=was, now=place))
    moved.sort(key=lambda mover: (-abs(mover.by), mover.now))
    return Changes(
        since=since,
        reported=reported,
        active=active,
        movers=tuple(moved[:NAMED]),
        moved=len(moved),
        new=_some(new),
        gone=_some([one for _, one in left.values()]),
        shifts=shifts,
    )


def _placed(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    return ((line.place, line) for line in lines if line.place is not None)


def _some(lines: Sequence[Line]) -> Some:
    named = tuple(Named(name=one.name, commune=one.commune) for one in lines[:NAMED])
    return Some(named=named, count=len(lines))
