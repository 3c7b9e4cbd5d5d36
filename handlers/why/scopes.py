"""In which units above it a unit is ranked, of those that one may see."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import rights
from handlers.why.case import Case
from storage.units import Unit


def scopes(case: Case) -> Iterator[Unit]:
    """The nearest unit in which it is ranked; of a sum all of them."""
    ids = [unit_id for kind, unit_id in case.unit.ancestors if kind in case.league.inside]
    for unit_id in ids if case.sum else ids[:1]:
        scope = rights.unit_above(case.turn, unit_id, "see")
        if scope is not None:
            yield scope
