"""Who is proposed, with what is to be known of each: points, place, honours before."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.award_rows import Of
from scoring.movement import Movement
from services.pointed import Pointed, pointed
from storage import honours, proposed
from storage.engine import Db
from storage.honours import Honour
from storage.proposed import Proposed


@dataclass(frozen=True)
class Nominee:
    """A nomination that stands: with the points of its unit in the list of its kind
    (None: in none), and the honours before, the newest first, without those that were cancelled.
    """

    proposed: Proposed
    pointed: Pointed | None
    honours: tuple[Honour, ...]


def live(
    db: Db, movement: Movement, year: int, office: int | None = None, what: Of | None = None
) -> list[Nominee]:
    """All of a year, or those of an office, in the order in which they were proposed."""
    rules = movement.in_year(year)
    found = proposed.live(db, rules.code, year, what, office=office)
    points = pointed(db, rules, year, found, ())
    return [Nominee(one, points.get(one.id), _before(db, one)) for one in found]


def _before(db: Db, one: Proposed) -> tuple[Honour, ...]:
    """A person's own honours, else the collective's."""
    if one.person_id is not None:
        found = honours.of_person(db, one.person_id)
    else:
        found = honours.of_unit(db, one.unit.id)
    return tuple(honour for honour in found if honour.cancelled_at is None)
