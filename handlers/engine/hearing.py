"""A message becomes a turn: who writes, in which language, what was said, when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.engine import choices, quoting, taps
from handlers.engine.turn import Turn
from locales.translator import Translator, guess, translator
from scoring.live import Live
from storage.conversations import Conversation
from storage.engine import Db
from storage.messages import Incoming, readable
from storage.person import Person

_WITH_WORDS = ("photo", "file", "voice")


@dataclass(frozen=True)
class Site:
    """What every turn shares: the movements, the calendar's time zone, who helps when we fail."""

    live: Live
    zone: ZoneInfo
    helper: str = ""


def heard(
    db: Db,
    incoming: Incoming,
    conversation: Conversation,
    person: Person | None,
    now: datetime,
    site: Site,
    *,
    files: bool = False,
) -> tuple[Turn, bool]:
    """What a handler sees of a message, and whether it answers a question that is past.

    `files`: the file that came is what counts, not only the words under it.
    """
    t = language(person, conversation, incoming)
    question = readable(conversation.prompt)
    pictured = not files and incoming.kind in _WITH_WORDS and bool(incoming.text.strip())
    if pictured:  # what stands under a picture is read like a text
        incoming = incoming.model_copy(update={"kind": "text"})
    quoted = quoting.found(db, incoming, conversation)
    text, stale = choices.said(db, incoming, conversation, question, t.language, quoted)
    turn = Turn(
        incoming=_as_text(incoming, text),
        text=text,
        tapped=incoming.kind == "tap",
        person=person,
        now=_counts_at(db, incoming, now),
        zone=site.zone,
        t=t,
        db=db,
        live=site.live,
        shown=question.shows if question else None,
        arrived=incoming.kind == "tap" or conversation.seen,
        quoted=quoted,
        pictured=pictured,
    )
    return turn, stale


def reader(incoming: Incoming, person: Person | None) -> int | None:
    """Whose chat it is; a group is nobody's."""
    return person.id if person is not None and incoming.private else None


def _as_text(incoming: Incoming, text: str) -> Incoming:
    """A sticker that says yes or no is as good as the word."""
    said = incoming.kind == "sticker" and text
    return incoming.model_copy(update={"kind": "text", "text": text}) if said else incoming


def _counts_at(db: Db, incoming: Incoming, now: datetime) -> datetime:
    """A message counts at the time it was written, a tap when it came; never in the future."""
    if incoming.sent_at is not None:
        return min(incoming.sent_at, now)
    came = min(incoming.received_at or now, now)
    if incoming.unseen_since is None:
        return came
    return min(came, max(incoming.unseen_since, taps.offered(db, incoming) or came))


def language(person: Person | None, conversation: Conversation, incoming: Incoming) -> Translator:
    """The person's own language, the chat's, or the platform's guess."""
    known = person.language if person else conversation.language
    return translator(known or guess(incoming.language))
