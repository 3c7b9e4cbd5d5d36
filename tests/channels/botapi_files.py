"""Files as the Bot API takes them: looked into, and kept under names by which they go again."""

from __future__ import annotations

import itertools
from io import BytesIO
from typing import Any

from botapi_calls import Call, Refusal
from PIL import Image

FIELDS = {"sendPhoto": "photo", "sendDocument": "document"}
MOST = {"photo": 10 * 2**20, "document": 50 * 2**20}
SIDES, RATIO = 10_000, 20


class Kept:
    """What was uploaded, by what the platform calls it."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def taken(self, call: Call) -> dict[str, Any]:
        """The part of the message that tells of its file; Refusal as the platform says no."""
        field = FIELDS[call.method]
        if field in call.files:
            return self._uploaded(field, call.files[field])
        name = call.parameters[field]
        if name.startswith(("http://", "https://")):
            raise Refusal(400, "Bad Request: failed to get HTTP URL content")
        if name not in self.names:
            raise Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
        if self.names[name] != field:
            kept = self.names[name].title()
            raise Refusal(400, f"Bad Request: can't use file of type {kept} as {field.title()}")
        return _told(field, [name], b"")

    def _uploaded(self, field: str, data: bytes) -> dict[str, Any]:
        if not data:
            raise Refusal(400, "Bad Request: file must be non-empty")
        if len(data) > MOST[field]:
            raise Refusal(413, "Request Entity Too Large")
        if field == "photo":
            _looked_at(data)
        sizes = 3 if field == "photo" else 1
        number = next(self._numbers)
        names = [f"{field}-{number}-{size}" for size in range(sizes)]
        self.names |= dict.fromkeys(names, field)
        return _told(field, names, data)


def _looked_at(data: bytes) -> None:
    try:
        wide, high = Image.open(BytesIO(data)).size
    except OSError:
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED") from None
    if wide + high > SIDES or max(wide, high) > RATIO * min(wide, high):
        raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")


def _told(field: str, names: list[str], data: bytes) -> dict[str, Any]:
    """Of a photo all sizes, the largest last; of a document the one file."""
    told = [
        {"file_id": name, "file_unique_id": f"u{name}", "file_size": len(data)} for name in names
    ]
    sizes = [{**one, "width": 90 * 4**n, "height": 112 * 4**n} for n, one in enumerate(told)]
    return {"photo": sizes} if field == "photo" else {"document": told[0]}
