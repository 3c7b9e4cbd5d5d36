"""What people could not tell apart: codes that differ in capitals, names that do not differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish

_CODED = ("level", "list", "register", "form", "indicator", "derived", "card", "ballot",
          "disqualification")  # fmt: skip
_SHOWN_TOGETHER = ("list", "form", "derived", "band", "ballot", "disqualification")
"""Tables whose names stand below each other on one screen."""


def codes(known: Catalogue) -> Iterator[Fault]:
    """Codes are typed, and nobody is asked to mind capital letters."""
    for table in _CODED:
        yield from _cased(((*at, "code"), row.code) for at, row in known.rows(table))
    yield from _cased(((*at, "grade"), band.grade) for at, band in known.rows("band"))
    for at, card in known.rows("card"):
        items = enumerate(card.item)
        yield from _cased(((*at, "item", number, "code"), item.code) for number, item in items)


def _cased(rows: Iterable[tuple[At, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for at, code in rows:
        other = first.setdefault(code.casefold(), code)
        if other != code:
            yield Fault(at, f"{code} differs from {other} in capital letters only")


def names(known: Catalogue) -> Iterator[Fault]:
    """Names of one table."""
    for table in _SHOWN_TOGETHER:
        rows = (((*at, "name"), row.name) for at, row in known.rows(table))
        yield from _same(rows)
    yield from _same(((("families", code), name) for code, name in known.file.families.items()))


def _same(rows: Iterable[tuple[At, str]]) -> Iterator[Fault]:
    first: dict[str, At] = {}
    for at, name in rows:
        if first.setdefault(name.strip().casefold(), at) != at:
            yield blemish(at, f"{name} is the name of another one too")
