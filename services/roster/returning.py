"""Codes that come back: a unit or person that ended keeps its reports, accounts and history.

Whoever gets that code later would inherit them. So another name under an ended code is refused
until somebody says that it is the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from locales.fold import fold
from services.roster.entries import PersonEntry, Roster, UnitEntry


def problems(
    roster: Roster, units: Mapping[str, UnitEntry], people: Mapping[str, PersonEntry]
) -> Iterator[str]:
    """A line for each entry that would inherit what was another's."""
    for unit in roster.units:
        yield from _problem(unit.kind, unit, units.get(unit.code), roster.same)
    for person in roster.people:
        yield from _problem("person", person, people.get(person.code), roster.same)


def _problem(
    what: str,
    new: UnitEntry | PersonEntry,
    old: UnitEntry | PersonEntry | None,
    same: frozenset[str],
) -> Iterator[str]:
    if old is None or old.active or new.code in same or fold(old.name) == fold(new.name):
        return
    yield (
        f"{what} {new.code}: that code was {old.name}, which has ended, and {new.name} would "
        "inherit what is kept of it; give another code, or say that it is the same: "
        f"--same {new.code}"
    )
