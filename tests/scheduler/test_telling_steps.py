"""Guards: news is told in the same small steps as reminders. Killed after any of them, or ticked by
several at once, it is told once, and nobody is missed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ONE, ZONE, accept, at, confirm, person, tell, told

from scheduler import telling
from storage import news, steps
from storage.engine import Db, looked_at, reading, replayed, transaction
from storage.outbox import outbox
from storage.steps import T

GROUPS = [(f"99000{n:02}", f"P{n + 1:03}") for n in range(1, 9)]


class Killed(Exception):
    """As a power cut would have it."""


@pytest.fixture
def short(joined_season: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A step has time for one person."""
    monkeypatch.setattr(steps, "BRIEF", 0)
    return joined_season


def lives(engine: Engine, moment: str, most: int, *, inside: bool) -> int:
    """Tell, killed in or after the step behind so many, again and again; how many lives it took."""
    for life in range(1, 200):
        done = 0

        def step(work: Callable[[Db], T]) -> T:
            nonlocal done
            if done == most and inside:
                with transaction(engine) as db:
                    work(db)
                    raise Killed
            found = replayed(engine, work)
            if done == most:
                raise Killed
            done += 1
            return found

        try:
            for queue in (telling.announce, telling.thank):
                queue(partial(looked_at, engine), step, MOVEMENT, ZONE, at(moment))
        except Killed:
            continue
        return life
    raise AssertionError("it never ends")


def queued(engine: Engine, kind: str) -> list[str]:
    with reading(engine) as db:
        found = select(outbox.c.key).where(outbox.c.kind == kind)
        return sorted(db.execute(found).scalars())


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_whoever_is_killed_goes_on(short: Engine, most: int, inside: bool) -> None:
    given = [confirm(short, group, who, "2026-12-01T09:00") for group, who in GROUPS]
    assert lives(short, "2026-12-01T09:30", most, inside=inside) >= 1
    told_of_checks = queued(short, "check")
    assert len(told_of_checks) == len(set(told_of_checks)) > 0
    for report in given:
        accept(short, report, "2026-12-01T10:00")
    assert lives(short, "2026-12-01T10:30", most, inside=inside) > 1
    assert len(queued(short, "accepted")) == len(GROUPS)
    assert queued(short, "check") == told_of_checks
    with reading(short) as db:
        assert not news.following(db, "check", 0, 1) + news.following(db, "accepted", 0, 1)


@pytest.mark.parametrize("inside", [False, True])
def test_so_does_the_gathering_at_four(short: Engine, inside: bool) -> None:
    with transaction(short) as db:
        news.choose(db, person(db, "P001"), "daily")
    confirm(short, *GROUPS[0], "2026-12-01T15:30")
    assert lives(short, "2026-12-01T16:01", 5, inside=inside) > 2
    assert len(queued(short, "check")) == 1
    assert told(short, "2026-12-01T16:02") == [ONE]
    assert told(short, "2026-12-01T16:03") == []


def test_who_was_told_by_another_program_at_four_keeps_what_came_since(short: Engine) -> None:
    """Its cursor was behind: the key stands already, and what is newer is kept for its time."""
    with transaction(short) as db:
        news.choose(db, person(db, "P001"), "daily")
    confirm(short, *GROUPS[0], "2026-12-01T15:00")
    assert told(short, "2026-12-01T16:00") == [ONE]
    confirm(short, *GROUPS[1], "2026-12-01T16:01")
    with transaction(short) as db:
        telling.WALK.note(db, at("2026-11-30T16:00").date(), None)
        telling.WALK.note(db, at("2026-12-01T16:00").date(), 0)
    tell(short, at("2026-12-01T16:02"))
    assert len(queued(short, "check")) == 1
    with reading(short) as db:
        assert news.following(db, "check", 0, 9) == [person(db, "P001")]


def test_a_step_looks_at_few_people_only(short: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not be told yet stands in nobody's way, and is passed once a tick."""
    monkeypatch.setattr(telling, "_AT_ONCE", 1)
    with transaction(short) as db:
        news.choose(db, person(db, "P001"), "never")
    confirm(short, "9900001", "P002", "2026-12-01T09:00")
    confirm(short, "9900002", "P001", "2026-12-01T09:00")
    assert [who for who, _ in told(short, "2026-12-01T09:01")] == ["P045"]
