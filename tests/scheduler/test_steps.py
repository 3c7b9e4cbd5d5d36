"""Guards: a tick works in small steps. Killed after any of them it goes on from there: nobody is
reminded twice, nobody is missed, and every score is what it would have been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from scheduler.tick import tick
from scoring.loading import builtin
from services.scores import mark
from storage import scores, steps, units
from storage.engine import Db, reading, replayed, transaction
from storage.outbox import outbox
from storage.people import people as people_table
from storage.steps import T

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"
MORNING = datetime(2026, 12, 2, 8, tzinfo=ZONE)
AFTER_DUE = datetime(2026, 12, 6, 0, 1, tzinfo=ZONE)


class Killed(Exception):
    """As a power cut would have it."""


class Dying:
    """Does so many steps; the next one is killed inside its transaction, or after its commit."""

    def __init__(self, engine: Engine, steps: int, *, inside: bool) -> None:
        self.engine, self.left, self.inside, self.done = engine, steps, inside, 0

    def __call__(self, work: Callable[[Db], T]) -> T:
        self.left -= 1
        if self.left < 0 and self.inside:
            with transaction(self.engine) as db:
                work(db)
                raise Killed
        found = replayed(self.engine, work)
        if self.left < 0:
            raise Killed
        self.done += 1
        return found


@pytest.fixture
def season(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Everybody of the demo organisation has joined, every group has a score; a step is one."""
    monkeypatch.setattr(steps, "BRIEF", 0)
    with transaction(engine) as db:
        branch = units.root(db, "branch")
        assert branch is not None
        ids = [group.id for group in units.below(db, branch, "group")]
        mark(db, MOVEMENT, ids, 2026)
    return engine


def until_done(engine: Engine, now: datetime, step: int, *, inside: bool) -> int:
    """Killed at this step of every life, again and again, and at last left alone; the lives."""
    for lives in range(1, 500):
        dying = Dying(engine, step, inside=inside)
        try:
            tick(engine, MOVEMENT, ZONE, now, dying)
        except Killed:
            continue
        return lives
    raise AssertionError("it never ends")


def reminded(engine: Engine) -> list[str]:
    with reading(engine) as db:
        where = outbox.c.kind == "reminder"
        return sorted(db.execute(select(outbox.c.key).where(where)).scalars())


def as_of(engine: Engine) -> set[date]:
    with reading(engine) as db:
        return set(db.execute(select(scores.scores.c.as_of)).scalars())


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("step", [5, 40])
def test_whoever_is_killed_goes_on(season: Engine, step: int, inside: bool) -> None:
    lives = until_done(season, MORNING, step, inside=inside)
    assert lives > 2
    keys = reminded(season)
    assert len(keys) == len(set(keys)) == 33
    assert as_of(season) == {MORNING.date()}
    until_done(season, AFTER_DUE, step, inside=inside)
    assert as_of(season) == {AFTER_DUE.date()}
    assert reminded(season) == keys
    tick(season, MOVEMENT, ZONE, MORNING.replace(hour=10))
    assert reminded(season) == keys


def test_a_step_is_one_group_or_one_person_where_time_is_short(season: Engine) -> None:
    counted = Dying(season, 10_000, inside=False)
    tick(season, MOVEMENT, ZONE, MORNING, counted)
    with reading(season) as db:
        somebody = len(db.execute(select(people_table.c.id)).all())
    assert counted.done >= 33 + somebody - 5  # the Council owes nothing


def test_two_that_tick_at_once_remind_once_and_whoever_goes_back_in_time_misses_nobody(
    season: Engine,
) -> None:
    def dies_on_the_way(work: Callable[[Db], T]) -> T:
        found = replayed(season, work)
        if len(reminded(season)) > 5:
            raise Killed
        return found

    with pytest.raises(Killed):
        tick(season, MOVEMENT, ZONE, MORNING, dies_on_the_way)
    begun = reminded(season)
    assert 0 < len(begun) < 33
    later = MORNING.replace(day=4)
    with pytest.raises(Killed):  # another program, whose clock is two days ahead
        tick(season, MOVEMENT, ZONE, later, Dying(season, 20, inside=False))
    tick(season, MOVEMENT, ZONE, MORNING)
    tick(season, MOVEMENT, ZONE, later)
    keys = reminded(season)
    assert len(keys) == len(set(keys)) == 66


def test_what_an_import_marked_is_worked_out_by_the_tick(season: Engine) -> None:
    tick(season, MOVEMENT, ZONE, MORNING)
    with transaction(season) as db:
        group = units.by_code(db, "9900001")
        assert group is not None
        mark(db, MOVEMENT, [group.id], 2026)
        mark(db, MOVEMENT, [group.id], 2023)
    tick(season, MOVEMENT, ZONE, MORNING.replace(hour=9))
    assert as_of(season) == {MORNING.date()}


def test_an_ordinary_look_reads_no_score(season: Engine) -> None:
    with reading(season) as db:
        sqlite = season.dialect.name == "sqlite"
        if not sqlite:
            db.exec_driver_sql("SET enable_seqscan = off")
        look = "SELECT unit_id FROM scores WHERE year = 2026 AND basis = 'provisional' "
        look += "AND as_of < '2026-01-01' ORDER BY as_of, unit_id LIMIT 25"
        plan = db.exec_driver_sql(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + look)
        lines = [str(row[-1]) for row in plan]
    assert any("scores_as_of" in line for line in lines), lines
    assert not any("TEMP B-TREE" in line or "Sort" in line for line in lines), lines
