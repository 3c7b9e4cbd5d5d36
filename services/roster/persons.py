"""Writes changes of people: who they are, and the roles that the file gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from services.roster.entries import Change, PersonEntry
from storage import access
from storage.engine import Db
from storage.people import people, roles

Ids = Mapping[str, int]


def write(db: Db, piece: Sequence[Change[PersonEntry]], units: Ids, now: datetime) -> None:
    """Some new people, or one who changes; `units`: the ids of units by their codes."""
    if piece[0].act == "add":
        db.execute(insert(people), [_person(change.new) for change in piece])
        ids = ids_of(db, people, [change.new.code for change in piece])
        held = [(ids[change.new.code], role) for change in piece for role in change.new.roles]
        _give(db, held, units)
        return
    [change] = piece
    row = _person(change.new)
    # a language that was chosen in the chat since the file was compared stays
    row["language"] = func.coalesce(people.c.language, row["language"])
    statement = update(people).where(people.c.code == change.new.code).values(row)
    person_id = db.execute(statement.returning(people.c.id)).scalar_one()
    if change.act == "deactivate":
        access.silence(db, person_id, now)
    _roles(db, person_id, change.new, units)


def units_of(piece: Sequence[Change[PersonEntry]]) -> set[str]:
    """The codes of the units in which somebody begins or ends to hold a role."""
    before = (old for one in piece for name, old, _ in one.fields if name == "roles")
    held = [*(one.new.roles for one in piece if one.act != "change" or _roles_change(one)), *before]
    return {unit for roles in held if isinstance(roles, tuple) for _, unit in roles}


def _roles_change(one: Change[PersonEntry]) -> bool:
    return any(name in ("roles", "active") for name, _, _ in one.fields)


def _roles(db: Db, person_id: int, entry: PersonEntry, units: Ids) -> None:
    """The roles the file gives and no others; the reports stay with the units."""
    wanted = {(role, units[unit]): (role, unit) for role, unit in entry.roles}
    rows = db.execute(select(roles).where(roles.c.person_id == person_id)).all()
    held = {(row.role, row.unit_id): row.id for row in rows}
    gone = [held[key] for key in held.keys() - wanted.keys()]
    if gone:
        db.execute(delete(roles).where(roles.c.id.in_(gone)))
    new = sorted(wanted.keys() - held.keys())
    _give(db, [(person_id, wanted[key]) for key in new], units)


def _give(db: Db, held: list[tuple[int, tuple[str, str]]], units: Ids) -> None:
    rows = [{"person_id": person_id, "role": role, "unit_id": units[unit]}
            for person_id, (role, unit) in held]  # fmt: skip
    if rows:
        db.execute(insert(roles), rows)


def _person(entry: PersonEntry) -> dict[str, Any]:
    row = asdict(entry)
    del row["roles"]
    return row


def ids_of(db: Db, table: Any, codes: list[str]) -> dict[str, int]:
    """The ids of rows of a table, by their codes."""
    where = table.c.code.in_(codes)
    return {row.code: row.id for row in db.execute(select(table.c.code, table.c.id).where(where))}
