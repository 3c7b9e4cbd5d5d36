"""People, their roles, and the accounts they write from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, join, select, update

from storage.engine import Db, insert
from storage.outbox import Address
from storage.person import Assignment, Person
from storage.prepared import Prepared
from storage.tables import Account, Role, table
from storage.tables import Person as PersonRow
from storage.units import COLUMNS, Unit, units

people, roles, accounts = table(PersonRow), table(Role), table(Account)


@dataclass(frozen=True)
class Writer:
    """Whoever writes: the person, and what is kept of the account."""

    person: Person
    used_at: datetime
    blocked_at: datetime | None


_person = (people.c.id, people.c.code, people.c.name, people.c.phone, people.c.language,
           people.c.consented_at)  # fmt: skip
_WIDTH = len(_person)
_roles_of = join(people, roles, roles.c.person_id == people.c.id, isouter=True).join(
    units, and_(units.c.id == roles.c.unit_id, units.c.active), isouter=True
)
WITH_ROLES = select(*_person, roles.c.role, *COLUMNS).select_from(_roles_of)
_by_account = Prepared(
    select(*_person, roles.c.role, *COLUMNS, accounts.c.used_at, accounts.c.blocked_at)
    .select_from(_roles_of.join(accounts, accounts.c.person_id == people.c.id))
    .where(
        accounts.c.channel == bindparam("channel"),
        accounts.c.bot == bindparam("bot"),
        accounts.c.sender == bindparam("sender"),
        people.c.active,
    )
    .order_by(roles.c.id)
)
_by_id = WITH_ROLES.where(people.c.id == bindparam("key"), people.c.active).order_by(roles.c.id)
_by_phone = WITH_ROLES.where(people.c.phone == bindparam("key"), people.c.active).order_by(
    people.c.id, roles.c.id
)


def of_account(db: Db, channel: str, bot: str, sender: str) -> Writer | None:
    """The person who writes from this account, and when it was last heard from."""
    key = {"channel": channel, "bot": bot, "sender": sender}
    rows = _by_account.all(db, key)
    if not rows:
        return None
    return Writer(gathered(rows)[0], rows[0].used_at, rows[0].blocked_at)


def by_id(db: Db, person_id: int) -> Person | None:
    """The person of this id, if still on the roster."""
    found = gathered(db.execute(_by_id, {"key": person_id}).all())
    return found[0] if found else None


def by_code(db: Db, code: str) -> tuple[int, str] | None:
    """Id and name of who has this code, on the roster or once on it."""
    row = db.execute(select(people.c.id, people.c.name).where(people.c.code == code)).first()
    return None if row is None else (row.id, row.name)


def by_phone(db: Db, phone: str) -> list[Person]:
    """Those on the roster with this number (digits and a leading plus)."""
    return gathered(db.execute(_by_phone, {"key": phone}).all())


def gathered(rows: Sequence[Any]) -> list[Person]:
    """One row a role becomes one person with all roles; ended units are left out."""
    found: dict[int, Person] = {}
    for row in rows:
        person = found.setdefault(row[0], Person(*row[:_WIDTH]))
        role, unit = row[_WIDTH], row[_WIDTH + 1 : _WIDTH + 1 + len(COLUMNS)]
        if role is not None and unit[0] is not None:
            held = (*person.assignments, Assignment(role, Unit(*unit)))
            found[row[0]] = replace(person, assignments=held)
    return list(found.values())


_HOLDING = Prepared(
    select(people.c.id)
    .join(roles, roles.c.person_id == people.c.id)
    .where(roles.c.role == bindparam("role"), roles.c.unit_id == bindparam("unit"), people.c.active)
    .order_by(people.c.id)
)


def holding(db: Db, role: str, unit_id: int) -> list[int]:
    """The ids of those who hold a role in a unit."""
    return [row.id for row in _HOLDING.all(db, {"role": role, "unit": unit_id})]


def consent(db: Db, person_id: int, now: datetime) -> None:
    """The privacy notice was read and agreed to."""
    db.execute(update(people).where(people.c.id == person_id).values(consented_at=now))


def speak(db: Db, person_id: int, language: str) -> None:
    """Write to this person in this language from now on."""
    db.execute(update(people).where(people.c.id == person_id).values(language=language))


def bind(db: Db, person_id: int, at: Address, sender: str, now: datetime) -> None:
    """Tie (channel, bot, sender) to a person (`access.give` also ends what another began)."""
    row = {
        "channel": at.channel,
        "bot": at.bot,
        "sender": sender,
        "chat": at.chat,
        "person_id": person_id,
        "used_at": now,
    }
    statement = insert(db, accounts).values(row)
    changed = {"person_id": person_id, "chat": at.chat, "used_at": now, "blocked_at": None}
    key = ["channel", "bot", "sender"]
    db.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))


def address(db: Db, person_id: int, besides: tuple[str, str] | None = None) -> Address | None:
    """Where the person was last heard from and has not blocked us.

    `besides`: a (channel, bot) that will not do.
    """
    channel, bot = besides or ("", "")
    row = _address.first(db, {"person": person_id, "not_channel": channel, "not_bot": bot})
    return Address(row.channel, row.bot, row.chat, person_id) if row else None


_address = Prepared(
    select(accounts.c.channel, accounts.c.bot, accounts.c.chat)
    .where(
        accounts.c.person_id == bindparam("person"),
        accounts.c.blocked_at.is_(None),
        (accounts.c.channel != bindparam("not_channel")) | (accounts.c.bot != bindparam("not_bot")),
    )
    .order_by(accounts.c.used_at.desc(), accounts.c.id.desc())
    .limit(1)
)
"""A mailing asks it of everybody."""


def block(db: Db, channel: str, bot: str, chat: str, now: datetime | None) -> None:
    """The person closed (or, with `None`, opened again) this account to us."""
    where = (accounts.c.channel == channel, accounts.c.bot == bot, accounts.c.chat == chat)
    db.execute(update(accounts).where(*where).values(blocked_at=now))


_FRESH = timedelta(minutes=1)
_used = update(accounts).where(
    accounts.c.channel == bindparam("on_channel"),
    accounts.c.bot == bindparam("on_bot"),
    accounts.c.sender == bindparam("by_sender"),
)


def touch(db: Db, channel: str, bot: str, sender: str, now: datetime, writer: Writer) -> None:
    """The person wrote from this account: pushes go there, and it is open to us again.

    Written down at most once a minute: it only has to tell one channel from another.
    """
    if writer.blocked_at is None and now - writer.used_at < _FRESH:
        return
    key = {"on_channel": channel, "on_bot": bot, "by_sender": sender}
    db.execute(_used, {**key, "used_at": now, "blocked_at": None})
