"""Ballots: who judges which units, by which measures."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.checking.season import possible
from scoring.rows import Ballot


def ballots(known: Catalogue) -> Iterator[Fault]:
    """Each ballot: its level, its measures, its last day; and what nobody judges."""
    levels: dict[str, str] = {}
    for at, one in known.rows("ballot"):
        yield from _level(known, (*at, "level"), one)
        yield from _measures(known, at, one)
        if not possible(one.lock):
            day = f"day {one.lock[1]} of month {one.lock[0]}"
            yield Fault((*at, "lock"), f"{day} is not in every year")
        other = levels.setdefault(one.level, one.code)
        if other != one.code:
            yield Fault((*at, "level"), f"{one.level} is judged by {other} already")
    judged = frozenset[str]().union(*known.judged.values())
    for at, measure in known.rows("derived"):
        if measure.kind == "judged" and measure.code not in judged:
            yield Fault((*at, "kind"), "is in no ballot: nobody judges it")


def _level(known: Catalogue, at: At, one: Ballot) -> Iterator[Fault]:
    yield from known.unknown(at, "level", one.level)
    if one.level not in (known.codes("level") or ()):
        return
    if not known.above(one.level):
        yield Fault(at, f"{one.level} lies in nothing: nobody above it could judge it")
    if known.summed(one.level) != {one.level}:
        yield Fault(at, f"{one.level} is summed over others; what is judged has no figures")
    elif any(form.level == one.level for form in known.forms):
        yield Fault(at, f"{one.level} is asked by a form; what is judged has no figures")
    if not any(row.level == one.level for _, row in known.rows("list")):
        yield blemish(at, f"no list ranks a {one.level}")


def _measures(known: Catalogue, at: At, one: Ballot) -> Iterator[Fault]:
    kinds = {row.code: row.kind for _, row in known.rows("derived")}
    for number, code in enumerate(one.measures):
        place = (*at, "measures", number)
        yield from known.unknown(place, "derived", code)
        if code in one.measures[:number]:
            yield Fault(place, f"{code} is named twice")
        elif kinds.get(code, "judged") != "judged":
            yield Fault(place, f"{code} is a {kinds[code]}, and worked out of figures")
