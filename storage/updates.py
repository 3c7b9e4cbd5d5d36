"""Updates: everything that came in, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, Text, bindparam, case, exists, select, update

from storage import sealed
from storage.engine import Db, dialect_insert, insert
from storage.messages import Incoming
from storage.prepared import Prepared
from storage.tables import Account, Person, Update, table

updates, accounts, people = table(Update), table(Account), table(Person)
NOT_KEPT, EMPTIED = "", "{}"
"""The bodies of a stranger's update, and of somebody's that was kept for its time."""

NOT_TO_BE_KEPT = '{"sealed": true}'
"""Instead of a raw text that may hold a vote."""

DEMO = "simulator"
"""Its people are invented, and its phones show again what was written on them."""


def take(db: Db, incoming: Incoming, now: datetime) -> int | None:
    """Store the update under its unique key; `None` if it was taken before.

    What it says is kept only of those on the roster who agreed to that. Of whoever sits in the
    Council meanwhile it is not: no statement bears it, so that no log of the database's has it.
    """
    kept = _kept(db, incoming)
    row = {
        **_key(incoming),
        "chat": incoming.chat,
        "kind": incoming.kind,
        "received_at": now,
        "said": kept.model_dump_json(exclude_none=True),
        "by_channel": incoming.channel,
        "by_bot": incoming.bot,
        "by_sender": incoming.sender,
    }
    found: int | None = _take.scalar(db, row)
    return found


def _kept(db: Db, incoming: Incoming) -> Incoming:
    """The message, or what may be kept of it."""
    return sealed.placeholder(incoming) if is_sealed(db, incoming) else incoming


def is_sealed(db: Db, incoming: Incoming) -> bool:
    """Whether nothing may be kept of what it says."""
    return sealed.silent(db, incoming.channel, incoming.bot, incoming.sender)


_channel = bindparam("by_channel", type_=String())
_agreed = exists().where(
    accounts.c.channel == _channel,
    accounts.c.bot == bindparam("by_bot"),
    accounts.c.sender == bindparam("by_sender"),
    people.c.id == accounts.c.person_id,
    people.c.active,
    people.c.consented_at.is_not(None),
)
_take = Prepared(
    lambda dialect: (
        dialect_insert(dialect, updates)
        .values(
            body=case(
                (_agreed | (_channel == DEMO), bindparam("said", type_=Text())), else_=NOT_KEPT
            )
        )
        .on_conflict_do_nothing()
        .returning(updates.c.id)
    )
)


def take_broken(
    db: Db, *, channel: str, bot: str, external_id: str, raw: str, why: str, now: datetime
) -> None:
    """Set aside what could not be read as an update, with its raw text.

    Where that names somebody of whose words nothing may be kept, it has none.
    """
    if sealed.names_one(db, channel, raw):
        raw, why = NOT_TO_BE_KEPT, kind_of(why)
    row = {
        "channel": channel,
        "bot": bot,
        "external_id": external_id,
        "chat": "",
        "kind": "broken",
        "received_at": now,
        "body": raw,
        "error": why,
    }
    db.execute(insert(db, updates).values(row).on_conflict_do_nothing())


def set_aside(
    db: Db,
    update_id: int,
    incoming: Incoming,
    error: str,
    revision: int | None,
    person_id: int | None = None,
) -> None:
    """Keep the failure of a turn, the conversation's revision that it met, and who wrote.

    What a stranger said is kept here too, for a day (`storage.forgetting`): it may be played again.
    What is said in a sitting is not: neither it nor what an error quotes of it.
    """
    kept = _kept(db, incoming)
    error = kind_of(error) if kept.sealed else error
    changed = {"error": error, "revision": revision, "person_id": person_id,
               "body": kept.model_dump_json(exclude_none=True)}  # fmt: skip
    db.execute(update(updates).where(updates.c.id == update_id).values(changed))


@dataclass(frozen=True)
class Aside:
    """An update whose turn failed: `kind` is "broken" where it could not even be read.

    `revision` is the conversation's that it met, `person_id` who wrote it then (as far as that is
    known); `body` an Incoming as JSON, or the raw text.
    """

    id: int
    channel: str
    bot: str
    kind: str
    received_at: datetime
    body: str
    error: str
    revision: int | None
    person_id: int | None = None


UNSETTLED = updates.c.error.is_not(None) & updates.c.settled_at.is_(None)


def failed(db: Db, after: int = 0, limit: int = 50) -> list[Aside]:
    """What is set aside and not settled, oldest first, from the update after this one on."""
    columns = (updates.c[name] for name in Aside.__dataclass_fields__)
    found = select(*columns).where(UNSETTLED, updates.c.id > after)
    return [Aside(*row) for row in db.execute(found.order_by(updates.c.id).limit(limit))]


def reread(db: Db, update_id: int, incoming: Incoming) -> None:
    """What could not be read can be read now."""
    changed = {
        "chat": incoming.chat,
        "kind": incoming.kind,
        "body": incoming.model_dump_json(exclude_none=True),
    }
    db.execute(update(updates).where(updates.c.id == update_id).values(changed))


def settle(db: Db, update_id: int, now: datetime) -> None:
    """The update that was set aside has been dealt with."""
    db.execute(update(updates).where(updates.c.id == update_id).values(settled_at=now))


def kind_of(error: str) -> str:
    """What went wrong, without the words that an error may quote."""
    return error.partition(":")[0][:100]


def _key(incoming: Incoming) -> dict[str, str]:
    return {
        "channel": incoming.channel,
        "bot": incoming.bot,
        "external_id": incoming.external_id,
    }
