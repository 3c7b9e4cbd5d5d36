"""The close: members give their codes; with the last part that is needed the box is opened.

Counting, result and digest, and the end of all that could open or tell anything, are one
transaction: there is no moment in which ballots lie open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services import sealing
from services.sealing import Damaged
from services.sittings import counting, results, settings
from services.sittings.counting import Count
from storage import sealed, seating, sitting_cases, sittings, units
from storage.engine import Db
from storage.seating import Seat
from storage.sittings import Sitting

Giving = Literal["wrong", "given", "damaged", "closed", "unopened", "over"]


@dataclass(frozen=True)
class Given:
    """What became of a code: `so_far` of `needed` parts are there, in this sitting."""

    became: Giving
    sitting: int | None = None
    so_far: int = 0
    needed: int = 0


def ask(db: Db, sitting_id: int, now: datetime) -> bool:
    """The secretary asks for the closing codes; False where it is not open."""
    sitting = sittings.hold(db, sitting_id)
    if sitting is None or not sitting.voting:
        return False
    if sitting.closing_at is None:
        sittings.change(db, sitting_id, closing_at=now)
    return True


def give(db: Db, person_id: int, code: str, now: datetime) -> Given:
    """A member's code: it opens the own part; with the last one needed the sitting is closed."""
    for one in sittings.under_way(db, person_id):
        sitting = sittings.hold(db, one.id)
        seat = seating.of_person(db, one.id, person_id)
        if sitting is not None and sitting.over:
            return Given("over", sitting.id)  # another member's code came a moment before
        if sitting is None or seat is None or seat.key is None:
            continue
        if sealing.public(code, sitting.id, person_id) == seat.key:
            return _given(db, sitting, seat, code, now)
    return Given("wrong")


def _given(db: Db, sitting: Sitting, seat: Seat, code: str, now: datetime) -> Given:
    least = sitting.threshold or 0
    if sitting.closing_at is None or seat.share is None:
        return Given("unopened", sitting.id, 0, least)
    try:
        part = sealing.part(code, sitting.id, seat.person_id, seat.share)
    except Damaged:
        return Given("damaged", sitting.id, _so_far(db, sitting), least)
    seating.change(db, seat.id, given=part)
    closed = _close(db, sitting, now)
    return Given("closed" if closed else "given", sitting.id, _so_far(db, sitting), least)


def _so_far(db: Db, sitting: Sitting) -> int:
    return sum(seat.given is not None for seat in seating.of_sitting(db, sitting.id))


def _close(db: Db, sitting: Sitting, now: datetime) -> bool:
    seats = seating.of_sitting(db, sitting.id)
    parts = [seat.given for seat in seats if seat.given is not None]
    key = sealing.together(parts, sitting.threshold or 0, sitting.public_key or b"")
    if key is None:
        return False
    units.hold(db, units.by_id(db, sitting.unit_id))  # places of a year are taken one by one
    nominees = sitting_cases.nominees(db, sitting.id)
    box = counting.opened(key, sealed.every(db, sitting.id), seats, list(nominees))
    rules = settings.of(sitting)
    already = results.elected(db, sitting.movement, sitting.year, sitting.what)
    free = min(rules.places, max(0, rules.most - len(already)))
    result = counting.result(Count(sitting, seats, nominees, box, free, now))
    body = results.canonical(result)
    sittings.change(db, sitting.id, closed_at=now, result=body, digest=results.digest(body))
    _forget(db, sitting.id)
    return True


def _forget(db: Db, sitting_id: int) -> None:
    sealed.forget(db, sitting_id)
    seating.forget(db, sitting_id)
    sittings.change(db, sitting_id, public_key=None)


def annul(db: Db, sitting_id: int, by: int, now: datetime, reason: str) -> bool:
    """End it without a result: nothing is opened. False where it is over."""
    sitting = sittings.hold(db, sitting_id)
    if sitting is None or sitting.over:
        return False
    sittings.change(db, sitting_id, annulled_at=now, annulled_by=by, reason=reason)
    _forget(db, sitting_id)
    return True
