"""People's phones: what they write comes as their platform sends it, through the channel's own
reader, and what they are shown is what the channel's own writer makes of a reply.

What a platform does not have (a tap or an edit on Zalo) is handed over in our own
words: the handlers have to answer it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.channels.layout import shown, width
from bot.channels.telegram import updates
from bot.channels.telegram.replies import calls
from bot.channels.zalo import updates as zalo_updates
from bot.channels.zalo.replies import TEXT_UNITS, texts
from bot.demo import phones
from bot.demo.simulator.bodies import Written
from storage.messages import Incoming, Reply
from storage.sent import Sent

BOT = "1"
Json = dict[str, Any]
FILE = {"file_id": "f1"}
_CONTENT = {"photo": {"photo": [FILE]}, "voice": {"voice": FILE}, "sticker": {"sticker": FILE}}
_EVENTS = {"text": "text", "photo": "image", "voice": "voice", "sticker": "sticker"}


def _telegram(given: Incoming, now: datetime) -> object:
    number = int.from_bytes(given.sender.encode(), "big")
    who = {"id": number, "is_bot": False, "first_name": "Mẫu", "language_code": given.language}
    chat = {"id": number, "type": "private"} if given.private else {"id": -7, "type": "group"}
    at = int(now.timestamp())
    message: Json = {"message_id": int(given.message or given.external_id), "from": who,
                     "chat": chat, "date": at}  # fmt: skip
    update: Json = {"update_id": int(given.external_id)}
    if given.kind == "tap":
        query = {"id": "q", "from": who, "data": given.tapped, "message": {**message, "date": 0}}
        return {**update, "callback_query": query}
    if given.kind == "edit":
        return {**update, "edited_message": {**message, "text": given.text, "edit_date": at}}
    if given.kind == "contact":
        owner = number if given.shared_phone else 1
        card = {"phone_number": given.shared_phone or "+84", "user_id": owner}
        return {**update, "message": {**message, "contact": card}}
    if given.refers_to:
        message["reply_to_message"] = {"message_id": int(given.refers_to), "chat": chat, "date": at}
    if given.album:
        message["media_group_id"] = given.album
    if given.quote:
        message["quote"] = {"text": given.quote, "position": 0, "is_manual": True}
    caption = {"caption": given.text} if given.text else {}
    content = {**_CONTENT[given.kind], **caption} if given.kind in _CONTENT else {
        "text": given.text}  # fmt: skip
    if given.file is not None:
        content = {**_sent(given.kind, given.file), **caption}
    return {**update, "message": {**message, **content}}


def _sent(kind: str, file: Sent) -> Json:
    size = {} if file.size is None else {"file_size": file.size}
    if kind == "photo":
        return {"photo": [FILE, {"file_id": file.ref, **size}]}
    return {"document": {"file_id": file.ref, "file_name": file.name, "mime_type": file.media,
                         **size}}  # fmt: skip


def _zalo(given: Incoming, now: datetime) -> object:
    who = {"id": given.sender, "is_bot": False, "display_name": "Mẫu"}
    message: Json = {"message_id": given.message or given.external_id, "from": who,
                     "chat": {"id": given.chat,
                              "chat_type": "PRIVATE" if given.private else "GROUP"},
                     "date": int(now.timestamp() * 1000)}  # fmt: skip
    if given.kind == "text":
        message["text"] = given.text
    if given.file is not None:
        message["photo_url"] = given.file.ref
    if given.refers_to:
        message["quote"] = {"message_id": given.refers_to}
    body = {"event_name": f"message.{_EVENTS[given.kind]}.received", "message": message}
    flat = int(given.external_id) % 2 == 0
    return body if flat else {"ok": True, "result": body}


def _simulator(given: Incoming, now: datetime) -> Incoming:
    edits = UUID(int=int(given.message or 0)) if given.kind == "edit" else None
    body = {"id": UUID(int=int(given.external_id)), "kind": given.kind, "text": given.text,
            "tapped": given.tapped, "edits": edits, "language": given.language,
            "refers_to": None if edits else _on_page(given), "quote": given.quote}  # fmt: skip
    return Written.model_validate(body).incoming(given.chat, now, given.shared_phone)


def _on_page(given: Incoming) -> str | None:
    """What is written on the page has the page's own number, what the program says its row's."""
    own = given.refers_to is not None and int(given.refers_to) < int(given.external_id)
    return str(UUID(int=int(given.refers_to or 0))) if own else given.refers_to


def written(given: Incoming, now: datetime) -> Incoming:
    """The same as the channel's reader gives it; people keep their names of the transcript."""
    found: object = given
    known = given.kind in ("text", "tap", "edit", "contact", *_CONTENT) or given.file is not None
    if given.channel == "telegram" and known:
        found = updates.read(_telegram(given, now), BOT)
    elif given.channel == "zalo" and given.kind in _EVENTS and _plainly(given):
        found = zalo_updates.read(_zalo(given, now), BOT)
    elif given.channel == "simulator" and _typed(given):
        found = _simulator(given, now)
    assert isinstance(found, Incoming), found
    assert (found.kind, found.buttons) == (given.kind, given.buttons)
    own = {"chat": given.chat, "sender": given.sender, "bot": BOT}
    # An edit that the platform does not have still needs the number of what it changes.
    return found.model_copy(update={**own, "message": found.message or given.message})


