"""An office proposes a collective or a person, and takes it back, until the day for it is over.

Each act holds the office, and looks again at all that was shown: the time, the kind, what stands
against it, who has proposed, the places that are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoring.award_rows import Of
from scoring.movement import Movement
from services import award_time, eligibility, places
from services.award_time import Closed
from services.eligibility import Eligible
from storage import nominable, nominations, proposed
from storage.engine import Db
from storage.nominations import Wanted
from storage.units import Unit, by_id, hold

SHORTEST, LONGEST = 10, 500
"""Characters of a reason."""
Why = Closed | Literal["no_kind", "barred", "already", "no_place", "not_here", "gone"]


@dataclass(frozen=True)
class Wish:
    """Whom an office would propose: a person of a unit, or (without one) the unit; and why."""

    office: Unit
    year: int
    unit: int
    person: int | None
    ground: str
    elsewhere: bool | None


@dataclass(frozen=True)
class Refused:
    """Why it is not so; what is known of whom it is about, where that is the reason."""

    why: Why
    eligible: Eligible | None = None


def nominate(
    db: Db, movement: Movement, wish: Wish, by: int, now: datetime, zone: ZoneInfo
) -> int | Refused:
    """Propose; the nomination's id, or why not."""
    rules = movement.in_year(wish.year)
    hold(db, wish.office)
    what: Of = "collective" if wish.person is None else "person"
    shut = award_time.closed(db, rules, wish.year, wish.office, now, zone, what)
    if shut is not None:
        return Refused(shut)
    found = eligible(db, rules, wish)
    if found is None:
        return Refused("not_here")
    if found.why is not None or found.kind is None:
        return Refused(found.why or "no_kind", found)
    if wish.person is not None and left(db, rules, wish.year, wish.office, now, zone) < 1:
        return Refused("no_place", found)
    wanted = Wanted(rules.code, wish.year, wish.office.id, found.kind.of, wish.unit, wish.person,
                    found.kind.code, wish.ground, wish.elsewhere)  # fmt: skip
    made = nominations.add(db, wanted, by, now)
    return Refused("already", eligible(db, rules, wish)) if made is None else made


def eligible(db: Db, rules: Movement, wish: Wish) -> Eligible | None:
    """What is to be known of whom a wish is about; None where they are not of the office's area."""
    if wish.person is not None:
        if not award_time.nominates(rules, wish.year, wish.office):
            return None
        roles = nominable.of_person(db, wish.office, wish.person)
        one = next((one for one in roles if one.unit.id == wish.unit), None)
        return None if one is None else eligibility.of_person(db, rules, one, wish.year)
    unit = by_id(db, wish.unit)
    if not unit.active or not in_area(rules, wish.year, wish.office, unit):
        return None
    return eligibility.of_unit(db, rules, unit, wish.year)


def in_area(rules: Movement, year: int, office: Unit, unit: Unit) -> bool:
    """Whether a collective is an office's to propose; of the Council's own unit those that lie in
    no office.
    """
    inside = office.id in (unit.id, *unit.above())
    award = rules.in_year(year).award
    if award is None or award_time.nominates(rules, year, office):
        return inside
    return inside and unit.ancestor(award.terms.nominators) is None


def left(db: Db, movement: Movement, year: int, office: Unit, now: datetime, zone: ZoneInfo) -> int:
    """How many persons more an office may propose; below 0 where it has proposed too many."""
    rules = movement.in_year(year)
    council = places.council_of(db, rules.award, office) if rules.award else None
    if council is None:
        return 0
    given = places.of_council(db, rules, year, council, now.astimezone(zone).date())
    return given.of(office.id) - nominations.count(db, rules.code, year, office.id, "person")


def withdraw(
    db: Db, movement: Movement, office: Unit, nomination_id: int, by: int, now: datetime,
    zone: ZoneInfo,
) -> Why | None:  # fmt: skip
    """Take a nomination back; None: done."""
    hold(db, office)
    found = proposed.by_id(db, nomination_id, movement.code)
    if found is None or found.office_id != office.id:
        return "gone"
    shut = award_time.closed(db, movement, found.year, office, now, zone, found.what)
    if shut is not None:
        return shut
    return None if nominations.withdraw(db, nomination_id, by, now) else "gone"
