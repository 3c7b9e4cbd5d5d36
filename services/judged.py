"""What is judged of a unit: the medians of its ballots are its measures of the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.ballots import medians, sentences, whole
from scoring.movement import Movement
from scoring.stored import Stored
from storage import ballots
from storage.ballots import Of
from storage.engine import Db
from storage.units import Unit


class Judged(NamedTuple):
    """The medians by measure, and what was written beside the points, by nobody's name."""

    measures: Mapping[str, Stored]
    said: Mapping[str, Sequence[str]]


def of(db: Db, movement: Movement, unit: Unit, year: int) -> Judged | None:
    """Over those who have judged everything; None of a unit that nobody judges."""
    ballot = movement.ballot_of(unit.kind)
    if ballot is None:
        return None
    told = ballots.told(db, Of(movement.code, year, unit.id))
    found = medians(ballot, list(whole(ballot, told)))
    return Judged(found, {code: sentences(ballot, told, code) for code in ballot.measures})
