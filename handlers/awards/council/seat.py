"""Who looks at a year's proposal: a member of the Council, or its secretary, in the Council's unit.

What is before the Council is a year until anybody is proposed for the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

from handlers import rights
from handlers.awards.section import Season, season
from handlers.engine.turn import Outcome, Turn, only, say
from scoring.award import Award
from scoring.movement import Movement
from storage import proposed
from storage.proposed import Proposed
from storage.units import Unit


@dataclass(frozen=True)
class Seat:
    """The movement by the year's rules, its award, the year, the Council; whether it may change."""

    movement: Movement
    award: Award
    year: int
    council: Unit
    secretary: bool


def seat(turn: Turn) -> Seat | None:
    """The writer's seat; None for whoever has none."""
    found = season(turn)
    if found is None:
        return None
    level = found.award.terms.council
    secretary = [one for one in rights.mine(turn, "secretary", "appraise") if one.kind == level]
    council = secretary or [
        one for one in rights.mine(turn, "council", "dossier") if one.kind == level
    ]
    if not council:
        return None
    its = before_us(turn, found)
    return Seat(its.movement, its.award, its.year, council[0], bool(secretary))


def before_us(turn: Turn, found: Season) -> Season:
    """Until anybody is proposed for this year, what was proposed for the last one is before them:
    its decision comes back in spring.
    """
    code, last = found.movement.code, found.year - 1
    rules = next(one for one in turn.concerned if one.code == code).in_year(last)
    over = found.year == turn.today.year and last >= rules.first_year
    if not over or rules.award is None or proposed.any_in(turn.db, code, found.year):
        return found
    there = proposed.any_in(turn.db, code, last)
    return Season(rules, rules.award, last) if there else found


def nominee(turn: Turn, at: Seat, said: str) -> Proposed | None:
    """A nominee of this year by its number; None if there is none, or it is none of theirs."""
    if not said.isdecimal() or len(said) > _LONGEST:
        return None
    found = proposed.by_id(turn.db, int(said), at.movement.code)
    if found is None or found.year != at.year:
        return None
    office = rights.unit_above(turn, found.office_id, "dossier")
    return found if office is not None and at.council.id in (office.id, *office.above()) else None


def named(one: Proposed) -> str:
    """A nominee, a person with the unit."""
    return one.unit.name if one.person is None else f"{one.person} ({one.unit.name})"


def nobody(turn: Turn) -> Outcome:
    """The answer to whoever has no seat."""
    return only(say(turn.t("This is for members of the Council.")))


def only_secretary(turn: Turn) -> Outcome:
    """The answer to a member of the Council who would change something."""
    return only(say(turn.t("This is done by the Council's secretary.")))


def unknown(turn: Turn) -> Outcome:
    """There is no such nominee any more."""
    return only(say(turn.t("This nominee is not there, or was withdrawn.")))


_LONGEST = 15
