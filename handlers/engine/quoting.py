"""What a reply quotes, where that is not simply the present question.

Whoever quotes says what the words are for, as a tapped button does: they are never silently the
answer to another question.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage import mentioned
from storage.conversations import Conversation
from storage.engine import Db
from storage.messages import Incoming, Reply
from storage.outbox import Address


@dataclass(frozen=True)
class Quoted:
    """The quoted message.

    `reply`: what we had sent; `None` for one of the writer's own, and for what we do not know.
    `own`: where it would stand if it is the writer's own. `part`: what was picked out of it;
    `present`: it is the present question, of which a part was picked out.
    """

    reply: Reply | None
    own: str | None
    part: str | None
    present: bool = False


def found(db: Db, incoming: Incoming, conversation: Conversation) -> Quoted | None:
    """What a message quotes; `None` if nothing, or the whole present question."""
    if incoming.kind not in ("text", "sticker") or incoming.refers_to is None:
        return None
    to = Address(incoming.channel, incoming.bot, incoming.chat, conversation.person_id)
    sent = mentioned.sent(db, to, incoming.refers_to)
    if sent is None:
        own = incoming.model_copy(update={"message": incoming.refers_to}).written_in
        return Quoted(None, own, incoming.quote)
    row, reply = sent
    if row == conversation.prompt_id:
        return Quoted(reply, None, incoming.quote, present=True) if incoming.quote else None
    return Quoted(reply, None, incoming.quote)
