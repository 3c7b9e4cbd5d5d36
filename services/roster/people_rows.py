"""Rows of people in the general shape; in a table each of somebody's roles has a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from locales.fold import fold
from services.roster import about, headers, nominees, shape
from services.roster.entries import PersonEntry
from services.roster.reading import Raw, Reading

Roles = tuple[tuple[str, str], ...]
_MAY_BE_SILENT = ("phone", "language", *about.PERSON)


def people(reading: Reading, rows: Iterable[Raw]) -> tuple[PersonEntry, ...]:
    """The people that can be read."""
    made: dict[str, PersonEntry] = {}
    known = headers.roles(reading.movement)
    for raw in rows:
        row = reading.row(raw, shape.Member)
        if row is None:
            continue
        before, roles = made.get(row.code), tuple(_roles(reading, raw, row, known))
        entry = _person(reading, raw, row) if before is None else before
        if entry is None or (before and not _goes_on(reading, raw, row, before)):
            continue
        held = dict.fromkeys((*entry.roles, *roles))
        made[row.code] = replace(entry, roles=tuple(sorted(held)))
        if row.roles or row.role or "roles" in row.model_fields_set:
            reading.silent["person", row.code] -= {"roles"}
    return tuple(made.values())


def _person(reading: Reading, raw: Raw, row: shape.Member) -> PersonEntry | None:
    if row.name is None:
        reading.problems.append(f"{raw.at('name')}: is empty")
        return None
    reading.places["person", row.code] = raw.place
    if row.phone:
        reading.once(raw, "phone", "number", row.phone)
    reading.silent["person", row.code] = reading.unsaid(row, *_MAY_BE_SILENT) | {"roles"}
    return PersonEntry(
        row.code, row.name, row.phone, row.language, (), row.active,
        kind=nominees.kind(reading, raw, "person", row.kind),
        gender=row.gender, leads=row.leads, born=row.born, post=row.post,
    )  # fmt: skip


def _goes_on(reading: Reading, raw: Raw, row: shape.Member, before: PersonEntry) -> bool:
    """Whether a further row is of the same person: in a table, with the same name or none."""
    first = reading.places["person", row.code]
    if not raw.in_table:
        reading.problems.append(f"{raw.at('code')}: id {row.code} stands at {first} already")
    elif row.name not in (None, before.name):
        reading.problems.append(f"{raw.at('name')}: {row.code} is called {before.name} at {first}")
    else:
        return True
    return False


def _roles(
    reading: Reading, raw: Raw, row: shape.Member, known: headers.Names
) -> Iterator[tuple[str, str]]:
    for place, said, unit in row.held():
        role = known.get(fold(said or ""))
        if role is None:
            right = ", ".join(headers.places(reading.movement))
            reading.problems.append(f"{raw.at(place)}role: no role {said!r}, only {right}")
        elif unit is None:
            reading.problems.append(f"{raw.at(place)}unit: is empty")
        else:
            reading.places["role", row.code, role, unit] = f"{raw.at(place)}unit"
            yield role, unit
