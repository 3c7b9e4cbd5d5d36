"""Who stands at our door: whoever does not finish a request, or does not read its answer, is shown
out, so that others get in.

uvicorn waits for ever for the end of a request, and its own bound (`limit_concurrency`) turns
everybody away while strangers hold their places. Here a place is lent: after some seconds without
a whole request it is taken back, and where all are taken the one who has waited longest goes
first. A request that is whole keeps its place until it is answered.
"""

from __future__ import annotations

import asyncio
import resource
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0
"""From a connection's beginning, or its last answer, to the end of its next request."""


def room(part: int, most: int) -> int:
    """So many connections, but no more than a part of the files that this process may open: the
    database and the way to the platforms need the others.
    """
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return most if soft == resource.RLIM_INFINITY else max(4, min(most, soft // part))


class Crowd:
    """The connections of a server that keep us waiting, those for longest first."""

    def __init__(self, most: int, seconds: float) -> None:
        """At most so many connections of all kinds; so long for a request."""
        self.most, self._seconds = most, seconds
        self._waiting: dict[Guest, float] = {}

    def waits(self, guest: Guest, now: float) -> None:
        """We wait for them since now, if we did not before."""
        self._waiting.setdefault(guest, now)

    def gone(self, guest: Guest) -> None:
        """We do not wait for them: the request is whole and being answered, or they have left."""
        self._waiting.pop(guest, None)

    def full(self, newest: Guest) -> None:
        """One has to go: who has waited longest, or the newest where all are being served."""
        self._show_out(next(iter(self._waiting), newest))

    def overdue(self, now: float) -> None:
        """Show out all who have had their time."""
        late = [guest for guest, since in self._waiting.items() if now - since >= self._seconds]
        for guest in late:
            self._show_out(guest)

    def _show_out(self, guest: Guest) -> None:
        self.gone(guest)
        guest.transport.abort()


class Config(uvicorn.Config):
    """uvicorn's, with a crowd; `backlog` is also how many are let in between two looks."""

    def __init__(self, app: Any, crowd: Crowd, **given: Any) -> None:
        super().__init__(app, http=Guest, ws="none", backlog=max(4, crowd.most // 2), **given)
        self.crowd = crowd


class Guest(H11Protocol):
    """A connection, which tells the crowd what it waits for."""

    config: Config

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody comes in; if it is one too many, somebody has to go."""
        super().connection_made(transport)
        if len(self.connections) > self.config.crowd.most:
            self.config.crowd.full(self)
        self._note()

    def connection_lost(self, exc: Exception | None) -> None:
        """They left."""
        self.config.crowd.gone(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A piece of a request, perhaps the last."""
        super().data_received(data)
        self._note()

    def on_response_complete(self) -> None:
        """Answered: the next request is awaited from now on, however the present one goes on."""
        self.config.crowd.gone(self)
        super().on_response_complete()
        self._note()

    def pause_writing(self) -> None:
        """They do not read what we answer: from now on it is they who are waited for."""
        super().pause_writing()
        self._note()

    def resume_writing(self) -> None:
        """They read again."""
        super().resume_writing()
        self._note()

    def _note(self) -> None:
        cycle, leaving = self.cycle, self.transport.is_closing()
        served = cycle is not None and not cycle.more_body and not cycle.response_complete
        if served and not self.flow.write_paused:
            self.config.crowd.gone(self)
        elif not leaving or self.transport.get_write_buffer_size():
            self.config.crowd.waits(self, self.loop.time())
