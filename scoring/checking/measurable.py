"""Whether what a list looks at can be measured of the units that it ranks."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.rows import Card, League
from scoring.shape import Derived


def measurable(known: Catalogue) -> Iterator[Fault]:
    """Cards of which nothing can be known of a list's units, then items and ties one by one."""
    rows = {row.code: row for _, row in known.rows("derived")}
    for at, card in known.rows("card"):
        lists = [(place, one) for place, one in known.rows("list") if one.card == card.code]
        empty = [(place, one) for place, one in lists if _nothing(known, card, one)]
        for place, one in empty:
            says = f"no item of {card.code} can be known of a {one.level}: all would have 0 points"
            yield Fault((*place, "card"), says)
        levels = {one.level for _, one in lists} - {one.level for _, one in empty}
        yield from _items(known, at, card, levels & {*(known.codes("level") or ())})
        for place, one in lists:
            if (place, one) not in empty:
                yield from _ties(known, place, one, card, rows)


def _nothing(known: Catalogue, card: Card, league: League) -> bool:
    rows = {row.code: row for _, row in known.rows("derived")}
    found = [rows.get(item.indicator) for item in card.item]
    return bool(found) and all(one and lacking(known, one, league.level) for one in found)


def _items(known: Catalogue, at: At, card: Card, levels: Collection[str]) -> Iterator[Fault]:
    """An item that can be known at no level where its card is used."""
    rows = {row.code: row for _, row in known.rows("derived")}
    for number, item in enumerate(card.item):
        lacks = {level: lacking(known, rows[item.indicator], level)
                 for level in sorted(levels) if item.indicator in rows}  # fmt: skip
        if lacks and all(lacks.values()):
            level, lack = next(iter(lacks.items()))
            place = (*at, "item", number, "indicator")
            yield blemish(place, f"{item.indicator} cannot be known of a {level}: {lack}")


def _ties(
    known: Catalogue, at: At, league: League, card: Card, rows: dict[str, Derived]
) -> Iterator[Fault]:
    """A tie beside the card that can never decide; what is on the card is told there."""
    items = {item.indicator for item in card.item}
    for number, tie in enumerate(league.ties):
        if tie.measure in items or tie.measure not in rows:
            continue
        if lack := lacking(known, rows[tie.measure], league.level):
            place = (*at, "ties", number, "measure")
            yield blemish(place, f"{tie.measure} cannot be known of a {league.level}: {lack}")


def lacking(known: Catalogue, one: Derived, level: str) -> str | None:
    """Why a measure cannot exist at a level, if so."""
    if level not in (known.codes("level") or ()):
        return None
    if one.kind == "judged":
        return None if one.code in known.judged.get(level, ()) else "nobody judges it"
    near = frozenset({level}) if one.over.get(level) == "own" else known.summed(level)
    if one.kind == "timely":
        asked = any(form.level in near or form.level is None for form in known.forms)
        return None if asked else "no form is asked of it"
    for code in (one.of, one.per):
        if code is not None and code in known.indicators and not _told(known, code, level, near):
            return f"no form of it asks {code}, nor does the office give it"
    return None


def _told(known: Catalogue, code: str, level: str, near: frozenset[str]) -> bool:
    _, raw = known.indicators[code]
    if raw.level is not None:
        return raw.level in near | known.above(level)
    asked = known.asking(code)
    return raw.reporter == "office" or not asked or any(f.level in near | {None} for f in asked)


def tells(known: Catalogue, level: str, code: str) -> bool:
    """Whether units of a level report a figure themselves, or the office gives it of them."""
    if code not in known.indicators:
        return True
    _, raw = known.indicators[code]
    asked = known.asking(code)
    bottom = known.summed(level) == {level}
    return raw.level == level or any(form.level in (level, None) for form in asked) or (
        raw.level is None and bottom and not asked
    )  # fmt: skip
