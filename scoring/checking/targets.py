"""Targets: whether they can be reached, and whether all agree on which way is better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.shape import Derived

_SHARES = ("capped_mean", "share_true", "timely", "done_share", "unit_share")
"""Kinds that are never more than the whole."""
Said = list[tuple[At, bool]]
"""Where it is said, and whether more is better there."""


def directions(known: Catalogue) -> Iterator[Fault]:
    """Whoever says otherwise than most: thresholds the wrong way round, for one."""
    said: dict[str, Said] = defaultdict(list)
    for measure, at, more in _said(known):
        said[measure].append((at, more))
    for measure, ways in said.items():
        more = sum(way for _, way in ways) * 2 >= len(ways)
        for at, way in ways:
            if way != more:
                better, worse = ("higher", "lower") if more else ("lower", "higher")
                says = f"here {worse} {measure} is better, elsewhere {better}"
                yield blemish(at, says)


def reached(known: Catalogue) -> Iterator[Fault]:
    """Full points that nobody could ever have."""
    rows = {row.code: row for _, row in known.rows("derived")}
    for at, card in known.rows("card"):
        for number, item in enumerate(card.item):
            place = (*at, "item", number, "full_at")
            most = _most(known, rows.get(item.indicator))
            if most is not None and item.full_at > most:
                says = f"{item.indicator} never is {item.full_at}; the most is {most}"
                yield blemish(place, says)
            elif most is not None and item.full_at < 0:
                yield blemish(place, f"{item.indicator} never is less than 0")


def _most(known: Catalogue, one: Derived | None) -> Decimal | int | None:
    if one is None:
        return None
    if one.kind == "grade":
        return max((band.factor for band in known.file.band), default=None)
    if one.kind in _SHARES or (one.kind == "sum_ratio" and one.cap):
        return 100 if one.unit in ("%", "per_100") else 1
    return None


def _said(known: Catalogue) -> Iterator[tuple[str, At, bool]]:
    for at, league in known.rows("list"):
        told = [tie.measure for tie in league.ties]
        for number, tie in enumerate(league.ties):
            if tie.measure not in told[:number]:
                yield tie.measure, (*at, "ties", number, "better"), tie.better == "higher"
    for at, card in known.rows("card"):
        for number, item in enumerate(card.item):
            yield from _targets(item.indicator, (*at, "item", number, "full_at"),
                                item.full_at, item.zero_at)  # fmt: skip
    for at, part in known.rows("grade_part"):
        yield from _targets(part.indicator, (*at, "full_at"), part.full_at, part.zero_at)


def _targets(measure: str, at: At, full: Decimal, none: Decimal) -> Iterator[tuple[str, At, bool]]:
    if full != none:
        yield measure, at, full > none
