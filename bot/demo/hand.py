"""A hand on somebody's phone: what it writes and taps goes the way of every message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from bot.demo import phones
from bot.demo.phones import BOT, CHANNEL
from handlers.routing.play import Site, play
from handlers.seen import Seen, read
from storage import conversations, invitations
from storage.engine import Db
from storage.messages import Incoming, Reply, readable


@dataclass(frozen=True)
class Hand:
    """One phone, in one transaction, at one moment."""

    db: Db
    site: Site
    now: datetime
    chat: str

    def join(self) -> None:
        """Whoever has not joined opens an invitation and answers what is asked."""
        standing = phones.standing(self.db, self.chat)
        if standing["joined"] and standing["language"]:
            return
        person_id = phones.person_id(self.db, self.chat) or 0
        code = "" if standing["joined"] else invitations.make(self.db, person_id, self.now)
        self.say(f"/start {code}".strip())
        while self.tap("vi") or self.tap("yes"):
            continue

    def say(self, text: str) -> None:
        """Write something."""
        play(self.db, self._incoming("text", text=text, sent_at=self.now), self.now, self.site)

    def tap(self, says: str) -> bool:
        """Tap the button of the newest message that says this; False if there is none."""
        row, reply = self._screen()
        offered = _says(reply)
        if says not in offered:
            return False
        tapped = f"{row}.{offered.index(says)}"
        play(self.db, self._incoming("tap", tapped=tapped), self.now, self.site)
        return True

    def tap_first(self, begins: str) -> bool:
        """Tap the first button of the newest message that begins so; False if there is none."""
        says = (one for one in _says(self._screen()[1]) if one.startswith(begins))
        first = next(says, None)
        return first is not None and self.tap(first)

    def choose(self, says: str) -> None:
        """Tap this, or write it where there is no such button."""
        if not self.tap(says):
            self.say(says)

    def offered(self) -> list[str]:
        """What the buttons of the newest message say, in their order."""
        return _says(self._screen()[1])

    def shown(self) -> Seen | None:
        """What the newest message shows of a report."""
        reply = self._screen()[1]
        return read(reply.shows) if reply else None

    def _screen(self) -> tuple[int | None, Reply | None]:
        found = conversations.lock(self.db, CHANNEL, BOT, self.chat)
        return found.prompt_id, readable(found.prompt)

    def _incoming(self, kind: str, **fields: object) -> Incoming:
        known = {"channel": CHANNEL, "bot": BOT, "chat": self.chat, "sender": self.chat}
        key = str(uuid4())
        return Incoming.model_validate({**known, "kind": kind, "external_id": key, **fields})


def _says(reply: Reply | None) -> list[str]:
    return [choice.says for row in reply.choices for choice in row] if reply else []
