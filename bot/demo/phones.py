"""Everybody who can have a phone in the simulator, and what such a phone has shown so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.demo.simulator.spoken import Spoken
from storage import settings
from storage.engine import Db
from storage.messages import Incoming, Reply, readable, written
from storage.outbox import outbox
from storage.people import accounts, people, roles
from storage.units import units
from storage.updates import EMPTIED, NOT_KEPT, updates

CHANNEL, BOT = "simulator", "demo"
BORN = "demo.born"
STRANGER = re.compile(r"stranger-[1-9]\d{0,2}", re.ASCII)
STRANGERS_PHONE = "+84000000000"
GONE = (NOT_KEPT, EMPTIED)
SEALED = "\N{LOCK}"
"""Stands for what was said in a sitting of the Council, which is kept nowhere."""
MOST = 300
"""Messages of each direction that a phone shows again after a reload."""

Message = dict[str, Any]
above = units.alias("above")


@dataclass(frozen=True)
class Phone:
    """Somebody on the roster: the role and unit held first; `joined` in the simulator or not."""

    code: str
    name: str
    role: str
    unit: str
    unit_code: str
    commune: str | None
    joined: bool


def everybody(db: Db, code: str | None = None) -> list[Phone]:
    """The roster (or one of it) in the order of codes, one entry a person."""
    statement = (
        select(people.c.code, people.c.name, roles.c.role, units.c.name, units.c.code,
               above.c.name, accounts.c.id.is_not(None))
        .join(roles, roles.c.person_id == people.c.id)
        .join(units, units.c.id == roles.c.unit_id)
        .outerjoin(above, above.c.id == units.c.parent_id)
        .outerjoin(accounts, (accounts.c.person_id == people.c.id)
                   & (accounts.c.channel == CHANNEL) & (accounts.c.sender == people.c.code))
        .where(people.c.active, units.c.active)
        .order_by(people.c.code, roles.c.id)
    )  # fmt: skip
    if code is not None:
        statement = statement.where(people.c.code == code)
    found: dict[str, Phone] = {}
    for row in db.execute(statement):
        found.setdefault(row[0], Phone(*row))
    return list(found.values())


def listed(phones: Iterable[Phone]) -> list[Message]:
    """The same as the page gets it."""
    return [asdict(phone) for phone in phones]


def born(db: Db) -> str | None:
    """New with each fresh demo: a page that knows another one forgets what it kept."""
    return settings.get(db, BORN)


def known(db: Db, chat: str) -> bool:
    """Whether there is such a phone: somebody on the roster, or one of the strangers'."""
    return bool(STRANGER.fullmatch(chat)) or bool(everybody(db, chat))


def person_id(db: Db, code: str) -> int | None:
    """The row of somebody on the roster."""
    where = (people.c.code == code, people.c.active)
    return db.execute(select(people.c.id).where(*where)).scalar()


def number(db: Db, chat: str) -> str | None:
    """The phone's own number: it comes from the roster, never from the page."""
    if STRANGER.fullmatch(chat):
        return STRANGERS_PHONE
    where = (people.c.code == chat, people.c.active)
    return db.execute(select(people.c.phone).where(*where)).scalar()


def standing(db: Db, chat: str) -> Message:
    """Whether the phone's owner has joined with it, and the language chosen."""
    statement = select(people.c.language).join(accounts, accounts.c.person_id == people.c.id)
    where = (accounts.c.channel == CHANNEL, accounts.c.bot == BOT, accounts.c.sender == chat)
    row = db.execute(statement.where(*where)).first()
    return {"joined": row is not None, "language": row[0] if row else None}


def history(db: Db, chat: str, spoken: Spoken) -> list[Message]:
    """What the phone wrote and what it was sent, as it stood on the screen, oldest first."""
    came, went = _newest(db, updates, chat), _newest(db, outbox, chat)
    shown = [(row.received_at, 0, row.id, incoming(wrote, row.received_at))
             for row in came if (wrote := _incoming(row)) is not None]  # fmt: skip
    for row in went:
        reply = readable(row.body) if row.kind == "message" else None
        if row.status in ("sent", "sending", "unknown") and reply is not None:
            at = row.sent_at or row.created_at
            sent = spoken.shown(chat, row.id, reply)
            shown.append((at, 1, row.id, outgoing(row.id, sent, at)))
    return [message for *_, message in sorted(shown, key=lambda one: one[:3])]


def _newest(db: Db, table: Any, chat: str) -> Iterable[Row[Any]]:
    where = (table.c.channel == CHANNEL, table.c.bot == BOT, table.c.chat == chat)
    return db.execute(select(table).where(*where).order_by(table.c.id.desc()).limit(MOST)).all()


def _incoming(row: Row[Any]) -> Incoming | None:
    return None if row.kind == "broken" else written(row.body)


def incoming(given: Incoming, at: datetime) -> Message:
    """A message of the phone's own, as the page gets it."""
    return {
        "key": f"in-{given.external_id}",
        "from": "me",
        "kind": given.kind,
        "text": SEALED if given.sealed else given.text or given.shared_phone or "",
        "tapped": given.tapped,
        "edits": given.message if given.kind == "edit" else None,
        "quotes": given.refers_to if given.kind != "edit" else None,
        "name": given.file.name if given.file else None,
        "at": at.isoformat(),
    }


def outgoing(row_id: int, reply: Reply, at: datetime) -> Message:
    """A message of the program's, as the page gets it: a button is its label and its index."""
    return {
        "key": f"out-{row_id}",
        "from": "bot",
        "id": row_id,
        "text": reply.text,
        "rows": [[choice.label for choice in row] for row in reply.choices],
        "ask_phone": reply.ask_phone,
        "file": reply.attachment.model_dump() if reply.attachment else None,
        "at": at.isoformat(),
    }
