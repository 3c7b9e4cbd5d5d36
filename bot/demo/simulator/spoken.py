"""What was sent with a secret: a phone that is opened or reloaded later still shows it.

The program keeps no code that it sends: not in the database, and nowhere else. A real phone does;
here the simulator is the phone, so it remembers. In this process's memory only, the newest ones
only, and only because everybody in the demo is invented. After a restart a code is gone, as with
a lost phone: a member of the Council is sent another one until the vote is open, not later.
"""

from __future__ import annotations

from threading import Lock

from storage.messages import ONCE, Reply

MOST = 500
"""Messages that are remembered: sittings of some years, with their papers."""


class Spoken:
    """By phone and row, oldest first. The channel writes; the page and the others read."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], Reply] = {}
        self._lock = Lock()

    def keep(self, chat: str, row: int, reply: Reply) -> None:
        """Remember a message that was sent with a secret; any other is in the database."""
        if reply.once is None:
            return
        with self._lock:
            self._kept[chat, row] = reply
            while len(self._kept) > MOST:
                self._kept.pop(next(iter(self._kept)))

    def shown(self, chat: str, row: int, stored: Reply) -> Reply:
        """A stored message as it was sent, as long as that is remembered."""
        kept = self._kept.get((chat, row))
        if kept is None or kept.once is None:
            return stored
        return kept if kept.text.replace(kept.once, ONCE) == stored.text else stored

    def secret(self, chat: str, says: str) -> str | None:
        """The newest secret that came to a phone above a button that says this."""
        with self._lock:
            kept = [(row, one) for (where, row), one in self._kept.items() if where == chat]
        offering = {row: one.once for row, one in kept
                    if any(choice.says == says for _, choice in one.numbered())}  # fmt: skip
        return offering[max(offering)] if offering else None

    def forget(self) -> None:
        """The demo begins anew."""
        with self._lock:
            self._kept.clear()
