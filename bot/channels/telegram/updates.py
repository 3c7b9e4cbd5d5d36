"""Telegram's updates in our words: pure, and total (any JSON is an Incoming or a Broken)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from bot.channels.base import Broken
from bot.channels.telegram.content import content, enclosed, quoted
from bot.channels.telegram.fields import Json, integer, moment, own_id, part, words
from storage.messages import Incoming

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update to ask the platform for."""


class Unreadable(ValueError):
    """JSON that is no update we know."""


def read(update: object, bot: str, text: str | None = None) -> Incoming | Broken:
    """An update as the platform sent it; `text` is its JSON where the caller has it.

    Never raises for anything that `json.loads` can return.
    """
    try:
        return _incoming(update, bot)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, Unreadable) else type(error).__name__
        return Broken(_external_id(update, text), text or _text(update), why)


def number(update: object) -> int | None:
    """The update's own number, by which polling moves on; `None` where it has none."""
    return integer(update.get("update_id")) if isinstance(update, dict) else None


def callback(update: object) -> str | None:
    """The id under which a tap wants an answer; `None` for what is no tap."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def _incoming(update: object, bot: str) -> Incoming:
    if not isinstance(update, dict):
        raise Unreadable("not an object")
    own = number(update)
    if own is None or own < 0:
        raise Unreadable("no update_id")
    fields = _fields(update)
    known: Json = {"external_id": str(own), "order": own, "raw": update}
    return Incoming(channel="telegram", bot=bot, **known, **fields)


def _fields(update: Json) -> Json:
    for name, reader in _READERS.items():
        found = update.get(name)
        if isinstance(found, dict):
            return reader(found)
    for found in update.values():  # channel posts, reactions: not asked for, but not in the way
        if isinstance(found, dict) and integer(part(found, "chat").get("id")) is not None:
            return {**_place(found), "kind": "service", "sent_at": moment(found.get("date"))}
    raise Unreadable("no message")


def _message(found: Json) -> Json:
    place = _place(found)
    fields: Json = {"text": words(found), "sent_at": moment(found.get("date")), **place}
    fields["message"] = own_id(found)
    if "kind" in place:
        return fields
    fields |= quoted(found)
    if "contact" in found:
        return {**fields, "kind": "contact", "shared_phone": _own_phone(found, place["sender"])}
    kind, media = content(found)
    emoji = part(found, "sticker").get("emoji")
    if kind == "sticker" and isinstance(emoji, str):
        fields["text"] = emoji
    taken = enclosed(found) if kind in ("photo", "file") else None
    return {**fields, "kind": kind, "media": media, "file": taken}


def _edited(found: Json) -> Json:
    """A correction is written when it is edited, not when the message was: deadlines count so.

    What nobody writes into is changed by the platform: a live location ticks, a poll is voted on.
    """
    written = content(found)[0] not in ("service", "other")
    place = {"kind": "edit" if written else "service", **_place(found)}
    sent_at = moment(found.get("edit_date")) or moment(found.get("date"))
    return {**place, "text": words(found), "sent_at": sent_at, "message": own_id(found),
            "refers_to": own_id(found)}  # fmt: skip


def _tap(found: Json) -> Json:
    shown = part(found, "message")
    person = found.get("from")
    chat = shown.get("chat") or person  # a message we cannot see: a tap is the person's own
    place = {"kind": "tap", **_place({"chat": chat, "from": person})}
    data = found.get("data")
    if not isinstance(data, str):
        return {**place, "kind": "service"}
    return {**place, "tapped": data, "refers_to": own_id(shown)}


def _membership(found: Json) -> Json:
    """Of a private chat it says who has closed it, of a group that we are in it no more."""
    status, place = part(found, "new_chat_member").get("status"), _place(found)
    gone = status == "kicked" or (status == "left" and not place["private"])
    kind = "blocked" if gone else "service"
    return {**place, "kind": kind, "sent_at": moment(found.get("date"))}


_READERS: dict[str, Callable[[Json], Json]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _tap,
    "my_chat_member": _membership,
}


def _place(found: Json) -> Json:
    """Chat and sender. Who hides behind a chat, or is nobody, is nobody to be answered."""
    chat, writer = part(found, "chat"), part(found, "from")
    chat_id, sender = integer(chat.get("id")), integer(writer.get("id"))
    if chat_id is None:
        raise Unreadable("no chat")
    place: Json = {"chat": str(chat_id), "private": chat.get("type") == "private"}
    if sender is None or found.get("sender_chat") is not None:
        return {**place, "sender": str(chat_id), "kind": "service"}
    language = writer.get("language_code")
    known = language if isinstance(language, str) else None
    return {**place, "sender": str(sender), "language": known}


def _own_phone(found: Json, sender: str) -> str | None:
    """The sender's own number; a card of somebody else, or passed on, proves nothing."""
    contact = part(found, "contact")
    phone, owner = contact.get("phone_number"), integer(contact.get("user_id"))
    if owner is None or str(owner) != sender or "forward_origin" in found:
        return None
    return phone if isinstance(phone, str) else None


def _external_id(update: object, text: str | None) -> str:
    """Its number; without one, what it says: the same text again is the same update."""
    own = number(update)
    if own is not None:
        return str(own)
    said = text or _text(update)
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _text(update: object) -> str:
    try:
        return json.dumps(update)
    except (ValueError, RecursionError):
        return "(nested too deeply)"
