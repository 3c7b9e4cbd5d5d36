"""Guards: between two steps of long work the turns that wait are played, nobody's turn is committed
later for a step's sake, and a program that leaves lets nobody wait for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from bot.receiving.batch import Context
from bot.receiving.jobs import Refused, TurnJob, Writer
from bot.receiving.writers import writer
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import settings
from storage.engine import Db, reading
from storage.messages import Incoming
from storage.updates import updates

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
CONTEXT = Context(Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh")), lambda: NOW, lambda: None)


@pytest.fixture
def turns(engine: Engine) -> Iterator[Writer]:
    made = writer(engine, CONTEXT)
    made.start()
    yield made
    made.stop()


def arrived(number: int, done: threading.Event) -> TurnJob:
    item = Incoming(channel="c", bot="b", kind="text", chat="1", sender="1", text="45",
                    external_id=str(number))  # fmt: skip
    return TurnJob(item, "c", "b", lambda _error: done.set())


def test_what_comes_during_a_step_is_played_before_the_next(engine: Engine, turns: Writer) -> None:
    done, seen = threading.Event(), []

    def step(db: Db, number: int) -> None:
        if number == 1:
            turns.put(arrived(1, done))
        if number == 2:
            done.wait(5)
            seen.append(db.execute(select(updates.c.external_id)).scalars().all())

    for number in (1, 2):
        turns.step(lambda db, number=number: step(db, number))
    assert seen == [["1"]]
    assert done.is_set()


def test_a_step_is_committed_when_it_returns_and_gives_what_it_found(
    engine: Engine, turns: Writer
) -> None:
    def work(db: Db) -> int:
        settings.put(db, "x", "1")
        return 7

    assert turns.step(work) == 7
    with reading(engine) as db:
        assert settings.get(db, "x") == "1"


def test_a_step_that_fails_says_so_and_leaves_nothing(engine: Engine, turns: Writer) -> None:
    def work(db: Db) -> None:
        settings.put(db, "x", "1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        turns.step(work)
    with reading(engine) as db:
        assert settings.get(db, "x") is None


def test_after_the_end_a_step_is_refused(engine: Engine) -> None:
    made = writer(engine, CONTEXT)
    made.start()
    made.stop()
    with pytest.raises(Refused):
        made.step(lambda db: None)
