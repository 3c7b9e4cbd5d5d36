"""A file that somebody sent, as a platform tells of it; its bytes are fetched later."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, field_validator

LARGEST = 20 * 2**20
"""Bytes of a file that is fetched: what Telegram lets a bot have, and nowhere more, so that a
person hears the same everywhere and a fetch fits into memory."""
_LONGEST_NAME = 120
_LONGEST_REF = 2000


class Sent(BaseModel):
    """What a platform says of a file; nothing of it is known to be true.

    `ref`: by what the channel fetches it, the platform's own id or its address; `name`: as its
    sender calls it, or empty; `media`: the type that the platform tells; `size` in bytes, where
    it tells one.
    """

    model_config = ConfigDict(frozen=True)

    ref: str
    name: str = ""
    media: str = ""
    size: int | None = None

    @field_validator("ref", "media")
    @classmethod
    def _plain(cls, text: str) -> str:
        return _printable(text)[:_LONGEST_REF]

    @field_validator("name")
    @classmethod
    def _last_part(cls, name: str) -> str:
        """No folders, nothing invisible; of a long name its end, where its kind stands."""
        return re.split(r"[/\\]", _printable(name))[-1].strip()[-_LONGEST_NAME:]

    @field_validator("size")
    @classmethod
    def _some(cls, size: int | None) -> int | None:
        return None if size is None or not 0 <= size < 2**62 else size


def _printable(text: str) -> str:
    """Without NUL, half characters and marks that turn the direction of a name around."""
    return "".join(one for one in text if one.isprintable())
