"""Who has moved since a list was last published, in any scope of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scoring import narrowing
from scoring.movement import Movement
from scoring.standings import Line, Standings
from services import publications
from storage import published_places
from storage.asked import Asked
from storage.engine import Db


class Moves(NamedTuple):
    """Of a publication: where each unit stood in the scope, by its id, in which class of size."""

    then: Standings
    places: Mapping[int, tuple[int, int]]

    def of(self, line: Line) -> int | None:
        """How many places up; None for one that had none then, or in another class of size."""
        was, size = self.places.get(line.unit_id, (0, line.size))
        return was - line.place if was and line.place and size == line.size else None

    def all(self, lines: Iterable[Line]) -> dict[int, int]:
        """Of those lines that can be compared, by the ids of their units."""
        return {line.unit_id: by for line in lines if (by := self.of(line)) is not None}


def since(db: Db, movement: Movement, asked: Asked, behind: str | None) -> Moves | None:
    """Since the last publication of the list and basis in this year.

    None where there is none, or where it is too large to be read for an answer.
    `behind`: see `published_places.newest`.
    """
    of = f"{movement.code}/{asked.league.code}"
    number = published_places.newest(db, of, behind, year=asked.year)
    told = publications.by_number(db, number) if number else None
    if number is None or told is None or asked.basis not in told.tables:
        return None
    lines = published_places.lines(db, number, asked.basis)
    if lines is None:
        return None
    then, code = told.tables[asked.basis], asked.scope.code
    here = lines if code == then.scope.code else narrowing.inside(lines, [code])[code]
    return Moves(then, {one.unit_id: (one.place, one.size) for one in here if one.place})
