"""Levels, the lists in which their units are ranked, and what rules look at beside a report."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.rows import League, Register
from scoring.rules import ROSTER


def levels(known: Catalogue) -> Iterator[Fault]:
    """Kinds of units: what they lie in, and whose figures are summed for them."""
    told: set[str] = set()
    for at, level in known.rows("level"):
        for number, above in enumerate(level.within):
            yield from known.unknown((*at, "within", number), "level", above)
            if above in level.within[:number]:
                yield Fault((*at, "within", number), f"{above} is named twice")
        if level.code in known.above(level.code) and level.code not in told:
            circle = {one for one in known.above(level.code) if level.code in known.above(one)}
            told |= circle
            ways = ", ".join(sorted(circle - {level.code}))
            yield Fault((*at, "within"), f"lies in itself, by way of {ways or 'none'}")
        yield from known.unknown((*at, "over"), "level", level.over)
        if level.over in (known.codes("level") or ()) and level.code not in known.above(level.over):
            yield Fault((*at, "over"), f"{level.over} does not lie within {level.code}")
        if level.verifier and not level.reporter:
            yield blemish((*at, "verifier"), "checks, but nobody reports; reporter is missing")


def lists(known: Catalogue) -> Iterator[Fault]:
    """Lists: of a level, by a card, inside scopes, with ties."""
    if known.whole("list") and not known.raw["list"]:
        yield Fault(("list",), "there is none, so nobody is ranked")
    for at, one in known.rows("list"):
        yield from known.unknown((*at, "level"), "level", one.level)
        yield from known.unknown((*at, "card"), "card", one.card)
        yield from _scopes(known, at, one)
        measures = [tie.measure for tie in one.ties]
        for number, measure in enumerate(measures):
            place = (*at, "ties", number, "measure")
            yield from known.unknown(place, "derived", measure)
            if measure in measures[:number]:
                yield Fault(place, f"{measure} decides already in tie {measures.index(measure)}")


def _scopes(known: Catalogue, at: At, one: League) -> Iterator[Fault]:
    levels = known.codes("level")
    for number, scope in enumerate(one.inside):
        place = (*at, "inside", number)
        yield from known.unknown(place, "level", scope)
        if levels is None or scope not in levels or one.level not in levels:
            continue
        if scope not in known.above(one.level):
            right = ", ".join(level for level in levels if level in known.above(one.level))
            yield Fault(place, f"{one.level} does not lie in {scope}; it lies in {right or 'none'}")
        elif scope in one.inside[:number]:
            yield Fault(place, f"{scope} is named twice")
        elif any(before in known.above(scope) for before in one.inside[:number]):
            yield Fault(
                place, f"{scope} is nearer than what stands before it; the nearest is first"
            )


def registers(known: Catalogue) -> Iterator[Fault]:
    """What rules look at beside the report."""
    looked = known.looked_at
    for at, one in known.rows("register"):
        yield from known.unknown((*at, "level"), "level", one.level)
        yield from _sides(known, at, one)
        if one.code in ROSTER:
            yield Fault(
                (*at, "code"), f"register_{one.code} is the roster's own; another is needed"
            )
        if f"register_{one.code}" not in looked:
            yield blemish(at, f"no rule looks at register_{one.code}")


def _sides(known: Catalogue, at: At, one: Register) -> Iterator[Fault]:
    for key, code in (("of", one.of), ("less", one.less)):
        yield from known.unknown((*at, key), "indicator", code)
        asked = [form.level for form in known.asking(code or "")]
        near = (None, known.meant("level", one.level))
        if code in known.indicators and not any(level in asked for level in near):
            yield blemish((*at, key), f"no form of {one.level} asks {code}, so it is never known")
    if one.kind == "left" and one.less is None:
        yield Fault(at, "less is missing: what is taken off")
    if one.kind == "units_left" and one.below is None:
        yield Fault(at, "below is missing: the level whose units are counted")
    yield from known.unknown((*at, "below"), "level", one.below)
    levels = known.codes("level") or ()
    below = one.below if one.below in levels and one.level in levels else None
    if below is not None and one.level not in known.above(below):
        yield Fault((*at, "below"), f"{below} does not lie within {one.level}")
