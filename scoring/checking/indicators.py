"""Indicators: whose they are, whether anybody is asked for them, and their examples."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.questions import BY_NAME
from scoring.rules import Expression
from scoring.shape import Indicator

_FEW = (1, 10_000)
"""Of a yes, of hundredths of a point: the largest number that is worth saying."""


def indicators(known: Catalogue) -> Iterator[Fault]:
    """Each indicator by itself and beside the forms."""
    for at, one in known.rows("indicator"):
        yield from known.unknown((*at, "family"), "family", one.family)
        yield from known.unknown((*at, "level"), "level", one.level)
        asked = known.asking(one.code)
        if not asked and one.reporter != "office" and known.whole("form"):
            yield blemish(at, "nobody is asked: it stands in no form")
        yield from _example(known, at, one)


def _example(known: Catalogue, at: At, one: Indicator) -> Iterator[Fault]:
    kind = BY_NAME[one.unit]
    if one.example is None or not kind.measured:
        return  # see scoring.checking.questions
    if not kind.holds(one.example):
        right = f"0 to {kind.most}" if kind.most in _FEW else "0 or more"
        yield blemish(
            (*at, "example"), f"{one.example} is no answer in {one.unit}; that is {right}"
        )
        return
    names = {
        code: row.example
        for code, (_, row) in known.indicators.items()
        if row.example is not None and _beside(known, one, code)
    }
    names |= {"value": one.example, one.code: one.example}
    for rule in one.hard:
        try:
            refused = Expression.parse(rule.when).holds(names)
        except ValueError:
            continue
        if refused:
            yield blemish(
                (*at, "example"), f"{one.example} is refused by its own rule {rule.when!r}"
            )


def _beside(known: Catalogue, one: Indicator, code: str) -> bool:
    """Whether another is asked in the same form: the examples are shown together."""
    return any(code in form.codes for form in known.asking(one.code))
