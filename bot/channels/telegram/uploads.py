"""Files as calls of the Bot API: uploaded once, from then on by the platform's own name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telegram import InputFile

from bot.channels.files import File
from bot.channels.layout import shown, width
from bot.channels.telegram import replies
from bot.channels.telegram.client import Client
from bot.channels.telegram.http import Refused
from storage.messages import Reply

CAPTION_UNITS = 1024


def calls(chat: str, reply: Reply, outbox_id: int, file: File) -> list[replies.Call]:
    """The file with the words as its caption; where they are too long for one, in front of them."""
    method, field = ("sendPhoto", "photo") if file.picture else ("sendDocument", "document")
    words = replies.calls(chat, reply, outbox_id)
    fits = len(words) == 1 and width(shown(reply.text)) <= CAPTION_UNITS
    if not fits:
        quiet = {
            "chat_id": replies.chat_id(chat),
            "disable_notification": True,
            field: upload(file),
        }
        return [(method, quiet), *words]
    _, said = words[0]
    caption = {"caption": said["text"], **{k: v for k, v in said.items() if k != "text"}}
    return [(method, {field: upload(file), **caption})]


def upload(file: File) -> str | InputFile:
    """What the platform calls it, or its bytes."""
    return file.id or InputFile(file.data, filename=file.name)


def named(sent: Any) -> str | None:
    """What the platform calls the file that it has just sent; of a picture the largest size."""
    found = sent if isinstance(sent, dict) else {}
    sizes = found.get("photo")
    file = sizes[-1] if isinstance(sizes, list) and sizes else found.get("document")
    name = file.get("file_id") if isinstance(file, dict) else None
    return name if isinstance(name, str) else None


def of_the_file(error: Refused) -> bool:
    """Whether what was refused is the name of a file ("wrong file identifier", "file_id")."""
    return error.code == 400 and "file" in error.description.casefold()


async def call(client: Client, method: str, parameters: dict[str, Any], file: File | None) -> Any:
    """One call; a name of a file that the platform no longer knows is replaced by the file."""
    if file is None or method == "sendMessage":
        return await client.call(method, **parameters)
    try:
        sent = await client.call(method, **parameters)
    except Refused as error:
        if file.id is None or not of_the_file(error):
            raise
        whole = upload(replace(file, id=None))
        again: dict[str, Any] = {
            name: whole if value == file.id else value for name, value in parameters.items()
        }
        sent = await client.call(method, **again)
    file.sent_as = named(sent)
    return sent
