"""What a channel is: three verbs and its limits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from starlette.routing import BaseRoute

from bot.channels.files import File
from storage.messages import Incoming, Reply


@dataclass(frozen=True)
class Limits:
    """What a platform takes: UTF-16 units a text, messages a second in all and to one chat.

    `per_month`: messages that the plan allows; `people`: how many may be written to; `addresses`:
    pictures and files are only taken as addresses from which it fetches them.
    """

    text_units: int
    per_second: float
    per_chat_second: float
    buttons: bool
    per_month: int | None = None
    people: int | None = None
    addresses: bool = False


class SendError(Exception):
    """A send that failed, in the four ways the sender has to tell apart."""

    def __init__(
        self,
        kind: Literal["retry", "blocked", "permanent", "unknown"],
        why: str,
        retry_after: float | None = None,
        *,
        throttled: bool = False,
    ) -> None:
        """`retry`: it surely did not arrive; `unknown`: it may have; `throttled`: a 429."""
        super().__init__(why)
        self.kind = kind
        self.why = why
        self.retry_after = retry_after
        self.throttled = throttled


class FetchError(Exception):
    """A file that could not be had, in the three ways that make a difference to its sender."""

    def __init__(
        self, kind: Literal["retry", "gone", "large"], why: str, retry_after: float | None = None
    ) -> None:
        """`retry`: later perhaps; `gone`: never; `large`: over what may be had (`LARGEST`)."""
        super().__init__(why)
        self.kind: Literal["retry", "gone", "large"] = kind
        self.why = why
        self.retry_after = retry_after


class Broken(Exception):
    """An update that could not be read: kept with its raw text, never in anybody's way."""

    def __init__(self, external_id: str, raw: str, why: str) -> None:
        super().__init__(why)
        self.external_id = external_id
        self.raw = raw
        self.why = why


FETCH_SECONDS = 150.0
"""For 20 MB over a line of 1.5 Mbit a second; a claim of a fetch outlasts it (`fetches.LEASE`)."""

Take = Callable[[Sequence["Incoming | Broken"]], Awaitable[None]]
"""Hands updates over; returns only when every one of them is committed. Who polls hands over an
empty answer too: it says that nothing was waiting."""


class Channel(Protocol):
    """A platform as the rest of the program sees it."""

    name: str
    bot: str
    limits: Limits

    async def start(self) -> None:
        """Get ready to send and receive; called by the process that holds the channel."""
        ...

    async def stop(self) -> None:
        """Close what `start` opened."""
        ...

    async def examine(self) -> tuple[bool, str]:
        """Whether the platform knows us and reaches us, and what it says about it."""
        ...

    async def answers(self) -> bool:
        """Whether the platform itself answers a harmless question, be it with a refusal."""
        ...

    async def send(self, chat: str, reply: Reply, outbox_id: int, file: File | None = None) -> str:
        """Send and return the platform's id of the message; raises SendError.

        `file`: what goes with it; `sent_as` is set to what the platform calls it.
        """
        ...

    async def fetch(self, ref: str) -> bytes:
        """The bytes of a file that was sent (`Sent.ref`), `LARGEST` at most; raises FetchError.

        It may be asked again: nothing is changed by it. It takes no longer than `FETCH_SECONDS`.
        """
        ...

    def routes(self, take: Take) -> list[BaseRoute]:
        """The HTTP routes on which the platform calls us, if it does."""
        ...

    async def poll(self, take: Take) -> None:
        """Ask the platform for updates for ever; returns at once where it calls us."""
        ...
