"""Derived indicators, and the cards that turn them into points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import Fault, blemish
from scoring.checking.grounds import conditions

_SIDES: Mapping[str, tuple[str, ...]] = {
    "sum_ratio": ("of", "per"), "last_ratio": ("of", "per"), "change": ("of",), "last": ("of",),
    "capped_mean": ("of",), "share_true": ("of",), "timely": (), "grade": (),
    "newest": ("of",), "sum": ("of",), "done_share": ("of",), "per_units": ("of", "per_units"),
    "unit_share": ("counts", "over"), "opening_ratio": ("of", "per"),
}  # fmt: skip
"""What each kind is made of."""


def derived(known: Catalogue) -> Iterator[Fault]:
    """What is worked out, and whether anything looks at it."""
    ways = ("card.item.indicator", "list.ties.measure", "grade_part.indicator", "derived.counts",
            "list.weighted_by", "list.size")  # fmt: skip
    used = known.used("derived", *ways) | conditions(known)
    for at, one in known.rows("derived"):
        for key in ("of", "per", "unless_zero"):
            yield from known.unknown((*at, key), "indicator", getattr(one, key))
        yield from known.unknown((*at, "counts"), "derived", one.counts)
        for level in filter(None, (one.per_units, *one.over)):
            yield from known.unknown((*at, "per_units" if level == one.per_units else "over"),
                                     "level", level)  # fmt: skip
        for key in _SIDES.get(one.kind, ()):
            if not getattr(one, key):
                yield Fault((*at, key), f"is missing; {one.kind} is made of it")
        if one.kind == "grade" and known.whole("band") and not known.file.band:
            yield Fault((*at, "kind"), "a grade needs bands, and there is no band")
        if one.code not in used:
            yield blemish(at, "nothing uses it: no card, no tie, no grade, no disqualification")


def cards(known: Catalogue) -> Iterator[Fault]:
    """Cards: their items and weights."""
    used = known.used("card", "list.card")
    for at, card in known.rows("card"):
        for number, item in enumerate(card.item):
            place = (*at, "item", number)
            yield from known.unknown((*place, "family"), "family", item.family)
            yield from known.unknown((*place, "indicator"), "derived", item.indicator)
            if item.full_at == item.zero_at:
                says = f"is {item.full_at} as zero_at is; full points and none need two targets"
                yield Fault((*place, "full_at"), says)
        weights = sum(item.weight for item in card.item)
        if weights != 100:
            yield Fault((*at, "item"), f"the weights add up to {weights}, not 100")
        if card.code not in used and not known.shaped.broken(("list",)):
            yield blemish(at, "no list uses it")
