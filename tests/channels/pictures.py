"""Pictures and files as they are handed to a channel."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from bot.channels.files import File
from storage.messages import Choice, Reply

YES, NO = Choice(label="Có", says="yes"), Choice(label="Không & thôi", says="no")
WORDS = Reply(text="<b>Xếp hạng</b> 1 &lt; 2", choices=((YES, NO),))

KEYBOARD = {"inline_keyboard": [[{"text": "Có", "callback_data": "7.0"},
                                 {"text": "Không & thôi", "callback_data": "7.1"}]]}  # fmt: skip
SAID: dict[str, object] = {"chat_id": 5, "parse_mode": "HTML", "reply_markup": KEYBOARD}
LONG = Reply(text="a" * 1025, choices=((YES, NO),))


def png(wide: int = 108, high: int = 135) -> bytes:
    out = BytesIO()
    Image.new("P", (wide, high)).save(out, "PNG")
    return out.getvalue()


def picture(name: str | None = None, url: str | None = None, data: bytes | None = None) -> File:
    return File("d1", "standings.png", "image/png", png() if data is None else data, name, url)


def workbook(name: str | None = None, url: str | None = None) -> File:
    return File("d2", "standings.xlsx", "application/vnd.ms-excel", b"PK", name, url)
