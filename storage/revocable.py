"""Whose access can be taken away: those below a unit who have an account or an open code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from storage.engine import Db
from storage.invitations import invitations
from storage.people import accounts, people, roles
from storage.units import Unit, units, within

ROLES = ("head", "officer", "successor")


@dataclass(frozen=True)
class Holder:
    """Somebody with access, and the unit by which they are found."""

    id: int
    code: str
    name: str
    unit: str


def holders(
    db: Db, scopes: tuple[Unit, ...], now: datetime, word: str, *, after: int, limit: int
) -> list[Holder]:
    """Heads and officers below these units, by unit, from the `after`th on.

    `word`: only who has this code, or the holders of the unit that has it; "" for all.
    """
    if not scopes:
        return []
    theirs = invitations.c.person_id == people.c.id
    still = invitations.c.used_at.is_(None) & (invitations.c.expires_at > now)
    has_access = exists().where(theirs, still) | exists().where(accounts.c.person_id == people.c.id)
    named = (people.c.code == word) | (units.c.code == word) if word else people.c.active
    found = (
        select(people.c.id, people.c.code, people.c.name, units.c.name)
        .join(roles, roles.c.person_id == people.c.id)
        .join(units, units.c.id == roles.c.unit_id)
        .where(
            roles.c.role.in_(ROLES),
            people.c.active,
            units.c.active,
            has_access,
            named,
        )
        .where(or_(*(within(scope) & (units.c.id != scope.id) for scope in scopes)))
        .order_by(units.c.code, people.c.code)
        .offset(after)
        .limit(limit)
    )
    return [Holder(*row) for row in db.execute(found)]
