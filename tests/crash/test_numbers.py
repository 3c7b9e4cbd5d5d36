"""Guards: a number that nobody means (millions of digits, nothing below the line, more than a
database's column holds) costs no time and breaks no turn, wherever a command takes a number."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import Engine, insert, select

from handlers.routing.play import Site, play
from storage import people, settings, units
from storage.engine import Db, transaction
from storage.messages import Incoming
from storage.outbox import outbox
from storage.people import people as people_table
from tests.beginnings import OCTOBER, ZONE, agreed
from tests.crash.bounds import short
from tests.known_movement import known

ADMIN, COUNCIL, GROUP = "P057", "P054", "-1007"
NOW = OCTOBER.replace(month=12)
NUMBERS = {
    "ten million digits": "1e10000000", "a thousand million": "1e999999999",
    "as many behind the point": "1e-999999999", "less than nothing": "-1e10000000",
    "400 nines": "9" * 400, "900 nines": "9" * 900, "5,000 nines": "9" * 5000,
    "twenty nines": "9" * 20, "by nothing": "1/0", "a square": "²", "by much": f"1/{'9' * 900}",
    "nines behind the point": f"0.{'9' * 900}", "not a number": "nan", "endless": "inf",
}  # fmt: skip
COMMANDS = (
    "/why 9900002 if G03={}", "/why 9900002 if HH_LOAN={}", "/why 9900002 if HH_LOAN {}",
    "/why 9900002 if {}", "/why 9900002 {}", "/why 9900002 G {}", "/trend 9900002 {}", "/trend {}",
    "/standings {}", "/standings groups {}", "/standings groups BRANCH {}",
    "/standings december {}", "/standings groups 12/{}", "/subscribe stop {}", "/subscribe {}",
    "/subscribe groups BRANCH weekly {}", "/subscribe groups BRANCH weekly 1 {}",
)  # fmt: skip
IN_A_GROUP = ("/publish here groups weekly {}", "/publish here groups weekly 1 {}")


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return agreed


@contextmanager
def known_to(engine: Engine) -> Iterator[Db]:
    """An administrator is there, and the bot has its name."""
    with transaction(engine) as db:
        root = units.by_code(db, "BRANCH")
        of = select(people_table.c.id).where(people_table.c.code == ADMIN)
        assert root is not None
        person_id = db.execute(of).scalar_one()
        row = {"person_id": person_id, "unit_id": root.id, "role": "admin"}
        db.execute(insert(people.roles).values(row))
        settings.call_bot(db, "telegram", "ThiDuaBot")
        yield db


def work(db: Db, who: str, chat: str, text: str) -> float:
    """Seconds of this thread's own work in one turn, which is undone.

    In a group nobody is told that something was too long.
    """
    inside = db.begin_nested()
    message = Incoming(channel="telegram", bot="1", kind="text", chat=chat, sender=who,
                       external_id="1", text=text, private=chat == who)  # fmt: skip
    began = time.thread_time()
    number = play(db, message, NOW, Site(known(), ZONE))
    spent = time.thread_time() - began
    answered = select(outbox.c.id).where(outbox.c.key == f"in:{number}:0")
    assert chat == GROUP or db.execute(answered).first() is not None, text[:60]
    inside.rollback()
    return spent


@pytest.mark.parametrize("said", NUMBERS.values(), ids=NUMBERS)
def test_no_number_breaks_a_turn_or_takes_long(engine: Engine, said: str) -> None:
    """Evidence: six seconds for ten million digits, in which nobody was answered."""
    asked = [(COUNCIL, COUNCIL, text) for text in COMMANDS]
    with known_to(engine) as db:
        work(db, COUNCIL, COUNCIL, "/standings")  # what is read once is read now
        for who, chat, text in (*asked, *((ADMIN, GROUP, text) for text in IN_A_GROUP)):
            assert short(partial(work, db, who, chat, text.format(said)))[0], text
