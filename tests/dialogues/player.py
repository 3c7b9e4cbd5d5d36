"""Plays a transcript against the real program: real routing, a real database, a clock we set.

A transcript is a text file. `Guards:` says which promise it keeps. Then, line by line:

    clock 2026-12-01 08:05          the local time from now on
    P002 > 45                       a person writes
    P002 > tap yes                  a person taps the button that has this label, or says this
    P002 > again                    the same tap once more (a double tap)
    P002 > /start @CODE             with a new code of their own; @CODE:P003 is somebody else's
    P002 > photo                    likewise voice, sticker, edit
    P002 > edits 45 => 54           the last message that said 45 is edited
    P002 > quotes có => 12tr        12tr as a reply to the last message that shows, or said, có
    P002 > quotes [asks INT_DUE] => 12tr   the same, to the last time that this was asked
    P002 > picks Dư nợ => 12tr      the same, with these words picked out of it
    P002 < Còn 9 câu hỏi …          what comes back; further lines until the next mark
    P002 | [Có] [Không]             its rows of buttons

    Channels: with buttons          what stands here is about buttons, and played only there
    Short: questions, cards, menus  whole screens that it is not about stand under a word: see
                                    `shortened.py`; `screens/` shows them

Nothing is kept in memory between two lines: each turn opens the database anew. What comes back
is compared word for word. `pytest tests/dialogues --write` writes it down afresh, to be read
and then committed.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import phones
from shortened import Shortened
from sqlalchemy import Engine, select
from transcript import written

from bot.channels.layout import plain
from bot.sending.render import words
from handlers.routing.play import Site, play
from scheduler.compose import compose
from scheduler.tick import tick
from services.figures.apply import apply
from services.figures.rows import Row
from storage import invitations, outbox, people, units
from storage.engine import Db, transaction
from storage.messages import Incoming, Reply
from storage.outbox import Waiting
from storage.people import people as people_table

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NUMBERS = 10**6
"""The platform numbers what it shows, ours and theirs, in one line: here ours begin higher."""

CODE = re.compile(r"@CODE(?::(\w+))?")


@dataclass
class Player:
    """The stage: one database, one clock, everybody's last message."""

    engine: Engine
    site: Site
    now: datetime = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
    channel: str = "telegram"
    buttons: bool = True
    count: int = 0
    shown: dict[str, tuple[int, Reply]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    tapped: str = ""
    screens: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    short: Shortened = field(init=False)

    def __post_init__(self) -> None:
        self.short = Shortened(self.site.live.all[0])

    def opened(self) -> AbstractContextManager[Db]:
        """The transaction of a step."""
        return transaction(self.engine)

    def write(self, who: str, text: str) -> list[str]:
        """One person's line; returns what comes back to whom, as transcript lines."""
        if text.startswith("tap ") and not self.buttons:
            return self._play(who, text=self._choice(who, text[4:]))
        if text.startswith("tap "):
            self.tapped = self._choice(who, text[4:])
            return self._play(who, kind="tap", tapped=self.tapped)
        if text == "again":
            return self._play(who, kind="tap", tapped=self.tapped)
        if text.startswith("shares phone "):
            return self._play(who, kind="contact", shared_phone=text[13:] or None)
        if text in ("photo", "voice", "sticker", "edit"):
            return self._play(who, kind=text)
        quoting = re.fullmatch(r"(quotes|picks) (.*) => (.*)", text)
        if quoting:
            return self._quote(who, *quoting.groups())
        if text.startswith("edits "):
            old, new = text[6:].split(" => ")
            number = self.numbers[who, new] = self.numbers[who, old]
            return self._play(who, kind="edit", text=new, message=number)
        self.numbers[who, text] = str(self.count + 1)
        return self._play(
            who,
            message=str(self.count + 1),
            text=CODE.sub(lambda found: self.code(found[1] or who), text),
        )

    def _quote(self, who: str, how: str, words: str, text: str) -> list[str]:
        """A reply to what last said these words, the program's message or one's own."""
        said = self.numbers.get((who, words))
        shown = (row for row, there in reversed(self.screens[who]) if words in there)
        about = said or str(NUMBERS + next(shown))
        self.numbers[who, text] = str(self.count + 1)
        return self._play(who, message=str(self.count + 1), text=text, refers_to=about,
                          quote=words if how == "picks" else None)  # fmt: skip

    def tick(self) -> list[str]:
        """The scheduler's minute."""
        tick(self.engine, self.site.live, self.site.zone, self.now)
        return self._deliver()

    def _play(self, who: str, *, kind: str = "text", **given: str | None) -> list[str]:
        self.count += 1
        self.now += timedelta(seconds=5)
        message_ = Incoming.model_validate(
            {"channel": self.channel, "bot": "1", "kind": kind, "chat": who, "sender": who,
             "external_id": str(self.count), "language": "vi", "buttons": self.buttons,
             "sent_at": None if kind == "tap" else self.now}
            | {k: v for k, v in given.items() if v is not None}
        )  # fmt: skip
        with self.opened() as db:
            play(db, phones.written(message_, self.now), self.now, self.site)
        return self._deliver()

    def _deliver(self) -> list[str]:
        """Send everything that is due, as the sender would, and write it down."""
        lines: list[str] = []
        with self.opened() as db:
            for row in outbox.claim(
                db, self.channel, "1", self.now, holder="test", busy=[], most=99
            ):
                reply = words(db, row, self.now, self._compose, buttons=True)
                if reply is None:
                    continue
                shown = reply if self.buttons else plain(reply, "(number)", "(words)")
                outbox.sent(db, row.id, str(NUMBERS + row.id), self.now)
                self.shown[row.address.chat] = (row.id, reply)
                self.offered[row.address.chat] = phones.offered(self.channel, shown, row.id)
                told = written(row.address.chat, reply, self.short)
                there = "\n".join((reply.text, *told))
                self.screens.setdefault(row.address.chat, []).append((row.id, there))
                lines += told
        return lines

    def _compose(self, db: Db, row: Waiting, now: datetime) -> Reply | datetime | None:
        return compose(db, row, now, self.site.live, self.site.zone)

    def _choice(self, who: str, label: str) -> str:
        """How the choice is taken: a tap's data, or what is written where there are no buttons."""
        _row, reply = self.shown[who]
        choices = [choice for line in reply.choices for choice in line]
        matching = [n for n, one in enumerate(choices) if label in (one.label, one.says)]
        if not matching:
            raise AssertionError(f"{who} sees no button {label!r}, only {choices}")
        return self.offered[who][matching[0]]

    def code(self, who: str) -> str:
        with self.opened() as db:
            where = people_table.c.code == who
            person_id = db.execute(select(people_table.c.id).where(where)).scalar_one()
            return invitations.make(db, person_id, self.now)

    def figures(self, period: str, unit: str, *given: str) -> None:
        """What the office has imported: `figures 2026-11 9900001 HH_LOAN=45 …`."""
        with self.opened() as db:
            found = units.by_code(db, unit)
            assert found is not None
            values = {
                (code, period): int(value) for code, value in (one.split("=") for one in given)
            }
            row = Row(1, found.id, unit, values)
            apply(db, [row], self.site.live.all[0], self.now, self.site.zone)

    def january(self, *words: str) -> None:
        """The year is over, and offices have proposed whom they have: see `proposals.py`."""
        import proposals  # it plays with what stands here

        proposals.act(self, *words)

    def join(self, who: str, language: str = "vi") -> None:
        """Somebody who joined earlier (transcripts that are not about joining)."""
        with self.opened() as db:
            where = people_table.c.code == who
            person_id = db.execute(select(people_table.c.id).where(where)).scalar_one()
            people.bind(db, person_id, outbox.Address(self.channel, "1", who), who, self.now)
            people.consent(db, person_id, self.now)
            people.speak(db, person_id, language)
