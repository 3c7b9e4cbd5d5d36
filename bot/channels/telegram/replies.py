"""Replies as calls of the Bot API, and its errors as ours: pure."""

from __future__ import annotations

from itertools import count
from typing import Any

from markupsafe import escape
from telegram.error import TelegramError

from bot.channels.base import SendError
from bot.channels.layout import messages
from bot.channels.telegram.http import NotSent, Refused
from storage.messages import Reply

Call = tuple[str, dict[str, Any]]
"""A method and its parameters."""
TEXT_UNITS = 4096
_OUR_OWN_FAULT = (401, 404)
"""A token that is wrong or was withdrawn: the message can go out when that is mended."""

_BELOW = "↓"
_GATEWAY_TIMEOUT = 504
_ENDED = ("blocked by the user", "user is deactivated")


def calls(chat: str, reply: Reply, outbox_id: int) -> list[Call]:
    """One `sendMessage` with its parameters for each part; none for a reply with nothing to read.

    A message carries one keyboard only. A reply with choices that also asks for the phone
    number is followed by a message whose text is that button's own label. Where that button is
    to go away, the first paragraph takes it away.
    """
    if reply.choices and reply.forget_phone:
        head, _, rest = reply.text.partition("\n\n")
        shown = reply.model_copy(update={"text": rest or _BELOW, "forget_phone": False})
        gone = Reply(text=head, forget_phone=True)
        return calls(chat, gone, outbox_id) + calls(chat, shown, outbox_id)
    if reply.choices and reply.ask_phone:
        asking = Reply(text=str(escape(reply.ask_phone)), ask_phone=reply.ask_phone)
        first = calls(chat, reply.model_copy(update={"ask_phone": None}), outbox_id)
        return first + calls(chat, asking, outbox_id)
    return [_call(chat, part, outbox_id) for part in messages(reply, TEXT_UNITS)]


def send_error(error: TelegramError) -> SendError:
    """Which of the four ways of failing this is; its text never holds the token."""
    if isinstance(error, NotSent):
        return SendError("retry", f"not connected: {error}")
    if not isinstance(error, Refused):
        return SendError("unknown", f"no answer: {error}")
    why, said = str(error), error.description.casefold()
    if error.code == 429:
        return SendError("retry", why, error.retry_after, throttled=True)
    if error.code == _GATEWAY_TIMEOUT:
        return SendError("unknown", why)  # the gateway gave up waiting; its server may not have
    if not 400 <= error.code < 500 or error.code in _OUR_OWN_FAULT:
        return SendError("retry", why, error.retry_after)
    if error.code == 403 or any(words in said for words in _ENDED):
        return SendError("blocked", why)
    return SendError("permanent", why)


def _call(chat: str, reply: Reply, outbox_id: int) -> Call:
    call = {"chat_id": chat_id(chat), "text": reply.text, "parse_mode": "HTML"}
    markup = _markup(reply, outbox_id)
    return "sendMessage", call if markup is None else {**call, "reply_markup": markup}


def chat_id(chat: str) -> int | str:
    """As the platform takes it: a number, or a channel's name."""
    return int(chat) if chat.removeprefix("-").isdecimal() and len(chat) < 20 else chat


def _markup(reply: Reply, outbox_id: int) -> dict[str, Any] | None:
    """The keyboard as the platform writes it; PTB's objects for it cost a tenth of a message."""
    if reply.ask_phone:
        button = {"text": reply.ask_phone, "request_contact": True}
        return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    if reply.forget_phone:
        return {"remove_keyboard": True}
    if not reply.choices:
        return None
    numbers = count()
    return {
        "inline_keyboard": [
            [{"text": c.label, "callback_data": f"{outbox_id}.{next(numbers)}"} for c in row]
            for row in reply.choices
        ]
    }
