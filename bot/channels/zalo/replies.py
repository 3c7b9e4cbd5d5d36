"""Replies as calls of the Zalo Bot API: pure."""

from __future__ import annotations

from typing import Any

from bot.channels.files import File
from bot.channels.layout import messages, shown
from storage.messages import Reply

TEXT_UNITS = 2000
"""Of a text, and of a caption."""
Call = tuple[str, dict[str, Any]]
"""A method and its parameters, but for the chat."""


def texts(reply: Reply) -> list[str]:
    """The plain texts that a reply goes out as."""
    return [shown(part.text).strip() for part in messages(reply, TEXT_UNITS)]


def calls(reply: Reply, file: File | None = None) -> list[Call]:
    """One call for each text; a picture carries the first, of another file its address is said.

    The platform takes no files, only addresses: without one the words go alone.
    """
    words = texts(reply)
    if file is None or file.url is None or not words:
        return [("sendMessage", {"text": one}) for one in words]
    if file.picture:
        first = ("sendPhoto", {"photo": file.url, "caption": words[0]})
        return [first, *(("sendMessage", {"text": one}) for one in words[1:])]
    return [("sendMessage", {"text": one}) for one in (*words, f"{file.name}: {file.url}")]
