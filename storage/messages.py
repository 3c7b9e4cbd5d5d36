"""What is stored of messages: the neutral forms every channel translates from and to."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from itertools import count
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from storage.sent import Sent

Kind = Literal[
    "text", "tap", "contact", "photo", "file", "voice", "sticker", "edit", "blocked", "service",
    "other",
]  # fmt: skip

LONGEST = 1000
"""Characters of a text that is read; of a longer one nothing is taken, and its writer is told."""


class Incoming(BaseModel):
    """One update of a platform, in our words.

    `external_id` is unique within (channel, bot); `sent_at` is the platform's own time of writing,
    and `None` where it gives none (taps): then `received_at` is when it came to us, and
    `unseen_since` the last receipt before a gap in receiving in which it may have waited; `tapped`
    is `<outbox id>.<index>`; `message` is the platform's own number of the message (an edit has
    that of the message it changes); `order` grows with what is written in a chat: the platform's
    own number, or its milliseconds, never more than the present's. `refers_to` is the platform's
    number of the message that this one is about: the one that a reply quotes, that an edit changes,
    that carries the tapped button; `quote` is the part of it that the writer picked out. `album`:
    what parts of one sending have in common. `called`: in a group, whether the platform says that
    this is meant for us. `file`: what can be fetched. `kind` "service" is written by the platform
    itself (a message was pinned): nobody is asking. `language` is the client's language code, a
    hint for a first guess only; `buttons`: whether the client shows choices as buttons. `sealed`:
    what it said is not kept, for its writer sits in the Council (`storage.sealed`).
    """

    model_config = ConfigDict(frozen=True)

    channel: str
    bot: str
    kind: Kind
    chat: str
    sender: str
    private: bool = True
    external_id: str
    order: int | None = None
    text: str = ""
    tapped: str | None = None
    media: str | None = None
    file: Sent | None = None
    shared_phone: str | None = None
    message: str | None = None
    refers_to: str | None = None
    quote: str | None = None
    album: str | None = None
    called: bool = False
    sent_at: datetime | None = None
    received_at: datetime | None = None
    unseen_since: datetime | None = None
    language: str | None = None
    buttons: bool = True
    raw: dict[str, Any] | None = None
    sealed: Literal[True] | None = None

    @property
    def written_in(self) -> str | None:
        """Where a message stands among all channels, as long as the platform numbers messages."""
        if self.message is None:
            return None
        return f"{self.channel}:{self.bot}:{self.chat}:{self.message}"

    @field_validator("text", "quote", "album", mode="before")
    @classmethod
    def _storable(cls, text: object) -> object:
        return storable(text) if isinstance(text, str) else text

    @field_validator("raw", mode="before")
    @classmethod
    def _whole_raw(cls, raw: object) -> object:
        return json.loads(_whole(json.dumps(raw, ensure_ascii=False)))


def storable(text: str) -> str:
    """Without half characters and NUL: nobody writes them, and no database keeps them."""
    return _whole(text).replace("\0", "")


def _whole(text: str) -> str:
    return text.encode("utf-8", "ignore").decode()


class Choice(BaseModel):
    """A button: tapping it is the same as writing what it `says` (which is language-free).

    `number`: it belongs to the line of the text with that number, which stands on the button.
    """

    model_config = ConfigDict(frozen=True)

    label: str
    says: str
    number: int | None = None


class Attachment(BaseModel):
    """A reference to frozen content, rendered when it is sent."""

    model_config = ConfigDict(frozen=True)

    kind: str
    digest: str


ONCE = "••••-••••-••••"
"""Stands in a text where a secret belongs that is sent and not kept: it is never sent again."""

About = tuple[str, int]
"""A right that a message rests on: an act, and the id of the unit that it is done on."""


class Reply(BaseModel):
    """One message to one person.

    `text` is in the reader's language and already escaped (b, i, code are the only tags);
    `choices` are rows of buttons; `ask_phone` is the label of a button that shares the reader's
    own phone number, where the channel has one. `digits`: a number is an answer here, so it is
    never the number of a choice. `forget_phone`: the button that shared the number goes away.
    `about`: what its reader must still be allowed when it leaves; `shows`: what of a report stands
    here, for whoever asks what was seen when it is answered; or the command whose answer it is, for
    words that go on from there. `once` is the secret that stands in
    the text when it is sent, and is not stored with it. `content`: what the attachment is drawn
    from (JSON), on its way to where contents are kept; `otherwise`: escaped words for where it
    cannot be sent.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    choices: tuple[tuple[Choice, ...], ...] = ()
    attachment: Attachment | None = None
    ask_phone: str | None = None
    forget_phone: bool = False
    digits: bool = False
    about: tuple[About, ...] = ()
    shows: str | None = None
    otherwise: str = ""
    once: str | None = Field(default=None, exclude=True, repr=False)
    content: str | None = Field(default=None, exclude=True, repr=False)

    def enclosing(self, kind: str, content: BaseModel, *, otherwise: str = "") -> Reply:
        """With a picture or a file of this kind, drawn from the content when it is sent.

        `otherwise`: what is said where it cannot be sent.
        """
        body = content.model_dump_json()
        digest = hashlib.sha256(f"{kind}\n{body}".encode()).hexdigest()
        attachment = Attachment(kind=kind, digest=digest)
        enclosed = {"attachment": attachment, "content": body, "otherwise": otherwise}
        return self.model_copy(update=enclosed)

    def alone(self) -> Reply:
        """Without what it was to enclose: the words, and that it cannot be sent."""
        text = f"{self.text}\n{self.otherwise}" if self.otherwise else self.text
        return self.model_copy(update={"text": text, "attachment": None, "otherwise": ""})

    def numbered(self) -> list[tuple[int, Choice]]:
        """The choices by the numbers that they have in writing, in their order.

        Those of lines keep the lines' own; the others are counted on from there.
        """
        flat = [choice for row in self.choices for choice in row]
        others = count(1 + max((one.number or 0 for one in flat), default=0))
        return [(one.number or next(others), one) for one in flat]

    def spoken(self) -> Reply:
        """As it is sent: with its secret in the text."""
        if self.once is None:
            return self
        return self.model_copy(update={"text": self.text.replace(ONCE, self.once)})


def readable(body: str | None) -> Reply | None:
    """A stored reply; `None` if there is none, or one that this program cannot read."""
    try:
        return None if body is None else Reply.model_validate_json(body)
    except ValueError:
        return None


def written(body: str) -> Incoming | None:
    """A stored update; `None` if this program cannot read it."""
    try:
        return Incoming.model_validate_json(body)
    except ValueError:
        return None
