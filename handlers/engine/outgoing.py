"""What a turn answers becomes rows to send: one reply, and notices to others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.engine.turn import Outcome, Turn
from locales.translator import guess, translator
from storage import contents, outbox, people
from storage.engine import Db
from storage.messages import About, Reply
from storage.outbox import PUSH, REPLY, STRANGER, Address


def queue(
    db: Db, update_id: int, here: Address, turn: Turn, outcome: Outcome, now: datetime
) -> int | None:
    """Replies and notices become rows to send; returns the last reply's row."""
    prompt = None
    if outcome.replies:
        joined = _joined(outcome.replies)
        contents.keep(db, joined, now)
        body = _resting(joined, turn.about)
        prompt = outbox.enqueue(db, f"in:{update_id}:0", here, body, now, priority=urgency(here))
    for notice in outcome.notices:
        to = people.address(db, notice.person_id)
        reader = people.by_id(db, notice.person_id)
        if to is None or reader is None:
            continue
        reply = notice.write(translator(reader.language or guess(None)))
        contents.keep(db, reply, now)
        body = _resting(reply, notice.about)
        until = now + notice.lasts if notice.lasts else None
        outbox.enqueue(db, notice.key, to, body, now, priority=PUSH, until=until)
    return prompt


def urgency(to: Address) -> int:
    """Strangers have a small share of a channel of their own."""
    return STRANGER if to.person_id is None else REPLY


def _resting(reply: Reply, about: Iterable[About]) -> str:
    """As it is kept, with the rights that it rests on: they are asked again when it leaves."""
    return reply.model_copy(update={"about": tuple(sorted(about))}).model_dump_json()


def _joined(replies: tuple[Reply, ...]) -> Reply:
    """One message for a turn: where messages are counted, two would be one too many."""
    *before, last = replies
    text = "\n\n".join(reply.text for reply in replies)
    choices = [row for reply in before for row in reply.choices]
    whole = last.model_copy(update={"text": text, "choices": (*choices, *last.choices)})
    for reply in before:
        whole = with_file_of(whole, reply)
    return whole


def with_file_of(reply: Reply, other: Reply) -> Reply:
    """With what another one encloses, of which it is now a part; else with its own."""
    if other.attachment is None:
        return reply
    kept = ("attachment", "content", "otherwise")
    return reply.model_copy(update={name: getattr(other, name) for name in kept})
