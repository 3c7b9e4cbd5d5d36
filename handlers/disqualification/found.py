"""The case that is meant, where the person may do this there."""

from __future__ import annotations

from handlers import rights
from handlers.engine.turn import Turn
from handlers.rights_table import Act
from scoring.movement import Movement
from services import disqualifications
from services.disqualifications import Case


def case_of(turn: Turn, unit_id: int, ground: str, year: int, act: Act) -> Case | None:
    """The case of a unit that is known by its id."""
    unit, movement = rights.unit_above(turn, unit_id, act), with_ground(turn, ground, year)
    if unit is None or movement is None:
        return None
    turn.turn_to(movement)
    return disqualifications.case(movement, unit, year, ground)


def with_ground(turn: Turn, ground: str, year: int) -> Movement | None:
    """Whose ground it is, of the movements that concern the writer."""
    return next((one for one in turn.concerned if ground in one.in_year(year).grounds), None)
