"""What came and went in a chat, found again by what a later message says about it."""

from __future__ import annotations

from pydantic_core import to_json
from sqlalchemy import select

from storage.engine import Db
from storage.messages import Incoming, Reply, readable, written
from storage.outbox import Address, outbox
from storage.updates import updates


def sent(db: Db, to: Address, external_id: str) -> tuple[int, Reply] | None:
    """The message that the platform knows there by this number, and its row."""
    where = (
        outbox.c.channel == to.channel,
        outbox.c.bot == to.bot,
        outbox.c.chat == to.chat,
        outbox.c.external_id == external_id,
        outbox.c.kind == "message",
        outbox.c.person_id.is_(None) | (outbox.c.person_id == to.person_id),
    )
    found = select(outbox.c.id, outbox.c.body).where(*where).order_by(outbox.c.id.desc())
    row = db.execute(found.limit(1)).first()
    reply = readable(row.body) if row else None
    return None if row is None or reply is None else (row.id, reply)


def said_before(db: Db, incoming: Incoming, before: int) -> str | None:
    """What a message said before it was edited; `None` where that is not known (any more)."""
    if incoming.message is None:
        return None
    found = _earlier(db, incoming, before, _field("message", incoming.message))
    known = found is not None and found.message == incoming.message and not found.sealed
    return found.text if found is not None and known else None


def begun(db: Db, incoming: Incoming, before: int) -> bool:
    """Whether a part of the same sending has come already: an album is one attempt to answer."""
    if incoming.album is None:
        return False
    return _earlier(db, incoming, before, _field("album", incoming.album)) is not None


def _field(name: str, value: str) -> str:
    """A field as it stands in a stored update: nobody can write that into a text."""
    return f"{to_json(name).decode()}:{to_json(value).decode()}"


def _earlier(db: Db, incoming: Incoming, before: int, holds: str) -> Incoming | None:
    where = (
        updates.c.channel == incoming.channel,
        updates.c.bot == incoming.bot,
        updates.c.chat == incoming.chat,
        updates.c.id < before,
        updates.c.body.contains(holds, autoescape=True),
    )
    found = select(updates.c.body).where(*where).order_by(updates.c.id.desc()).limit(1)
    body = db.execute(found).scalar()
    return written(body) if body else None
