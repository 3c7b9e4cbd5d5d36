"""Conversations: where each chat stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlalchemy import bindparam, select, update

from storage.engine import Db, insert
from storage.outbox import Address, outbox
from storage.prepared import Prepared
from storage.tables import Conversation as Row
from storage.tables import Person, table

conversations, people = table(Row), table(Person)


class Frame(BaseModel):
    """A running dialogue: its name, its version, and its state as JSON."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: int
    state: str


_frames = TypeAdapter(tuple[Frame, ...])
Newest = tuple[int | None, datetime | None]


@dataclass(frozen=True)
class Conversation:
    """`frames`: the running dialogue last, parked ones before it; `prompt`: a Reply as JSON.

    `seen`: the prompt was surely sent (one whose delivery is not known was not). `person_id`:
    whose all this is, and who was asked; `None` for strangers. `newest`: the platform's order of
    the newest update played here, and when that was.
    """

    id: int
    revision: int
    language: str | None
    frames: tuple[Frame, ...]
    prompt_id: int | None
    prompt: str | None
    seen: bool
    newest: Newest
    person_id: int | None = None

    def theirs(self, person_id: int | None) -> Conversation:
        """As this person finds it: where the chat was somebody else's, with nothing begun."""
        if person_id == self.person_id:
            return self
        return replace(
            self, frames=(), prompt_id=None, prompt=None, seen=False, person_id=person_id
        )


_key = (
    (conversations.c.channel == bindparam("channel"))
    & (conversations.c.bot == bindparam("bot"))
    & (conversations.c.chat == bindparam("chat"))
)
_columns = (
    conversations.c.id,
    conversations.c.revision,
    conversations.c.language,
    conversations.c.frames,
    conversations.c.prompt_id,
    conversations.c.person_id,
    conversations.c.newest,
    conversations.c.newest_at,
)
_with_prompt = (
    select(*_columns, outbox.c.body, outbox.c.status)
    .select_from(conversations.outerjoin(outbox, outbox.c.id == conversations.c.prompt_id))
    .where(_key)
)
_found, _locked = Prepared(_with_prompt), Prepared(_with_prompt.with_for_update(of=conversations))


NEW = Conversation(0, 0, None, (), None, None, seen=False, newest=(None, None))
"""A chat in which nothing was said yet."""


def find(db: Db, channel: str, bot: str, chat: str) -> Conversation:
    """The conversation of a chat as it stands, held by nobody."""
    row = _found.first(db, {"channel": channel, "bot": bot, "chat": chat})
    return NEW if row is None else _conversation(row)


def lock(db: Db, channel: str, bot: str, chat: str) -> Conversation:
    """The conversation of a chat, locked to the end of the transaction; made if new."""
    key = {"channel": channel, "bot": bot, "chat": chat}
    row = _locked.first(db, key)
    if row is None:
        new = {**key, "revision": 0, "frames": "[]"}
        db.execute(insert(db, conversations).values(new).on_conflict_do_nothing())
        row = _locked.first(db, key)
    return _conversation(row)


def _conversation(row: Any) -> Conversation:
    return Conversation(
        id=row.id,
        revision=row.revision,
        language=row.language,
        frames=_running(row.frames),
        prompt_id=row.prompt_id,
        prompt=row.body,
        seen=row.status == "sent",
        person_id=row.person_id,
        newest=(row.newest, row.newest_at),
    )


def _running(stored: str) -> tuple[Frame, ...]:
    """The stored dialogues; none if they cannot be read: the chat goes on without them."""
    try:
        return _frames.validate_json(stored)
    except ValueError:
        return ()


_saving = Prepared(update(conversations).where(conversations.c.id == bindparam("key")))


def save(
    db: Db,
    conversation: Conversation,
    *,
    frames: tuple[Frame, ...],
    language: str | None,
    prompt_id: int | None,
    newest: Newest,
    person_id: int | None = None,
) -> None:
    """Write where the chat stands now and whose that is, one revision on."""
    _saving.run(
        db,
        {
            "key": conversation.id,
            "revision": conversation.revision + 1,
            "frames": _frames.dump_json(frames).decode(),
            "language": language,
            "prompt_id": prompt_id,
            "person_id": person_id,
            "newest": newest[0],
            "newest_at": newest[1],
        },
    )


def language(db: Db, at: Address) -> str | None:
    """The language that a chat is written to in, as far as it is known."""
    if at.person_id is not None:
        theirs = select(people.c.language).where(people.c.id == at.person_id)
        known: str | None = db.execute(theirs).scalar()
        if known is not None:
            return known
    where = (conversations.c.channel == at.channel, conversations.c.bot == at.bot,
             conversations.c.chat == at.chat)  # fmt: skip
    found: str | None = db.execute(select(conversations.c.language).where(*where)).scalar()
    return found
