"""The roll: who is there, who gives an opinion in writing, who may not vote on what."""

from __future__ import annotations

from typing import Literal

from services.sittings import convening
from storage import seating, sitting_cases, sittings, units
from storage.engine import Db
from storage.seating import Seat
from storage.sittings import Sitting

Told = Literal["done", "over", "voted", "own", "opened"]


def held(db: Db, sitting_id: int, person_id: int) -> tuple[Sitting, Seat] | None:
    """A sitting that is held, and a person's seat in it; None where there is none."""
    sitting = sittings.hold(db, sitting_id)
    seat = seating.of_person(db, sitting_id, person_id) if sitting else None
    return None if sitting is None or seat is None else (sitting, seat)


def attend(db: Db, sitting_id: int, person_id: int, *, there: bool) -> Told:
    """A member is there, or cannot come. Whoever is there when it is opened stays on the roll;
    whoever gave an opinion in writing no longer votes in the room.
    """
    found = held(db, sitting_id, person_id)
    if found is None or found[0].over:
        return "over"
    sitting, seat = found
    if seat.present == there:
        return "done"
    if seat.voted:
        return "voted"
    if seat.present and sitting.opened_at is not None:
        return "opened"
    seating.change(db, seat.id, present=there, slip=None)
    return "done"


def recuse(db: Db, sitting_id: int, person_id: int, case: int, *, out: bool = True) -> Told:
    """A member does not vote on a case, or (before it is opened) does after all.

    Whoever is of the nominee's unit never does: `own`.
    """
    found = held(db, sitting_id, person_id)
    if found is None or found[0].over or case not in sittings.cases_of(db, sitting_id):
        return "over"
    sitting, seat = found
    if not out and sitting.opened_at is not None:
        return "opened"
    if not out and case in _always(db, sitting, person_id):
        return "own"
    changed = seat.recused | {case} if out else seat.recused - {case}
    seating.change(db, seat.id, recused=changed)
    return "done"


def _always(db: Db, sitting: Sitting, person_id: int) -> frozenset[int]:
    council = units.by_id(db, sitting.unit_id)
    nominees = sitting_cases.nominees(db, sitting.id)
    return convening.recused(db, council, [person_id], nominees)[person_id]
