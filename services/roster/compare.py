"""The roster as a whole: what an organisation file wants, what is stored, and the difference."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import select

from scoring.duties import open_years
from scoring.movement import Movement
from services.roster import about, nominees, references
from services.roster import returning as roster_returning
from services.roster.entries import (
    AnyChange,
    Change,
    Entry,
    PersonEntry,
    Plan,
    Roster,
    RosterError,
    UnitEntry,
)
from services.roster.filling import filled
from services.roster.merging import merged, mergers
from services.roster.months import Months, given
from services.roster.redating import corrections
from services.succession import NEXT
from storage.engine import Db
from storage.people import people, roles
from storage.units import units


def compare(db: Db, roster: Roster, movement: Movement, first: Months) -> Plan:
    """What applying the roster would change.

    `first`: the first month asked of new units where the file names none; units that are there
    keep theirs. RosterError where a code would change its kind: reports and scores hang on it.
    """
    stored, known = stored_units(db), stored_people(db)
    roster = filled(roster, stored, known)
    if found := [*_kinds(roster, stored), *_days(roster, first.today),
                 *_unknown(roster, movement, stored),
                 *nominees.problems(roster, first.today)]:  # fmt: skip
        raise RosterError(found)
    dated = roster.since  # by the rows themselves; what moves with a merger follows from that
    roster = merged(roster, stored, known)
    if found := list(roster_returning.problems(roster, stored, known)):
        raise RosterError(found)
    wanted = given(db, roster, stored, first)
    depth = {kind: n for n, kind in enumerate(movement.downward)}
    changed = [replace(one, day=roster.since_when(one.new.code))
               for one in _changes(wanted, stored, whole="unit" in roster.whole)]  # fmt: skip
    moved = {one.new.code for one in changed}
    there = {one.code: one for one in wanted}
    changed += corrections(db, dated, there, moved, first, open_years(movement, first.today))
    # What is new goes first: another one of its kind may end in it.
    changed.sort(key=lambda one: (depth.get(one.new.kind, len(depth)), one.act != "add"))
    persons = [_as_in_the_chat(entry, known.get(entry.code)) for entry in roster.people]
    told = {entry.code for entry in persons}
    listed = {code: one for code, one in known.items() if code in told or not _named(one)}
    people = _changes(persons, listed, whole="person" in roster.whole)
    return Plan(tuple(changed), tuple(people), mergers(roster))


def _kinds(roster: Roster, stored: Mapping[str, UnitEntry]) -> Iterator[str]:
    for entry in roster.units:
        before = stored.get(entry.code)
        if before and before.kind != entry.kind:
            yield f"{entry.kind} {entry.code}: that code is a {before.kind} already"


def _unknown(roster: Roster, movement: Movement, stored: Mapping[str, UnitEntry]) -> Iterable[str]:
    """Where a file names not all units, those that are there are meant too."""
    if "unit" in roster.whole:
        return ()
    there = {**stored, **{entry.code: entry for entry in roster.units}}
    kinds = {code: entry.kind for code, entry in there.items()}
    parents = {code: entry.parent for code, entry in there.items()}
    return references.problems(roster, movement, kinds, parents)


def _days(roster: Roster, today: date) -> Iterator[str]:
    """Where a unit lies is known for days that were; what is to come is brought on its day."""
    for what, day in [("the file", roster.day), *roster.since.items()]:
        if day is not None and day > today:
            yield f"{what}: from {day} is still to come; bring it on that day"


def _as_in_the_chat(entry: PersonEntry, stored: PersonEntry | None) -> PersonEntry:
    """A language chosen in the chat outlives the file's guess; so does who is to take over what."""
    if stored is None:
        return entry
    roles = tuple(sorted({*entry.roles, *_named(stored)}))
    return replace(entry, language=stored.language or entry.language, roles=roles)


def _named(stored: PersonEntry) -> list[tuple[str, str]]:
    """What somebody is to take over as soon as they have joined: no file knows of it yet."""
    return [(role, unit) for role, unit in stored.roles if role == NEXT]


def _changes(
    wanted: Iterable[Entry], stored: Mapping[str, Entry], *, whole: bool
) -> Iterator[Change[Entry]]:
    seen = set()
    for new in wanted:
        seen.add(new.code)
        old = stored.get(new.code)
        if old is None:
            yield Change("add", new)
        elif old != new:
            yield Change("change", new, _fields(old, new))
    for code, old in stored.items():
        if whole and code not in seen and old.active:
            yield Change("deactivate", replace(old, active=False), (("active", True, False),))


def _fields(old: Entry, new: Entry) -> tuple[tuple[str, object, object], ...]:
    pairs = ((f.name, getattr(old, f.name), getattr(new, f.name)) for f in fields(old))
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def stored_units(db: Db) -> dict[str, UnitEntry]:
    """Every unit ever imported, by code."""
    rows = db.execute(select(units).order_by(units.c.code)).all()
    code = {row.id: row.code for row in rows}
    return {
        row.code: UnitEntry(
            code=row.code,
            kind=row.kind,
            name=row.name,
            parent=code.get(row.parent_id),
            further=tuple(code[unit_id] for unit_id in json.loads(row.further)),
            households=row.households,
            transaction_day=row.transaction_day,
            active=row.active,
            reports_from=row.reports_from,
            **{name: row._mapping[name] for name in about.UNIT},
        )
        for row in rows
    }


def stored_people(db: Db) -> dict[str, PersonEntry]:
    """Everybody ever imported, by code."""
    held: dict[int, list[tuple[str, str]]] = {}
    statement = select(roles.c.person_id, roles.c.role, units.c.code)
    for person_id, role, unit in db.execute(statement.join(units, units.c.id == roles.c.unit_id)):
        held.setdefault(person_id, []).append((role, unit))
    return {
        row.code: PersonEntry(
            code=row.code,
            name=row.name,
            phone=row.phone,
            language=row.language,
            roles=tuple(sorted(held.get(row.id, []))),
            active=row.active,
            **{name: row._mapping[name] for name in about.PERSON},
        )
        for row in db.execute(select(people).order_by(people.c.code))
    }


__all__ = [
    "AnyChange", "Change", "Entry", "PersonEntry", "Plan", "Roster", "RosterError",
    "UnitEntry", "compare", "stored_people", "stored_units",
]  # fmt: skip
