"""Indicators: whose they are, whether anybody is asked for them, and their examples."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.rules import Expression
from scoring.shape import Indicator

_MOST = {"yesno": 1, "points": 10_000}


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
    most = _MOST.get(one.unit)
    if one.example < 0 or (most is not None and one.example > most):
        right = "0 or more" if most is None else f"0 to {most}"
        yield blemish(
            (*at, "example"), f"{one.example} is no answer in {one.unit}; that is {right}"
        )
        return
    names = {
        code: row.example
        for code, (_, row) in known.indicators.items()
        if _beside(known, one, code)
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
