"""What only asks may be answered ahead of its turn, on a connection that only reads.

The answer counts if its chat, and whoever writes there, are in the turn as they were found here;
otherwise it is worked out anew. A running dialogue asks its question again below every answer, and
that may rest on what others do: there nothing is read ahead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from handlers.commands import COMMANDS
from handlers.engine import hearing, taps
from handlers.engine.hearing import Site
from handlers.engine.turn import Outcome, Turn
from handlers.routing import late, route
from locales.reading import words
from locales.translator import guess
from storage import conversations, people
from storage.conversations import Conversation, Frame
from storage.engine import Db
from storage.messages import LONGEST, About, Incoming
from storage.person import Person

Frames = tuple[Frame, ...]
_WORD = re.compile(r"\s*/?([a-z]+)", re.ASCII | re.I)


@dataclass(frozen=True)
class Ahead:
    """An answer, the rights that it rests on, and how it found the chat and its writer."""

    revision: int
    person: Person
    outcome: Outcome
    about: frozenset[About]

    def fits(self, conversation: Conversation, person: Person | None) -> bool:
        """Whether nothing was played in the chat since, and its writer is who they were."""
        return (conversation.revision, person) == (self.revision, self.person)

    def again(self, turn: Turn, frames: Frames, _stale: bool) -> tuple[Outcome, Frames]:
        """The answer, in its turn."""
        turn.about.update(self.about)
        return self.outcome, frames


def _asks(text: str, language: str) -> bool:
    """Whether a text looks like a command that changes nothing."""
    match = _WORD.match(text)
    found = COMMANDS.get(match[1].lower()) if match else None
    name = words.command(text, language) or (words.begun(text, language) or ("",))[0]
    found = found or COMMANDS.get(name)
    return found is not None and found.reads


def _only_asks(turn: Turn) -> bool:
    """Whether it is a command that changes nothing, of somebody who may give one."""
    found = route.commanded(turn, ())
    agreed = turn.person is not None and turn.person.consented_at is not None
    return agreed and turn.incoming.private and found is not None and found[0].reads


def may_ask(incoming: Incoming) -> bool:
    """Whether a message may be one that only asks; what a button says has to be looked up.

    What a reply means rests on what it quotes: that is for the writer.
    """
    if not incoming.private or len(incoming.text) > LONGEST:
        return False
    if incoming.kind == "tap":
        return incoming.tapped is not None
    plain = incoming.kind == "text" and incoming.refers_to is None
    return plain and _asks(incoming.text, guess(incoming.language))


def tapped(db: Db, incoming: Incoming) -> bool:
    """Whether a button may be one that only asks."""
    return _asks(taps.on_button(db, incoming), guess(incoming.language))


def read(db: Db, incoming: Incoming, now: datetime, site: Site) -> Ahead | None:
    """The answer to a message that only asks; `None` if it does more, or it is not so simple."""
    found = conversations.find(db, incoming.channel, incoming.bot, incoming.chat)
    writer = people.of_account(db, incoming.channel, incoming.bot, incoming.sender)
    if writer is None or late.is_late(incoming, found, now):
        return None
    person = writer.person
    conversation = found.theirs(hearing.reader(incoming, person))
    turn, stale = hearing.heard(db, incoming, conversation, person, now, site)
    if conversation.frames or not _only_asks(turn):
        return None
    outcome, frames = route.route(turn, (), stale)
    if frames or outcome.reader is not None or outcome.language is not None:
        return None
    return Ahead(found.revision, person, outcome, frozenset(turn.about))
