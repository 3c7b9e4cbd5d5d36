"""Which standing is asked for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from scoring.levels import League
from scoring.standings import Basis
from storage.units import Unit


class Asked(NamedTuple):
    """A list in a scope, of a year, on a basis; `then`: the last day of a year that is over.

    `size`: the number of the class of size that is ranked.
    """

    league: League
    scope: Unit
    year: int
    basis: Basis
    then: date | None = None
    size: int = 0


def ended(year: int, today: date) -> date | None:
    """The last day of a year, if it is over."""
    return date(year, 12, 31) if year < today.year else None
