"""Invitations: one-time codes that tie an account to a person, and the brake on guessing them.

A code has 27^12 = 1.5 * 10^17 values. One guess finds one of 100,000 that are open at once with a
probability of 6.7 * 10^-13. A sender has a dozen guesses a day: 10,000 hostile accounts that use
all of theirs for a year (44 million guesses) find one with a probability of 1 in 34,000. So no
brake for all is needed, with which strangers could keep an honest province from joining.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, insert, select, update

from storage import settings
from storage.codes import hashed, new
from storage.engine import Db
from storage.joining_tables import Attempt, Invitation
from storage.people import accounts, people, roles
from storage.tables import table
from storage.units import Unit, units, within

invitations, attempts = table(Invitation), table(Attempt)

LINKED = "telegram"
"""The channel whose links carry a code."""

VALID_DAYS = 30
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PER_HOUR, PER_DAY = 5, 12
"""Wrong codes of one sender: so many in an hour, and it waits for an hour; in a day, for the rest
of it."""


@dataclass(frozen=True)
class Guest:
    """Somebody without an account: `units` are (name, code, role)."""

    id: int
    name: str
    units: tuple[tuple[str, str, str], ...]


def make(db: Db, person_id: int, now: datetime, days: int = VALID_DAYS) -> str:
    """A new code for a person, as it is read aloud: `K7QM-3TXP-9HWD`. Only its hash is kept."""
    code = new()
    row = {"code_hash": hashed(code), "person_id": person_id, "expires_at": now + days * DAY}
    db.execute(insert(invitations), row)
    return code


def way(db: Db, code: str) -> str:
    """How to join with a code: a link where the bot's name is known, else what to write."""
    name = settings.bot_name(db, LINKED)
    return f"https://t.me/{name}?start={code}" if name else f"/start {code}"


def redeem(db: Db, code: str, now: datetime) -> int | None:
    """The person whose code this is, once; None if it is wrong, used, expired or withdrawn.

    Reading and marking is one statement, so of two who send a code at once one gets it. The
    person's other open codes end with it.
    """
    return _spend(db, invitations.c.code_hash == hashed(code), now)


def spend(db: Db, invitation_id: int, now: datetime) -> int | None:
    """The same by the invitation's row, where somebody had to be asked first."""
    return _spend(db, invitations.c.id == invitation_id, now)


def _spend(db: Db, which: ColumnElement[bool], now: datetime) -> int | None:
    statement = update(invitations).where(which, *_good(now)).values(used_at=now)
    person_id: int | None = db.execute(statement.returning(invitations.c.person_id)).scalar()
    if person_id is not None:
        withdraw(db, person_id, now)
    return person_id


def _good(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > now,
        exists().where(people.c.id == invitations.c.person_id, people.c.active),
    )


def withdraw(db: Db, person_id: int, now: datetime, *, used: bool = False) -> int:
    """End the person's open codes; how many. `used`: those too that still name the person."""
    mine = (invitations.c.person_id == person_id, invitations.c.expires_at > now)
    ended = update(invitations).where(*mine).values(expires_at=now)
    if used:
        db.execute(ended.where(invitations.c.used_at.is_not(None)))
    return db.execute(ended.where(invitations.c.used_at.is_(None))).rowcount


@dataclass(frozen=True)
class Named:
    """Whom a code names. `open`: it may still be redeemed; `used`: it was, within its 30 days."""

    id: int
    person_id: int
    open: bool
    used: bool


def named(db: Db, code: str, now: datetime) -> Named | None:
    """What a code stands for or stood for, without spending it; None if it is nobody's."""
    active = exists().where(people.c.id == invitations.c.person_id, people.c.active)
    found = select(invitations).where(invitations.c.code_hash == hashed(code), active)
    row = db.execute(found).first()
    if row is None:
        return None
    holds = row.expires_at > now
    used = row.used_at is not None
    return Named(row.id, row.person_id, open=holds and not used, used=holds and used)


def still(db: Db, invitation_id: int, now: datetime) -> bool:
    """Whether an invitation can be redeemed at this moment."""
    where = (invitations.c.id == invitation_id, *_good(now))
    return db.execute(select(invitations.c.id).where(*where)).first() is not None


def failed(db: Db, channel: str, bot: str, sender: str, now: datetime) -> None:
    """Remember a wrong code: the sender and the time, for a day (`storage.forgetting`)."""
    row = {"channel": channel, "bot": bot, "sender": sender, "at": now}
    db.execute(insert(attempts), row)


def blocked(db: Db, channel: str, bot: str, sender: str, now: datetime) -> timedelta | None:
    """How long this sender has to wait because of its own wrong codes; None if it need not.

    Reads a dozen rows at most, and who has to wait adds none: a sender has a dozen a day.
    """
    mine = (attempts.c.channel == channel) & (attempts.c.bot == bot) & (attempts.c.sender == sender)
    latest = select(attempts.c.at).where(mine, attempts.c.at > now - DAY)
    newest = latest.order_by(attempts.c.at.desc()).limit(PER_DAY)
    times: list[datetime] = list(db.execute(newest).scalars())
    if len(times) == PER_DAY:
        return times[-1] + DAY - now
    if len(times) >= PER_HOUR and times[0] - times[PER_HOUR - 1] <= HOUR:
        wait = times[0] + HOUR - now
        return wait if wait > timedelta(0) else None
    return None


def forget(db: Db, now: datetime, most: int) -> int:
    """Delete wrong codes of more than a day ago, so many at most; how many it were."""
    old = select(attempts.c.id).where(attempts.c.at <= now - DAY).limit(most)
    return db.execute(delete(attempts).where(attempts.c.id.in_(old))).rowcount


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
        statement = statement.where(within(scope) | (units.c.id == scope.id))
    return statement if role is None else statement.where(roles.c.role == role)


def nobody(db: Db) -> bool:
    """Whether there is nobody on the roster whom one could invite."""
    return db.execute(select(people.c.id).where(people.c.active).limit(1)).first() is None
