"""What waits for somebody while a proposal is made: questions, objections, marks on eligibility."""

from __future__ import annotations

from typing import NamedTuple

from scoring.movement import Movement
from storage import disqualifications as marks
from storage import nominee_questions, objections, units
from storage.engine import Db
from storage.units import Unit

_OPEN = ("proposed", "answered")
_MOST = 1000


class Waiting(NamedTuple):
    """How many of each."""

    questions: int
    objections: int
    marks: int


def of(db: Db, movement: Movement, year: int, council: Unit) -> Waiting:
    """What waits below a Council's unit."""
    code = movement.code
    return Waiting(
        len(nominee_questions.waiting(db, code, year)),
        len(objections.of_year(db, code, year, council, _MOST, waiting=True)),
        _marks(db, movement, year, council),
    )


def _marks(db: Db, movement: Movement, year: int, council: Unit) -> int:
    """Marks that nobody has decided on, where somebody has to."""
    grounds = movement.in_year(year).grounds
    open_ = [one for one in marks.of_units(db, movement.code, year, None)
             if one.step in _OPEN and one.of.ground in grounds
             and (grounds[one.of.ground].confirm or one.step == "answered")]  # fmt: skip
    ids = {one.of.unit_id for one in open_}
    inside = {one.id for one in units.several(db, ids) if council.id in one.above()} if ids else ()
    return sum(one.of.unit_id in inside for one in open_)
