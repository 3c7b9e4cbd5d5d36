"""Which standing is asked for."""

from __future__ import annotations

from typing import Literal, NamedTuple

from scoring.levels import League
from storage.units import Unit

Basis = Literal["provisional", "official"]


class Asked(NamedTuple):
    """A list in a scope, of a year, on a basis."""

    league: League
    scope: Unit
    year: int
    basis: Basis
