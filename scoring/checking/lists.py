"""What a list looks at beside its card: the weight of its mean, the size by which it is divided."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scoring.cards import AMOUNTS
from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.checking.measurable import lacking
from scoring.rows import League


def weighting(known: Catalogue) -> Iterator[Fault]:
    """Weights and sizes are amounts that are known of the units ranked."""
    rows = {row.code: row for _, row in known.rows("derived")}
    for at, league in known.rows("list"):
        for key in ("weighted_by", "size"):
            code = getattr(league, key)
            yield from known.unknown((*at, key), "derived", code)
            measure = rows.get(code or "")
            if measure is None:
                continue
            if measure.kind not in AMOUNTS:
                says = f"{code} is a {measure.kind}; an amount is wanted ({', '.join(AMOUNTS)})"
                yield Fault((*at, key), says)
            elif lack := lacking(known, measure, league.level):
                yield blemish((*at, key), f"{code} cannot be known of a {league.level}: {lack}")


def classes(known: Catalogue) -> Iterator[Fault]:
    """Classes of size: from-to, ascending, with nothing between them and nothing twice."""
    for at, league in known.rows("list"):
        if league.classes and league.size is None:
            yield Fault((*at, "classes"), "size is missing: the measure that makes the classes")
        yield from _classes((*at, "classes"), league)


def _classes(at: At, league: League) -> Iterator[Fault]:
    for number, (least, most) in enumerate(league.classes):
        if not 0 <= least <= most:
            yield Fault((*at, number), f"from {least} to {most} there is nothing")
            return
    for number, (before, after) in enumerate(pairwise(league.classes), 1):
        if after[0] <= before[1]:
            says = f"begins at {after[0]}, and the one before it ends at {before[1]}"
            yield Fault((*at, number), f"{says}; it is {before[1] + 1} or more")
        elif after[0] > before[1] + 1:
            lost = f"{before[1] + 1} to {after[0] - 1}"
            yield blemish((*at, number), f"nobody with {lost} is in a class")
