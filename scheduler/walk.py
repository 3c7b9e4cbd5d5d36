"""Everybody once a day, in the order of their ids: how far it came is kept beside what is queued.

So whoever is killed goes on from there. Several programs may do it at once: that nobody hears twice
is the doing of the outbox's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage import settings
from storage.engine import Db


@dataclass(frozen=True)
class Walk:
    """The settings under which it is kept: the day on which all is done, and how far a day is."""

    done: str
    far: str

    def begin(self, db: Db, day: date) -> int | None:
        """After which person to go on; `None` where nobody is left."""
        if settings.get(db, self.done) == day.isoformat():
            return None
        of, _, after = (settings.get(db, self.far) or "").partition(" ")
        return int(after) if of == day.isoformat() else 0

    def note(self, db: Db, day: date, last: int | None) -> None:
        """So far it came; `None`: to the end."""
        if last is None:
            settings.put(db, self.done, day.isoformat())
        else:
            settings.put(db, self.far, f"{day.isoformat()} {last}")
