"""Of which kind a unit or a person is, among those whom a movement may propose; what is plausible.

A kind is named by its code or by its name in the movement's file, or by how that begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from locales.fold import fold
from scoring.award_rows import Of
from scoring.movement import Movement
from services.roster.entries import PersonEntry, Roster, UnitEntry
from services.roster.reading import Raw, Reading

YOUNGEST, OLDEST = 18, 100
KEYS: dict[Of, str] = {"collective": "collective_kind", "person": "person_kind"}
"""How a file calls them."""


class KindError(ValueError):
    """There is no such kind; the message says which there are."""


def kind(reading: Reading, raw: Raw, of: Of, said: str | None) -> str | None:
    """The code of the kind that a row names; what is none becomes a problem."""
    try:
        return code(reading.movement, of, said)
    except KindError as error:
        reading.problems.append(f"{raw.at(KEYS[of])}: {error}")
        return None


def code(movement: Movement, of: Of, said: str | None) -> str | None:
    """The code of a kind as people write it; KindError where it is none."""
    if said is None:
        return None
    award, wanted = movement.award, fold(said)
    kinds = [one for one in award.nominees.values() if one.of == of] if award else []
    names = {one.code: (fold(one.code), fold(one.name)) for one in kinds}
    whole = [key for key, known in names.items() if wanted in known]
    begun = [key for key, (_, name) in names.items() if name.startswith(f"{wanted} ")]
    found = whole or begun
    if len(found) != 1:
        right = ", ".join(f"{one.code} ({one.name})" for one in kinds) or "none in this movement"
        raise KindError(f"no kind of {of} {said!r}, only {right}")
    return found[0]


def problems(roster: Roster, today: date) -> Iterator[str]:
    """A line for each number that cannot be: more women than members, years of birth."""
    for unit in roster.units:
        yield from _women(roster, unit)
    for person in roster.people:
        yield from _born(roster, person, today)


def _women(roster: Roster, unit: UnitEntry) -> Iterator[str]:
    if unit.women is not None and unit.women > (unit.members or 0):
        at = roster.places.get(("row", unit.code), f"{unit.kind} {unit.code}")
        of = "an unknown number of" if unit.members is None else str(unit.members)
        yield f"{at}: {unit.women} women of {of} members; there are at most as many as members"


def _born(roster: Roster, person: PersonEntry, today: date) -> Iterator[str]:
    if person.born is not None and not YOUNGEST <= today.year - person.born <= OLDEST:
        at = roster.places.get(("person", person.code), f"person {person.code}")
        yield f"{at}: born in {person.born}; people are {YOUNGEST} to {OLDEST} years old"
