"""How levels come by a measure (`over`), and which units are counted for it."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.cards import AMOUNTS
from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish, instead
from scoring.checking.measurable import tells
from scoring.shape import Derived


def ways(known: Catalogue) -> Iterator[Fault]:
    """Each level that a measure names, and what is counted."""
    for at, one in known.rows("derived"):
        for level, way in one.over.items():
            if level in (known.codes("level") or ()):
                yield from _way(known, (*at, "over", level), one, level, way)
        yield from _counts(known, at, one)


def _way(known: Catalogue, at: At, one: Derived, level: str, way: str) -> Iterator[Fault]:
    if way == "mean" and one.kind not in AMOUNTS:
        says = f"a {one.kind} has no mean, both its sides are added up; sum is right"
        yield Fault(at, f"{says} (a mean is of {', '.join(AMOUNTS)})")
    elif way != "own" and known.summed(level) == {level}:
        yield blemish(at, f"nothing is summed for {level}, so {way} has no effect")
    elif way == "own" and one.of and not tells(known, level, one.of):
        yield blemish(at, f"{level} has none of its own: no form of it asks {one.of}")


def _counts(known: Catalogue, at: At, one: Derived) -> Iterator[Fault]:
    counting = "count" in one.over.values()
    if one.kind == "unit_share" and one.over and not counting:
        yield Fault((*at, "over"), "unit_share is of units, and no level says count")
    elif one.kind != "unit_share" and not counting:
        for key in ("counts", "grades"):
            if getattr(one, key):
                yield blemish((*at, key), "has no effect where no level says count in over")
    rows = {row.code: row for _, row in known.rows("derived")}
    counted = rows.get(one.counts or one.code)
    if one.grades and counting and counted is not None and counted.kind != "grade":
        yield Fault((*at, "grades"), f"{counted.code} is counted, and is no grade")
    elif known.whole("band") and "band" in known.raw:
        yield from _grades(known, at, one)


def _grades(known: Catalogue, at: At, one: Derived) -> Iterator[Fault]:
    bands = known.named("band", "grade")
    if len(bands) < len(known.raw["band"]):
        return  # one that is there twice may be the one that is missing
    for number, grade in enumerate(one.grades):
        if grade not in bands:
            says = f"there is no band {grade}{instead(grade, sorted(bands))}"
            yield Fault((*at, "grades", number), says)
