"""What a row does not speak of stays as it was: a table without phones forgets nobody's phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from services.roster.entries import PersonEntry, Roster, UnitEntry


def filled(
    roster: Roster, stored: Mapping[str, UnitEntry], known: Mapping[str, PersonEntry]
) -> Roster:
    """The roster with what is stored where its rows are silent."""
    units = tuple(_unit(roster, entry, stored.get(entry.code)) for entry in roster.units)
    people = tuple(_person(roster, entry, known.get(entry.code)) for entry in roster.people)
    return replace(roster, units=units, people=people)


def _unit(roster: Roster, entry: UnitEntry, before: UnitEntry | None) -> UnitEntry:
    if before is None:
        return entry
    kept: dict[str, Any] = _of(before, roster.silent.get(("unit", entry.code), ()))
    if "unit" not in roster.whole and entry.parent in (None, before.parent):
        kept["parent"], kept["further"] = before.parent, entry.further or before.further
    return replace(entry, **kept)


def _person(roster: Roster, entry: PersonEntry, before: PersonEntry | None) -> PersonEntry:
    if before is None:
        return entry
    return replace(entry, **_of(before, roster.silent.get(("person", entry.code), ())))


def _of(before: UnitEntry | PersonEntry, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(before, name) for name in names}
