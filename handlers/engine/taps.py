"""Taps: which message carried the button, and what that button says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage import sent_choices
from storage.conversations import Conversation
from storage.engine import Db
from storage.messages import Choice, Incoming, Reply
from storage.outbox import Address

Said = tuple[str, bool]
STALE = "", True
_LONGEST_TAP = 25


def on_button(db: Db, incoming: Incoming) -> str:
    """What the tapped button says, whoever it was sent to; whether it counts is decided by `said`.

    Empty where nobody knows.
    """
    row, _, index = (incoming.tapped or "").partition(".")
    if not (row.isdecimal() and index.isdecimal()) or len(row + index) > _LONGEST_TAP:
        return ""
    to = Address(incoming.channel, incoming.bot, incoming.chat)
    choices = sent_choices.choices_sent(db, int(row), to)
    return choices[int(index)].says if int(index) < len(choices) else ""


def offered(db: Db, incoming: Incoming) -> datetime | None:
    """When the message was sent that carries the tapped button."""
    row = (incoming.tapped or "").partition(".")[0]
    if not row.isdecimal() or len(row) > _LONGEST_TAP:
        return None
    return sent_choices.shown_at(
        db, int(row), Address(incoming.channel, incoming.bot, incoming.chat)
    )


def chosen(
    db: Db, to: Address, tapped: str, conversation: Conversation, prompt: Reply | None
) -> Said:
    """What a tap says, and whether it answers a question that is no longer the present one."""
    row, _, index = tapped.partition(".")
    if not (row.isdecimal() and index.isdecimal()) or len(tapped) > _LONGEST_TAP:
        return STALE
    present = prompt is not None and int(row) == conversation.prompt_id
    if prompt is not None and present:
        choices: Sequence[Choice] = [choice for line in prompt.choices for choice in line]
    else:
        choices = sent_choices.choices_shown(db, int(row), to) or ()
    if int(index) >= len(choices):
        return STALE
    says = choices[int(index)].says
    return says, not present and not says.startswith("/")
