"""Facts of groups at the end of September 2026, when nine months are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from scoring.facts import Facts, Timeliness
from scoring.loading import builtin
from scoring.periods import of_year

MOVEMENT = builtin()
CARD, LEAGUE = MOVEMENT.cards["TN-G"], MOVEMENT.leagues["groups"]
MONTHS = of_year("monthly", 2026)
NONE = Facts(
    values={},
    opening={},
    reports=Timeliness(Fraction(0), 0, 0),
    active_from=MONTHS[0],
    as_of=date(2026, 10, 8),
    year=2026,
    level="group",
)


def facts(**values: dict[int, int]) -> Facts:
    """Facts of months by number."""
    by_code = {c: {MONTHS[m - 1]: v for m, v in by.items()} for c, by in values.items()}
    return replace(NONE, values=by_code)
