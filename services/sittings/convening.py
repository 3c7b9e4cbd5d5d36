"""A sitting is convened: on whom, by which settings, who may not vote on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scoring.award_rows import Of
from scoring.movement import Movement
from services import choosing
from services.sittings import results
from services.sittings.settings import Settings
from services.sittings.settings import of as settings_of
from storage import people, seating, sitting_cases, sittings, units
from storage.engine import Db
from storage.sitting_cases import Nominee
from storage.sittings import Sitting
from storage.units import Unit

COUNCILLOR = "council"
_SITTING = frozenset(("council", "secretary"))
"""Who sits on the Council is not by that alone of the unit at which it sits."""
Why = Literal["none", "members", "places", "under_way", "changed"]


@dataclass(frozen=True)
class Round:
    """What is convened: a Council's collectives or persons of a year; `tie`: a sitting among whose
    tied it is.
    """

    movement: Movement
    year: int
    council: Unit
    what: Of
    tie: Sitting | None = None

    @property
    def code(self) -> str:
        """The movement's."""
        return self.movement.code


def most(of: Round) -> int:
    """How many can be elected in a year."""
    collectives, persons = of.movement.caps
    return collectives if of.what == "collective" else persons


def places(db: Db, of: Round) -> int:
    """How many can still be elected: the movement's most, less those who have been."""
    free = max(0, most(of) - len(results.elected(db, of.code, of.year, of.what)))
    found = results.read(of.tie) if of.tie else None
    return min(free, found.left) if found else free


def cases(db: Db, of: Round) -> list[int]:
    """The nominations that are voted on: the tied, or those chosen and not elected so far."""
    already = results.elected(db, of.code, of.year, of.what)
    if of.tie is not None:
        found = None if answered(db, of.tie) else results.read(of.tie)
        tied = found.nominations(found.tied) if found else ()
        live = sitting_cases.standing(db, tied)
        return [one for one in tied if one in live and one not in already]
    chosen = choosing.chosen(db, of.movement, of.year, of.what, of.council)
    return [one for one in chosen if one not in already]


def convene(
    db: Db, of: Round, settings: Settings, by: int, now: datetime, place: str | None = None
) -> int | Why:
    """Convene it; its id, or why it cannot be."""
    units.hold(db, of.council)
    wanted, members = cases(db, of), people.holding(db, COUNCILLOR, of.council.id)
    why = _why_not(db, of, wanted, members)
    if why is not None:
        return why
    kind = "second" if of.tie else "ballot"
    frozen = settings.model_copy(update={"places": places(db, of), "most": most(of), "kind": kind})
    row = {
        "movement": of.code, "year": of.year, "unit_id": of.council.id, "what": of.what,
        "round": of.tie.round + 1 if of.tie else 1, "of_id": of.tie.id if of.tie else None,
        "settings": frozen.model_dump_json(), "convened_by": by, "convened_at": now,
        "place": place,
    }  # fmt: skip
    made = sittings.convene(db, row, wanted)
    out = recused(db, of.council, members, sitting_cases.nominees(db, made))
    seating.add(db, made, out)
    return made


def _why_not(
    db: Db, of: Round, wanted: Sequence[int], members: Sequence[int]
) -> Why | None:  # fmt: skip
    held = sittings.of_year(db, of.code, of.year, of.council.id)
    same = [one for one in held if one.what == of.what]
    if any(not one.over for one in same):
        return "under_way"
    if any(results.state(one) == "changed" for one in same):
        return "changed"
    if not wanted:
        return "none"
    if not members:
        return "members"
    return None if places(db, of) else "places"


def answered(db: Db, tie: Sitting) -> bool:
    """Whether a tie has been decided, or is being decided."""
    held = sittings.of_year(db, tie.movement, tie.year, tie.unit_id)
    return any(one.of_id == tie.id and one.annulled_at is None for one in held)


def again(of: Round) -> Settings | None:
    """The settings by which the tied are voted on again: those of their sitting."""
    return settings_of(of.tie) if of.tie else None


def recused(
    db: Db, council: Unit, members: Sequence[int], nominees: Mapping[int, Nominee]
) -> dict[int, frozenset[int]]:
    """On which cases each member may not vote: as the nominee, as one of the nominee's unit (of a
    collective: or of a unit in it), or as the leader of a unit below the Council in which it lies.
    """
    leading = sitting_cases.leaders(db, members)
    found: dict[int, frozenset[int]] = {}
    for one in members:
        own = _own(db, one)
        led = [unit.id for unit in own if council.id in unit.above()] if one in leading else []
        found[one] = frozenset(
            number for number, nominee in nominees.items()
            if nominee.person_id == one or _is_of(own, nominee)
            or not nominee.lies_in().isdisjoint(led)
        )  # fmt: skip
    return found


def _own(db: Db, member: int) -> list[Unit]:
    person = people.by_id(db, member)
    held = person.assignments if person else ()
    return [one.unit for one in held if one.role not in _SITTING]


def _is_of(own: Sequence[Unit], nominee: Nominee) -> bool:
    """Of a person those of the same unit are; of a collective those of any unit in it too."""
    if nominee.person_id is not None:
        return any(nominee.unit_id == unit.id for unit in own)
    return any(nominee.unit_id in (unit.id, *unit.above()) for unit in own)
