"""What the simulator's page may send, and what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, model_validator

from bot.demo.phones import BOT, CHANNEL
from storage.messages import Incoming
from storage.sent import LARGEST, Sent

YEARS = 10 * 366 * 24 * 3600


class Body(BaseModel):
    """Nothing but what is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


WORDED = ("text", "edit", "sticker", "photo", "file")
"""What may carry words: a sticker those of its emoji, a photo or a file those of its caption."""
MEDIA = ("sticker", "photo", "voice", "file")


class Attached(Body):
    """A file that was put there before, as the page tells of it."""

    ref: UUID
    name: Annotated[str, Field(max_length=1000)] = ""
    media: Annotated[str, Field(max_length=200)] = ""
    size: Annotated[int, Field(ge=0, le=LARGEST)]

    def sent(self) -> Sent:
        """The same in the program's words."""
        return Sent(ref=str(self.ref), name=self.name, media=self.media, size=self.size)


class Written(Body):
    """Something typed, sent or tapped; the page's own `id` makes sending it again harmless.

    A shared contact carries no number: the roster knows the phone's own. `edits`: the own message
    that is changed; `refers_to`: the message that is answered, by its number on this platform,
    `quote` the part of it that was picked out. `file`: a photo or document that was put there.
    """

    id: UUID
    kind: Literal["text", "tap", "contact", "edit", "sticker", "photo", "voice", "file"]
    text: Annotated[str, Field(max_length=4096)] = ""
    tapped: Annotated[str, Field(pattern=r"^[0-9]{1,18}\.[0-9]{1,4}$")] | None = None
    edits: UUID | None = None
    refers_to: Annotated[str, Field(pattern=r"^([0-9]{1,18}|[0-9a-f-]{36})$")] | None = None
    quote: Annotated[str, Field(max_length=4096)] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    file: Attached | None = None

    @model_validator(mode="after")
    def _what_is_edited(self) -> Written:
        if (self.kind == "edit") != (self.edits is not None):
            raise ValueError("an edit, and nothing else, edits a message")
        if self.kind != "photo" and (self.kind == "file") != (self.file is not None):
            raise ValueError("a file comes with a file or a photo")
        return self

    def incoming(self, chat: str, now: datetime, phone: str | None) -> Incoming:
        """The same in the program's words; `phone` is the phone's own number."""
        message = str(self.edits or self.id)
        tap = self.kind == "tap"
        return Incoming(
            channel=CHANNEL,
            bot=BOT,
            kind=self.kind,
            chat=chat,
            sender=chat,
            external_id=str(self.id),
            text=self.text if self.kind in WORDED else "",
            tapped=self.tapped if tap else None,
            media=str(self.id) if self.kind in MEDIA else None,
            file=self.file.sent() if self.file else None,
            shared_phone=phone if self.kind == "contact" else None,
            message=None if tap else message,
            refers_to=message if self.kind == "edit" else None if tap else self.refers_to,
            quote=None if tap else self.quote,
            sent_at=None if tap else now,
            received_at=now if tap else None,
            language=self.language,
        )


class Held(Body):
    """Whose phones are open on the page: they are the visitor's own."""

    held: frozenset[Annotated[str, Field(max_length=60)]] = frozenset()


class Nothing(Body):
    """There is nothing to say."""


class Move(Body):
    """Move the clock: by seconds, or to a local moment."""

    by: Annotated[int, Field(gt=0, le=YEARS)] = 0
    to: NaiveDatetime | None = None

    @model_validator(mode="after")
    def _one(self) -> Move:
        if (self.to is None) == (self.by == 0):
            raise ValueError("either by or to")
        return self
