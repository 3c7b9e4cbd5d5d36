"""Zalo's events in our words: pure, tolerant of every shape that was seen, and total.

Everything known of the platform is second-hand; what is doubtful is read in one place, here.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from datetime import UTC, datetime

from bot.channels.base import Broken
from storage.messages import Incoming, Kind
from storage.sent import Sent

Json = dict[str, object]

_EVENT = re.compile(r"message\.(\w+)\.received")
_KINDS: dict[str, Kind] = {
    "text": "text",
    "link": "text",
    "image": "photo",
    "sticker": "sticker",
    "voice": "voice",
    "unsupported": "other",
    "reaction": "service",
}
_MEDIA = ("photo_url", "photo", "voice_url", "sticker", "url")
"""Where a file's address may stand: the live platform and its documents differ."""
_QUOTES = ("reply_to_message", "quote", "quoted_message")
_LONGEST_NAME = 2000
_LONGEST_TEXT = 2000
_LATEST = 2**46
"""Milliseconds; a time beyond is no time."""


class Unreadable(ValueError):
    """JSON that is no event we know."""


def read(body: object, bot: str, text: str | None = None) -> Incoming | Broken:
    """An event, with or without the envelope `{ok, result}`; `text` is its JSON if at hand.

    Never raises for anything that `json.loads` can return.
    """
    try:
        return _incoming(body, bot)
    except (ValueError, RecursionError) as error:
        raw = text or _text(body)
        why = str(error) if isinstance(error, Unreadable) else type(error).__name__
        return Broken(_by_content(raw), raw, why)


def event(body: object) -> Json:
    """The event itself: some bodies wrap it in `result`, some do not."""
    if not isinstance(body, dict):
        raise Unreadable("not an object")
    inner = body.get("result", body)
    if not isinstance(inner, dict):
        raise Unreadable("no event")
    return inner


def _incoming(body: object, bot: str) -> Incoming:
    found = event(body)
    message = _part(found, "message")
    chat = _part(message, "chat")
    sender, where = _name(_part(message, "from").get("id")), _name(chat.get("id"))
    number = _name(message.get("message_id"))
    if sender is None or where is None:
        raise Unreadable("no sender or chat")
    private = _private(chat.get("chat_type"), where, sender)
    kind, said, sent_at = _kind(found), _said(message), _moment(message.get("date"))
    if _part(message, "from").get("is_bot") is True:  # never answered: they would talk for ever
        private, kind, said = False, "other", ""
    return Incoming(
        channel="zalo",
        bot=bot,
        kind=kind,
        chat=where,
        sender=sender,
        private=private,
        external_id=f"{where}:{number}" if number else _by_content(_text(body)),
        order=int(sent_at.timestamp() * 1000) if sent_at else None,
        text=said,
        media=_media(message) if kind not in ("text", "other") else None,
        file=_file(kind, message),
        message=number,
        refers_to=_quoted(message),
        called=_is_group(chat.get("chat_type")),
        sent_at=sent_at,
        buttons=False,
        raw=body if isinstance(body, dict) else None,
    )


def _private(kind: object, chat: str, sender: str) -> bool:
    """Whether nobody else reads along. A kind that nobody knows is not private.

    Without one the ids tell: a person's own chat has the person's id, a group has its own.
    """
    if kind is None:
        return chat == sender
    return isinstance(kind, str) and kind.upper() == "PRIVATE"


def _is_group(kind: object) -> bool:
    """A group passes on only what mentions us or replies to us."""
    return isinstance(kind, str) and kind.upper() == "GROUP"


def _quoted(message: Json) -> str | None:
    """The message that a reply quotes: no payload that was seen has it, so any likely place is."""
    parts = (_part(message, key) for key in _QUOTES)
    inside = next((found for part in parts if (found := _name(part.get("message_id")))), None)
    return inside or _name(message.get("quote_message_id"))


def _kind(found: Json) -> Kind:
    """What is unknown counts as unsupported: it is answered, and in nobody's way."""
    named = _EVENT.fullmatch(str(found.get("event_name")))
    return _KINDS.get(named[1], "other") if named else "other"


def _said(message: Json) -> str:
    said = message.get("text", message.get("caption"))
    if not isinstance(said, str):
        return ""
    # Marks by the thousand take long to be put in order; people cannot write as much there.
    return unicodedata.normalize("NFC", said) if len(said) <= _LONGEST_TEXT else said


def _media(message: Json) -> str | None:
    return next((_name(message.get(key)) for key in _MEDIA if _name(message.get(key))), None)


def _file(kind: Kind, message: Json) -> Sent | None:
    """A photo, at its address. Of documents the platform passes on nothing ("unsupported")."""
    address = _media(message) if kind == "photo" else None
    return None if address is None else Sent(ref=address)


def _part(found: Json, name: str) -> Json:
    part = found.get(name)
    return part if isinstance(part, dict) else {}


def _name(value: object) -> str | None:
    """An id or address, which every database can keep: texts, though some are numbers."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    name = str(value)
    return name if name.isprintable() and 0 < len(name) < _LONGEST_NAME else None


def _moment(value: object) -> datetime | None:
    """Milliseconds since 1970 as a time in UTC; seconds are taken for what they are."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < _LATEST:
        return None
    return datetime.fromtimestamp(value / 1000 if value > _LATEST // 1000 else value, UTC)


def _by_content(text: str) -> str:
    """Without an id of its own the same text again is the same event."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _text(body: object) -> str:
    try:
        return json.dumps(body, sort_keys=True)
    except (ValueError, RecursionError):
        return "(nested too deeply)"
