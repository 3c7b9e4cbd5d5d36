"""Values inside a Telegram update, whatever somebody put there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from storage.sent import Sent

_BIGGEST = 2**63

Json = dict[str, Any]


def words(found: Json) -> str:
    """What was written (text or caption), without NUL, which PostgreSQL does not take."""
    said = found.get("text", found.get("caption"))
    return said.replace("\0", "") if isinstance(said, str) else ""


def own_id(found: Json) -> str | None:
    """The number of a message in its chat."""
    own = integer(found.get("message_id"))
    return None if own is None else str(own)


def file(found: object) -> str | None:
    """The id under which the platform keeps a file."""
    own = found.get("file_id") if isinstance(found, dict) else None
    return own if isinstance(own, str) else None


def sent(found: object) -> Sent | None:
    """A file as it stands in a message, where the platform names it."""
    ref = file(found)
    if ref is None or not isinstance(found, dict):
        return None
    name, media = found.get("file_name"), found.get("mime_type")
    return Sent(
        ref=ref,
        name=name if isinstance(name, str) else "",
        media=media if isinstance(media, str) else "",
        size=integer(found.get("file_size")),
    )


def part(found: Json, name: str) -> Json:
    """An object inside an object; an empty one where there is none."""
    part = found.get(name)
    return part if isinstance(part, dict) else {}


def integer(value: object) -> int | None:
    """A whole number that fits a BIGINT, or `None`."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if -_BIGGEST <= value < _BIGGEST else None


def moment(value: object) -> datetime | None:
    """Seconds since 1970 as a time in UTC; `None` for none and for what is no such time."""
    seconds = integer(value)
    return None if not seconds or not 0 < seconds < 2**35 else datetime.fromtimestamp(seconds, UTC)
