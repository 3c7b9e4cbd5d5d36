"""A turn: what a handler sees, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.engine.quoting import Quoted
from locales.reading import words
from locales.translator import Translator
from scoring.live import Live, concerning
from scoring.movement import Movement
from services.reports import By
from storage.conversations import Frame
from storage.engine import Db
from storage.messages import About, Choice, Incoming, Reply
from storage.person import Person


@dataclass(frozen=True)
class Turn:
    """All that a handler sees of a message. `now` is the moment it counts at, aware, UTC.

    `shown`: what the message that is answered showed (see Reply.shows); `arrived`: whether it
    surely was there before. `seen`: what this turn has read already, so that taking and asking
    do not read it twice; `about`: the rights that its answer rests on. `quoted`: what it replies
    to, where that is not the present question; `pictured`: its words stood under a picture.
    `live`: every movement there is. `silent`: the writer sits in the Council, and nothing that is
    said may be kept or said back.
    """

    incoming: Incoming
    text: str
    tapped: bool
    person: Person | None
    now: datetime
    zone: ZoneInfo
    t: Translator
    db: Db
    live: Live
    shown: str | None = None
    arrived: bool = True
    seen: dict[object, Any] = field(default_factory=dict)
    about: set[About] = field(default_factory=set)
    quoted: Quoted | None = None
    pictured: bool = False
    silent: bool = False

    @property
    def today(self) -> date:
        """The local day this message counts on."""
        return self.now.astimezone(self.zone).date()

    @property
    def me(self) -> Person:
        """The person, where routing has made sure that there is one."""
        if self.person is None:
            raise LookupError("this handler is for people on the roster")
        return self.person

    @property
    def movement(self) -> Movement:
        """The movement that this turn is about: what was turned to, else the writer's first."""
        found: Movement = self.seen.get("movement") or self.concerned[0]
        return found

    def turn_to(self, movement: Movement) -> None:
        """From here on it is about this movement."""
        self.seen["movement"] = movement

    @property
    def concerned(self) -> tuple[Movement, ...]:
        """The movements that concern the writer, by the units in which a role is held; all of
        them for somebody who holds none.
        """
        if "concerned" not in self.seen:
            kinds = self.person.kinds() if self.person else ()
            self.seen["concerned"] = concerning(self.live, kinds) or self.live.all
        found: tuple[Movement, ...] = self.seen["concerned"]
        return found

    @property
    def by(self) -> By:
        """Whoever writes, now, for what changes a report."""
        return By(self.me.id, self.now, self.zone, self.movement)

    @property
    def word(self) -> str | None:
        """The global word that was said or tapped (cancel, back, keep, yes …), if it was one."""
        if "word" not in self.seen:
            self.seen["word"] = words.word(self.text, self.t.language)
        found: str | None = self.seen["word"]
        return found


@dataclass(frozen=True)
class Notice:
    """A message to somebody else, worded in the language of the one who reads it.

    `about`: what the reader must be allowed when it leaves.
    `lasts`: how long it makes sense, if that is less than a week.
    """

    person_id: int
    write: Callable[[Translator], Reply]
    key: str
    about: tuple[About, ...] = ()
    lasts: timedelta | None = None


@dataclass(frozen=True)
class Outcome:
    """What a handler answers: replies to the writer, notices to others, where the chat stands.

    `dialogue` is a frame to run from now on, "keep" for no change, "end" for none; `reader` is
    whoever the writer has become by joining: nothing that ran before is theirs.
    """

    replies: tuple[Reply, ...] = ()
    notices: tuple[Notice, ...] = ()
    dialogue: Frame | Literal["keep", "end"] = "keep"
    language: str | None = None
    reader: Person | None = None


Buttons = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True)
class Command:
    """A command: its name, who may see it in the menu, a line about it, what it does.

    `start` gets the words behind the command's name; what is `hidden` is only said by buttons.
    `reads`: it changes nothing, and is answered on a connection that refuses to write.
    """

    name: str
    roles: frozenset[str]
    summary: str
    start: Callable[[Turn, str], Outcome]
    stranger: bool = False
    hidden: bool = False
    reads: bool = False


def say(
    text: Markup | str, *rows: tuple[Choice, ...], digits: bool = False, shows: str | None = None
) -> Reply:
    """A reply with rows of buttons; the text must be escaped already (the others: see Reply)."""
    choices = tuple(row for row in rows if row)
    return Reply(text=str(text), choices=choices, digits=digits, shows=shows)


def button(label: Markup, says: str) -> Choice:
    """A button; its label is plain text, on which no channel wants escapes."""
    return Choice(label=label.unescape(), says=says)


def continuing(
    turn: Turn, what: Markup, *, digits: bool = False, shows: str | None = None
) -> Reply:
    """A line about what is open, with the button that brings it back."""
    text = turn.t("Still open: {what}", what=what)
    row = (button(turn.t("Continue"), "/continue"),)
    return say(text, row, digits=digits, shows=shows)


def lines(*parts: Markup | str | None) -> Markup:
    """Escaped lines under each other; `None` is left out, an empty one parts paragraphs."""
    return Markup("\n").join(part for part in parts if part is not None)


def only(reply: Reply, *notices: Notice, ended: bool = False) -> Outcome:
    """The usual outcome: one reply, perhaps notices, perhaps the end of the dialogue."""
    return Outcome((reply,), notices, "end" if ended else "keep")


__all__ = [
    "About", "Buttons", "Choice", "Command", "Notice", "Outcome", "Reply", "Turn", "button",
    "continuing", "lines", "only", "say",
]  # fmt: skip
