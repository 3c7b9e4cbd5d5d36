"""What a merger brings about: whatever lay in the unit that ends lies in the other one, and whoever
had a role there has it in the other one. Reports and scores stay where they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from services.roster.entries import Merger, PersonEntry, Roster, RosterError, UnitEntry

Units = Mapping[str, UnitEntry]


def merged(roster: Roster, stored: Units, known: Mapping[str, PersonEntry]) -> Roster:
    """The roster with everything that its mergers move; RosterError where one leads nowhere.

    What the file itself says of a unit or of a person's roles goes before.
    """
    if not roster.merged:
        return roster
    rows = {entry.code: entry for entry in roster.units}
    into = {code: _end(roster, code) for code in roster.merged}
    if found := list(_problems(into, {**stored, **rows})):
        raise RosterError(found)
    ended = [replace(rows.get(code) or stored[code], active=False) for code in into]
    rows |= {entry.code: entry for entry in ended}
    if "unit" not in roster.whole:
        rows = {**{e.code: e for e in stored.values() if e.active and _lies(e, into)}, **rows}
    moved = {entry.code: _moved(entry, into) for entry in rows.values() if entry.code not in into}
    since = _since(roster, [rows[code] for code in moved if moved[code] != rows[code]])
    return replace(roster, units=tuple({**rows, **moved}.values()), since=since,
                   people=tuple(_people(roster, known, into)))  # fmt: skip


def mergers(roster: Roster) -> tuple[Merger, ...]:
    """The units of the file that end in others, by those."""
    found: dict[str, list[str]] = {}
    for code in roster.merged:
        found.setdefault(_end(roster, code), []).append(code)
    return tuple(Merger(into, tuple(ended), roster.since_when(ended[0]))
                 for into, ended in found.items())  # fmt: skip


def _end(roster: Roster, code: str) -> str:
    """Where a merger ends, by way of others too; the code itself where it goes round."""
    seen = {code}
    into = roster.merged[code]
    while into in roster.merged and into not in seen:
        seen.add(into)
        into = roster.merged[into]
    return code if into in seen else into


def _problems(into: Mapping[str, str], units: Units) -> Iterator[str]:
    for code, end in into.items():
        old, new = units.get(code), units.get(end)
        if old is None:
            yield f"unit {code}: there is none that could have merged"
        elif code == end:
            yield f"{old.kind} {code}: is merged into itself"
        elif new is None or new.kind != old.kind or not new.active:
            yield f"{old.kind} {code}: merged into {end}, and there is no {old.kind} {end}"


def _lies(entry: UnitEntry, into: Mapping[str, str]) -> bool:
    return entry.parent in into or any(code in into for code in entry.further)


def _moved(entry: UnitEntry, into: Mapping[str, str]) -> UnitEntry:
    further = dict.fromkeys(into.get(code, code) for code in entry.further)
    parent = into.get(entry.parent or "", entry.parent)
    return replace(entry, parent=parent, further=tuple(further))


def _since(roster: Roster, moved: Iterable[UnitEntry]) -> dict[str, date]:
    """What moves with a merger moves on its day, where its own row names none."""
    days: dict[str, date] = {}
    for entry in moved:
        dated = [code for code in (entry.parent or "", *entry.further) if code in roster.since]
        if dated:
            days[entry.code] = max(roster.since[code] for code in dated)
    return days | dict(roster.since)


def _people(
    roster: Roster, known: Mapping[str, PersonEntry], into: Mapping[str, str]
) -> Iterator[PersonEntry]:
    named = {person.code for person in roster.people}
    for person in roster.people:
        yield _given(person, into)
    if "person" not in roster.whole:
        rest = (person for person in known.values() if person.code not in named)
        yield from (_given(one, into) for one in rest if any(u in into for _, u in one.roles))


def _given(person: PersonEntry, into: Mapping[str, str]) -> PersonEntry:
    roles = {(role, into.get(unit, unit)) for role, unit in person.roles}
    return replace(person, roles=tuple(sorted(roles)))
