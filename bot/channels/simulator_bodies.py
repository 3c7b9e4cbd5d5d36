"""What the simulator's page may send, and what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, model_validator

from bot.demo.phones import BOT, CHANNEL
from storage.messages import Incoming

YEARS = 10 * 366 * 24 * 3600


class Body(BaseModel):
    """Nothing but what is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Written(Body):
    """Something typed or tapped; the page's own `id` makes sending it again harmless.

    A shared contact carries no number: the roster knows the phone's own.
    """

    id: UUID
    kind: Literal["text", "tap", "contact"]
    text: Annotated[str, Field(max_length=4096)] = ""
    tapped: Annotated[str, Field(pattern=r"^[0-9]{1,18}\.[0-9]{1,4}$")] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None

    def incoming(self, chat: str, now: datetime, phone: str | None) -> Incoming:
        """The same in the program's words; `phone` is the phone's own number."""
        return Incoming(
            channel=CHANNEL,
            bot=BOT,
            kind=self.kind,
            chat=chat,
            sender=chat,
            external_id=str(self.id),
            text=self.text if self.kind == "text" else "",
            tapped=self.tapped if self.kind == "tap" else None,
            shared_phone=phone if self.kind == "contact" else None,
            sent_at=None if self.kind == "tap" else now,
            received_at=now if self.kind == "tap" else None,
            language=self.language,
        )


class Move(Body):
    """Move the clock: by seconds, or to a local moment."""

    by: Annotated[int, Field(gt=0, le=YEARS)] = 0
    to: NaiveDatetime | None = None

    @model_validator(mode="after")
    def _one(self) -> Move:
        if (self.to is None) == (self.by == 0):
            raise ValueError("either by or to")
        return self
