"""Four chats at one report in the same moment: a head on two accounts, an officer, the office.

A round is a few waves. In each, everybody answers what stands on their screen, all at once, in a
thread and a connection of their own. What came of it is read from the rows (`audit.py`).
"""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Barrier

from sqlalchemy import Engine, delete, select, update

from bot.receiving.batch import Context, perform
from bot.receiving.jobs import TurnJob
from handlers import seen
from handlers.routing.play import Site
from storage import people
from storage.accepted import accepted_cells
from storage.answers import answers, cells, entries
from storage.conversations import conversations
from storage.engine import reading, transaction
from storage.faults import is_database_failure
from storage.messages import Incoming, Reply
from storage.news import news, notices
from storage.outbox import Address, outbox
from storage.people import people as people_table
from storage.reports import events, reports
from storage.updates import updates
from tests.crash.harness import ZONE
from tests.crash.program import SEASON
from tests.known_movement import known

GROUP = "9900001"
FORM = known().forms["head-month"].indicators
CAST = {"head": "P002", "head too": "P002", "officer": "P001", "office": "P045"}
WAVES = 2
_WEIGHTS = {"yes": 8, "accept": 8, "return": 2}
_WORDS = {"yes": "đúng", "accept": "accept", "discard": "discard"}


@dataclass(frozen=True)
class Move:
    """What somebody does, and what stood on the screen: a row of the outbox."""

    who: str
    at: datetime
    said: Incoming
    row: int | None
    reply: Reply | None


@dataclass
class Town:
    """The database, the people, and everything they did in this round, by its moment."""

    engine: Engine
    dice: random.Random
    site: Site = field(default_factory=lambda: Site(known(), ZONE))
    count: int = 0
    moves: dict[datetime, Move] = field(default_factory=dict)

    def join(self) -> None:
        """Everybody has an account."""
        with transaction(self.engine) as db:
            for chat, code in CAST.items():
                where = people_table.c.code == code
                person = db.execute(select(people_table.c.id).where(where)).scalar_one()
                people.bind(db, person, Address("telegram", "1", chat), chat, SEASON)
                people.consent(db, person, SEASON)
                people.speak(db, person, "vi")

    def forget(self) -> None:
        """A new round: nobody has written anything yet."""
        self.moves.clear()
        with transaction(self.engine) as db:
            for rows in (
                answers, cells, accepted_cells, entries, events, news, notices, reports,
                conversations, updates, outbox,
            ):  # fmt: skip
                db.execute(delete(rows))

    def round(self, pool: ThreadPoolExecutor) -> None:
        """One report, from the head's first line on."""
        writes = self.dice.random() < 0.5
        self.together(pool, [self.move("head", self._line())])
        begun = [self.move("head too", f"/report {GROUP} head-month 2026-11")]
        if self.dice.random() < 0.5:
            begun.append(self._answer("head", *self._screen("head")))
        self.together(pool, begun)
        for _ in range(WAVES):
            self.together(pool, [self._next(who, writes) for who in CAST])
        self.together(pool, [self.move("head", self._line(whole=True))])
        self.together(pool, [self._next(who, writes) for who in ("head", "head too")])
        self.together(pool, [self.move(who, "/review") for who in ("officer", "office")])
        for _ in ("card", "what", "why"):
            verdicts = [self._answer(who, *self._screen(who)) for who in ("officer", "office")]
            self.together(pool, [*verdicts, self._next("head", writes)])

    def together(self, pool: ThreadPoolExecutor, moves: list[Move]) -> None:
        """All of these at once; then what they were told arrives."""
        barrier = Barrier(len(moves))
        self.moves |= {move.at: move for move in moves}
        for done in [pool.submit(self._play, move, barrier) for move in moves]:
            done.result()
        with transaction(self.engine) as db:
            db.execute(update(outbox).values(status="sent", sent_at=SEASON))

    def _play(self, move: Move, barrier: Barrier) -> None:
        context = Context(self.site, lambda: move.at, lambda: None)
        job = TurnJob(move.said, "telegram", "1", lambda _: None)
        barrier.wait()
        while (error := perform(self.engine, context, [job])[0]) is not None:
            if not is_database_failure(error):
                raise error

    def move(self, who: str, text: str, tapped: str | None = None) -> Move:
        """A message, at a moment that no other has."""
        self.count += 1
        at = SEASON + timedelta(milliseconds=self.count)
        said = Incoming(
            channel="telegram", bot="1", kind="tap" if tapped else "text", chat=who, sender=who,
            external_id=str(self.count), message=str(self.count), text=text, tapped=tapped,
            sent_at=None if tapped else at,
        )  # fmt: skip
        return Move(who, at, said, *self._screen(who))

    def _next(self, who: str, writes: bool) -> Move:
        row, reply = self._screen(who)
        reports = who.startswith("head") or (who == "officer" and writes)
        shown = seen.read(reply.shows) if reply else None
        nothing = shown is None
        if reports and self.dice.random() < (0.6 if nothing else 0.2):
            return self.move(who, self._line())
        if not who.startswith("head") and (nothing or self.dice.random() < 0.3):
            return self.move(who, "/review")
        asked = shown.code if shown else None
        if asked in FORM:
            return self.move(who, self._figures()[FORM.index(asked)])
        return self._answer(who, row, reply)

    def _answer(self, who: str, row: int | None, reply: Reply | None) -> Move:
        choices = [choice.says for line in reply.choices for choice in line] if reply else []
        if not choices:
            return self.move(who, f"/report {GROUP} head-month 2026-11")
        weights = [_WEIGHTS.get(says, 1) for says in choices]
        index = self.dice.choices(range(len(choices)), weights)[0]
        if choices[index] in _WORDS and self.dice.random() < 0.3:
            return self.move(who, _WORDS[choices[index]])
        return self.move(who, "", f"{row}.{index}")

    def _line(self, *, whole: bool = False) -> str:
        whole = whole or self.dice.random() < 0.6
        figures = self._figures()[: None if whole else self.dice.randrange(2, len(FORM))]
        return " ".join(("BC", GROUP, *figures))

    def _figures(self) -> list[str]:
        loans = f"{self.dice.randrange(1900, 2600)}tr"
        return ["45", loans, "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có"]

    def _screen(self, who: str) -> tuple[int | None, Reply | None]:
        prompt = conversations.c.prompt_id == outbox.c.id
        found = select(outbox.c.id, outbox.c.body).join(conversations, prompt)
        with reading(self.engine) as db:
            row = db.execute(found.where(conversations.c.chat == who)).first()
        return (row.id, Reply.model_validate_json(row.body)) if row else (None, None)
