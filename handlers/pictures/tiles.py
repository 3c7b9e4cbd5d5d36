"""Who has reported, as tiles: one a unit, with how many of those in it are in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from handlers.pictures.texts import Direction, Frozen, Text, direction, plain, text
from locales.translator import N_, Translator

KIND = "tiles"
MOST = 120
"""Tiles that can be told apart on a phone."""
_LEGEND = (N_("all reported"), N_("half or more"), N_("less than half"), N_("none yet"))
_COLUMNS = ((9, 3), (24, 4), (45, 5), (72, 6), (MOST, 8))


class Part(NamedTuple):
    """A unit, of how many in it something is asked, and how many have given it."""

    name: str
    given: int
    asked: int


class Tile(Frozen):
    """A unit's tile; `band`: from 0 (all) to 3 (none); 4: none, and nobody is late."""

    name: Text
    count: str
    band: int


class Tiles(Frozen):
    """Everything on the picture; `share`: of all that are asked, from 0 to 1."""

    language: str
    dir: Direction
    title: Text
    lines: tuple[str, ...]
    coverage: str
    share: float
    columns: int
    due: bool
    tiles: tuple[Tile, ...]
    legend: tuple[str, ...]


def tiles(
    t: Translator,
    title: Markup,
    told: Sequence[Markup],
    coverage: Markup,
    parts: Sequence[Part],
    *,
    due: bool = True,
) -> Tiles:
    """`told`: lines below the title; `parts`: at most `MOST`, in the order in which they stand;
    `due`: whether it was to be given by now: before that nobody is late.
    """
    asked, given = sum(one.asked for one in parts), sum(one.given for one in parts)
    head = plain(title)
    return Tiles(
        language=t.language,
        dir=direction(plain(t(_LEGEND[0]))),
        title=text(head),
        lines=tuple(map(plain, told)),
        coverage=plain(coverage),
        share=given / asked if asked else 0.0,
        columns=next(columns for most, columns in _COLUMNS if len(parts) <= most),
        due=due,
        tiles=tuple(_tile(t, one, due=due) for one in parts),
        legend=tuple(plain(t(one)) for one in _LEGEND),
    )


def _tile(t: Translator, one: Part, *, due: bool) -> Tile:
    count = f"{t.number(one.given)}/{t.number(one.asked)}"
    return Tile(name=text(one.name), count=count, band=_band(one, due=due))


def _band(one: Part, *, due: bool) -> int:
    if one.given == one.asked:
        return 0
    if not one.given:
        return 3 if due else 4
    return 1 if one.given * 2 >= one.asked else 2
