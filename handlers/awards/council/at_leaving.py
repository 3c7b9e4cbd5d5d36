"""What a message is worded from when it leaves, and the rights on which it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.engine.turn import About, Reply
from locales.translator import Translator
from scoring.movement import Movement
from storage.engine import Db
from storage.person import Person


@dataclass(frozen=True)
class Leaving:
    """Who reads it, in which language, at which moment; by the rules of the year."""

    t: Translator
    db: Db
    movement: Movement
    person: Person
    now: datetime
    zone: ZoneInfo


def resting(reply: Reply, *about: About) -> Reply:
    """A message that rests on these rights."""
    return reply.model_copy(update={"about": about})
