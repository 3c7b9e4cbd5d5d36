"""The bank-style grade: its bands, and the parts of our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import Fault
from scoring.rows import Band

_MOST = 100


def bands(known: Catalogue) -> Iterator[Fault]:
    """From 0 to 100 points there is one band, and more points are never worth less."""
    rows = known.file.band
    if rows and not any(band.least == 0 for band in rows):
        yield Fault(("band",), "there is none from 0 points on; one with least = 0 is needed")
    first: dict[object, str] = {}
    for at, band in known.rows("band"):
        if band.least > _MOST:
            yield Fault((*at, "least"), f"nobody reaches {band.least} points; the most is {_MOST}")
        if band.least < 0:
            yield Fault((*at, "least"), f"{band.least} is less than 0, where points begin")
        if first.setdefault(band.least, band.grade) != band.grade:
            says = f"{band.least} is also where {first[band.least]} begins; one is never reached"
            yield Fault((*at, "least"), says)
        above = _above(rows, band)
        if above is not None and above.factor < band.factor:
            says = f"{band.factor} is more than {above.grade} is worth ({above.factor})"
            yield Fault((*at, "factor"), says)


def _above(rows: Sequence[Band], band: Band) -> Band | None:
    return min((b for b in rows if b.least > band.least), key=lambda b: b.least, default=None)


def _graded(known: Catalogue) -> frozenset[str]:
    return frozenset(row.code for _, row in known.rows("derived") if row.kind == "grade")


def parts(known: Catalogue) -> Iterator[Fault]:
    """The parts of our own grade add up to 100."""
    points = sum(part.points for part in known.file.grade_part)
    if known.file.grade_part and points != _MOST:
        yield Fault(("grade_part",), f"the points add up to {points}, not {_MOST}")
    for at, part in known.rows("grade_part"):
        yield from known.unknown((*at, "indicator"), "derived", part.indicator)
        if part.indicator in _graded(known):
            says = f"{part.indicator} is the grade itself, and cannot be a part of it"
            yield Fault((*at, "indicator"), says)
        if part.full_at == part.zero_at:
            says = f"is {part.full_at} as zero_at is; full points and none need two targets"
            yield Fault((*at, "full_at"), says)
        if part.points <= 0:
            yield Fault((*at, "points"), f"{part.points} is not more than 0")
