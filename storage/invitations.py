"""Invitations: one-time codes that tie an account to a person, and the brake on guessing them.

A code is 12 of 27 letters and digits: 57 bits. With 100,000 codes open at once and the brake at
its limit, guessing for a year finds one with a probability of 1 in 170,000.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, exists, func, insert, select, update

from storage.engine import Db
from storage.joining_tables import Attempt, Invitation
from storage.people import accounts, people, roles
from storage.tables import table
from storage.units import Unit, units, within

invitations, attempts = table(Invitation), table(Attempt)

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
"""Without what sounds or looks alike: 0 O, 1 I L, and S Z B U for 5 2 8 V."""

MISREAD = str.maketrans("SZBU", "528V")
LENGTH, PART = 12, 4
_LONGEST = 100
HOUR = timedelta(hours=1)
PER_SENDER = 5
"""Wrong codes in an hour that block their sender for the hour after the last."""

IN_ALL = 1000
"""Wrong codes in an hour, from whomever, that pause all redeeming.

So high that a handful of accounts cannot keep an honest province from joining.
"""


@dataclass(frozen=True)
class Guest:
    """Somebody without an account: `units` are (name, code, role)."""

    id: int
    name: str
    units: tuple[tuple[str, str, str], ...]


def make(db: Db, person_id: int, now: datetime, days: int = 30) -> str:
    """A new code for a person, as it is read aloud: `K7QM-3TXP-9HWD`. Only its hash is kept."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    row = {
        "code_hash": _hash(code),
        "person_id": person_id,
        "expires_at": now + timedelta(days=days),
    }
    db.execute(insert(invitations), row)
    return "-".join(code[i : i + PART] for i in range(0, LENGTH, PART))


def redeem(db: Db, code: str, now: datetime) -> int | None:
    """The person whose code this is, once; None if it is wrong, used, expired or withdrawn.

    Reading and marking is one statement, so of two who send a code at once one gets it. The
    person's other open codes end with it.
    """
    open_now = (
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > now,
        exists().where(people.c.id == invitations.c.person_id, people.c.active),
    )
    statement = (
        update(invitations)
        .where(invitations.c.code_hash == _hash(_normal(code)), *open_now)
        .values(used_at=now)
        .returning(invitations.c.person_id)
    )
    person_id: int | None = db.execute(statement).scalar()
    if person_id is not None:
        others = (invitations.c.person_id == person_id, invitations.c.used_at.is_(None))
        db.execute(update(invitations).where(*others, *open_now[1:2]).values(expires_at=now))
    return person_id


def owner(db: Db, code: str) -> int | None:
    """Whose code this was once; it still names the person, who is asked before it opens more."""
    where = (
        invitations.c.code_hash == _hash(_normal(code)),
        invitations.c.used_at.is_not(None),
        exists().where(people.c.id == invitations.c.person_id, people.c.active),
    )
    found: int | None = db.execute(select(invitations.c.person_id).where(*where)).scalar()
    return found


def was_used_by(db: Db, code: str, person_id: int) -> bool:
    """Whether the person joined with this very code: tapping one's link again is no guess."""
    where = (
        invitations.c.code_hash == _hash(_normal(code)),
        invitations.c.person_id == person_id,
        invitations.c.used_at.is_not(None),
    )
    return db.execute(select(invitations.c.id).where(*where)).first() is not None


def failed(db: Db, channel: str, bot: str, sender: str, now: datetime) -> None:
    """Remember a wrong code; what is older than a day is of no more use."""
    db.execute(delete(attempts).where(attempts.c.at < now - timedelta(days=1)))
    row = {"channel": channel, "bot": bot, "sender": sender, "at": now}
    db.execute(insert(attempts), row)


def blocked(db: Db, channel: str, bot: str, sender: str, now: datetime) -> bool:
    """Whether this sender has to wait, because of its own wrong codes or of everybody's."""
    latest = (
        select(attempts.c.at)
        .where(
            attempts.c.channel == channel,
            attempts.c.bot == bot,
            attempts.c.sender == sender,
            attempts.c.at > now - 2 * HOUR,
        )
        .order_by(attempts.c.at.desc())
        .limit(PER_SENDER)
    )
    times = db.execute(latest).scalars().all()
    if len(times) == PER_SENDER and times[0] - times[-1] <= HOUR and now - times[0] < HOUR:
        return True
    in_all = select(func.count()).where(attempts.c.at > now - HOUR)
    return int(db.execute(in_all).scalar_one()) >= IN_ALL


def without_account(db: Db, scope: Unit | None, role: str | None) -> list[Guest]:
    """Those on the roster who have no account yet, in a unit and below it, in one role."""
    rows = db.execute(_guests(scope, role))
    held: dict[tuple[int, str], list[tuple[str, str, str]]] = {}
    for person_id, name, unit, code, held_role in rows:
        held.setdefault((person_id, name), []).append((unit, code, held_role))
    return [Guest(*key, tuple(value)) for key, value in held.items()]


def _guests(scope: Unit | None, role: str | None) -> Select[*tuple[Any, ...]]:
    statement = (
        select(people.c.id, people.c.name, units.c.name, units.c.code, roles.c.role)
        .join(roles, roles.c.person_id == people.c.id)
        .join(units, units.c.id == roles.c.unit_id)
        .where(people.c.active, units.c.active)
        .where(~exists().where(accounts.c.person_id == people.c.id))
        .order_by(units.c.code, people.c.code)
    )
    if scope is not None:
        below = units.c.id == scope.id if scope.kind == "group" else within(scope)
        statement = statement.where(below | (units.c.id == scope.id))
    return statement if role is None else statement.where(roles.c.role == role)


def _normal(code: str) -> str:
    """What a hurried person types: any case, spaces, hyphens, digits of any script.

    A long text is no code, and NFKC would make it eighteen times as long.
    """
    if len(code) > _LONGEST:
        return ""
    kept: Sequence[str] = [c for c in unicodedata.normalize("NFKC", code).upper() if c.isalnum()]
    latin = (str(unicodedata.digit(c)) if c.isdigit() else c for c in kept)
    return "".join(latin).translate(MISREAD)


def _hash(code: str) -> str:
    """Plain SHA-256: a random code of 57 bits needs no slow hash."""
    return hashlib.sha256(code.encode()).hexdigest()
