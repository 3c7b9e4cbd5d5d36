"""In a group: an answer to its own name only. Whatever else is said there is said to others."""

from __future__ import annotations

import re

from handlers.engine.turn import Outcome, Turn, only, say
from handlers.subscription import group
from storage import mentioned, settings
from storage.outbox import Address

_NAMES = re.compile(r"@(\w+)", re.ASCII)


def answer(turn: Turn) -> Outcome:
    """One sentence to whoever speaks to us by name, or replies to what we said; an administrator
    may have standings published here.
    """
    if turn.incoming.kind not in ("text", "photo", "file"):
        return Outcome()
    published = group.heard(turn) if turn.incoming.kind == "text" else None
    if published is not None:
        return published
    if not _called(turn):
        return Outcome()
    return only(say(turn.t("Figures are only spoken of in a private chat.")))


def _called(turn: Turn) -> bool:
    message = turn.incoming
    if message.called:
        return True
    if message.refers_to is not None:
        here = Address(message.channel, message.bot, message.chat)
        if mentioned.sent(turn.db, here, message.refers_to) is not None:
            return True
    names = {name.casefold() for name in _NAMES.findall(turn.text)}
    own = settings.bot_name(turn.db, message.channel) if names else None
    return own is not None and own.casefold() in names