def _plainly(given: Incoming) -> bool:
    """A text has words there, and a sticker has none."""
    return bool(given.text) == (given.kind == "text")


def _typed(given: Incoming) -> bool:
    """The page refuses taps on what was never there."""
    if given.kind == "tap":
        return re.fullmatch(r"[0-9]{1,18}\.[0-9]{1,4}", given.tapped or "") is not None
    if given.kind == "edit":
        return given.message is not None
    return given.kind in ("text", "contact", *_CONTENT)


def offered(channel: str, reply: Reply, row: int) -> list[str]:
    """How each choice of a message is taken there: a button's data, a number, or a word.

    Fails where the message on the screen lacks a choice or any of its words.
    """
    labels = [choice.label for line in reply.choices for choice in line]
    found = _SCREENS[channel](reply, row, labels)
    assert len(found) == len(labels), (labels, found)
    return found


def _buttons(reply: Reply, row: int, labels: list[str]) -> list[str]:
    made = [call for _, call in calls("5", reply, row)]
    assert _letters("".join(shown(call["text"]) for call in made)).startswith(
        _letters(shown(reply.text))
    )
    rows = [line for call in made for line in
            call.get("reply_markup", {}).get("inline_keyboard", [])]  # fmt: skip
    assert [one["text"] for line in rows for one in line] == labels
    return [one["callback_data"] for line in rows for one in line]


def _list(reply: Reply, _row: int, labels: list[str]) -> list[str]:
    parts = texts(reply)
    assert all(0 < width(part) <= TEXT_UNITS for part in parts)
    screen = "\n".join(parts)
    assert "<b>" not in screen
    assert "&amp;" not in screen
    if not reply.digits:
        numbered = reply.numbered()
        rows = [f"{n}. {one.label}" for n, one in numbered if one.number is None]
        assert "\n".join(rows) in screen
        return [str(n) for n, _ in numbered]
    for label in labels:  # "Sửa 2" stands there as "Sửa 1 … 9"
        assert re.sub(r"\d+$", "", label) in screen
    return labels


def _page(reply: Reply, row: int, labels: list[str]) -> list[str]:
    message = phones.outgoing(row, reply, datetime.fromtimestamp(0).astimezone())
    assert message["text"] == reply.text
    assert [label for line in message["rows"] for label in line] == labels
    return [f"{row}.{n}" for n in range(len(labels))]


def _letters(text: str) -> str:
    return "".join(text.split())


_SCREENS: dict[str, Callable[[Reply, int, list[str]], list[str]]] = {
    "telegram": _buttons, "zalo": _list, "simulator": _page,
}  # fmt: skip
