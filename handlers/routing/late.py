"""A message that comes after a later one of its chat: it is kept, not played, and shown.

The program holds back what follows a message that the database could not take. That memory ends
with the program, and another program has its own; here is what the database itself remembers.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from markupsafe import Markup

from handlers.engine.turn import Outcome, Turn, lines, only, say
from handlers.routing.resuming import Frames, resume
from locales import formats
from storage.conversations import Conversation, Newest
from storage.messages import Incoming

WHY = "late: it came after a later message of its chat"
_WITHIN = timedelta(hours=24)
"""No platform sends again for longer; one may count from anywhere after a quiet week."""
_AHEAD = timedelta(minutes=1)


def is_late(incoming: Incoming, conversation: Conversation, now: datetime) -> bool:
    """Whether a message of a higher order was played there within the last 24 hours."""
    newest, at = conversation.newest
    if incoming.order is None or newest is None or at is None:
        return False
    return incoming.order < newest and now - at < _WITHIN


def newest(incoming: Incoming, conversation: Conversation, now: datetime) -> Newest:
    """What the chat's next message is measured by, once this one was played in its turn.

    An order beyond the present's milliseconds is a date gone wrong: all that follow were late.
    """
    if incoming.order is None or incoming.order > (now + _AHEAD).timestamp() * 1000:
        return conversation.newest
    return incoming.order, now


def ask(turn: Turn, frames: Frames, _stale: bool) -> tuple[Outcome, Frames]:
    """Show the writer what was not taken, and the present question."""
    if not turn.incoming.private or turn.incoming.kind == "blocked":
        return Outcome(), frames
    t = turn.t
    when = formats.moment(turn.now, turn.zone, t.language)
    words = "" if turn.silent else turn.incoming.text.strip()
    text = lines(
        t("A message of {moment} could not be handled then and was not taken.", moment=when),
        Markup("<i>{}</i>").format(words[:500]) if words else None,
        t("If it still holds, please write it again."),
    )
    return resume(turn, frames, only(say(text)), whole=True)
