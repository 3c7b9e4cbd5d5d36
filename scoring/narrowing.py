"""A narrower table is a part of the whole one: its places follow from the order there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from scoring.standings import Coverage, Line, Scope, Standings


def inside(lines: Iterable[Line], scopes: Collection[str]) -> dict[str, list[Line]]:
    """The lines of some scopes, by their codes, with the places that they have there."""
    found: dict[str, list[Line]] = {code: [] for code in scopes}
    for line in lines:
        for code in line.scopes:
            if code in found:
                found[code].append(line)
    return {code: list(placed(some)) for code, some in found.items()}


def placed(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines in the order of the whole table, each with its place among these (1-2-2-4).

    In the whole table equal places say that two are equal in everything.
    """
    counted: dict[int, int] = {}
    last: dict[int, tuple[int, int]] = {}
    for line in lines:
        if line.place is None:
            yield line
            continue
        at = counted[line.size] = counted.get(line.size, 0) + 1
        was = last.get(line.size)
        place = was[1] if was is not None and was[0] == line.place else at
        last[line.size] = (line.place, place)
        yield replace(line, place=place)


def narrowed(
    whole: Standings, scope: Scope, lines: Iterable[Line], coverage: Coverage
) -> Standings:
    """The table of a narrower scope, of its own lines."""
    return replace(whole, scope=scope, lines=tuple(lines), coverage=coverage, mean=None)


class Place(NamedTuple):
    """A place of so many in a scope, by its name; none where there are not enough reports."""

    scope: str
    place: int | None
    of: int


class Own(NamedTuple):
    """What a unit is told of itself: points (10**-9) and its places, the nearest scope first."""

    total: int
    standing: str
    places: tuple[Place, ...]
    basis: str = "provisional"


def own(
    lines: Iterable[Line], nearest: Mapping[str, str], widest: str, basis: str
) -> Mapping[int, Own]:
    """By unit: its points, its place in the nearest scope and in the whole list (`widest`).

    `nearest`: what the scopes are called, by their codes; of one that is not known nothing is told.
    """
    every = list(lines)
    near = _places(every, lambda line: line.scopes[:1])
    wide = _places(every, lambda _: ())
    return {
        line.unit_id: Own(line.total, line.standing, tuple(
            Place(name, *of[line.unit_id])
            for name, of in ((nearest.get(next(iter(line.scopes), "")), near), (widest, wide))
            if name is not None and (of is wide or len(line.scopes) > 1)
        ), basis)
        for line in every
    }  # fmt: skip


def _places(lines: list[Line], of: Callable[[Line], object]) -> dict[int, tuple[int | None, int]]:
    groups: dict[object, list[Line]] = {}
    for line in lines:
        groups.setdefault((line.size, of(line)), []).append(line)
    found: dict[int, tuple[int | None, int]] = {}
    for some in groups.values():
        ranked = sum(line.place is not None for line in some)
        found.update((line.unit_id, (line.place, ranked)) for line in placed(some))
    return found
