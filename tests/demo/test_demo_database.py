"""Guards: the demo touches no database but its own, and begins where there is something to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text

from bot.demo import database, seed
from bot.demo.clock import ClockError, DemoClock
from bot.demo.database import DemoError
from scoring.loading import builtin
from storage import schema, units
from storage import standings as standings_of
from storage.asked import Asked
from storage.engine import connect, reading, transaction

LEAGUE = builtin().first_league
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "demo.db"


def count(engine: Engine, what: str) -> int:
    with reading(engine) as db:
        return int(db.execute(text(f"SELECT count(*) FROM {what}")).scalar_one())


def refused(path: Path, *, fresh: bool) -> None:
    before = path.read_bytes()
    with pytest.raises(DemoError, match="is not a demo database"):
        database.opened(path, fresh=fresh)
    assert path.read_bytes() == before


@pytest.mark.parametrize("fresh", [False, True])
def test_a_real_season_is_left_alone(path: Path, fresh: bool) -> None:
    engine = connect(database.url(path))
    schema.migrate(engine)
    with transaction(engine) as db:
        statement = "INSERT INTO units (code, kind, name, active, reports_from) VALUES "
        db.execute(text(statement + "('80', 'province', 'Tây Ninh', true, '2026-09')"))
    engine.dispose()
    refused(path, fresh=fresh)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_database_of_another_program_is_left_alone(path: Path, fresh: bool) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE settings (key, value)")
    refused(path, fresh=fresh)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_file_that_is_no_database_is_left_alone(path: Path, fresh: bool) -> None:
    path.write_text("a letter\n" * 500)
    refused(path, fresh=fresh)


def test_a_first_start_that_was_killed_can_be_repeated(path: Path) -> None:
    database.opened(path).dispose()  # tables, no rows, no mark
    engine = database.opened(path)
    assert seed.prepare(engine, builtin(), ZONE)
    engine.dispose()


def test_a_second_start_goes_on_and_a_fresh_one_begins_anew(path: Path, engine: Engine) -> None:
    with transaction(engine) as db:
        db.execute(text("UPDATE people SET language = 'ar' WHERE code = 'P002'"))
    arabic = "people WHERE language = 'ar'"
    again = database.opened(path)
    assert not seed.prepare(again, builtin(), ZONE)
    assert count(again, arabic) == 1
    again.dispose()
    engine.dispose()
    fresh = database.opened(path, fresh=True)
    assert seed.prepare(fresh, builtin(), ZONE)
    assert (count(fresh, arabic), count(fresh, "people")) == (0, 61)
    fresh.dispose()


def test_it_begins_with_two_months_reported_and_the_third_open(engine: Engine) -> None:
    assert count(engine, "reports WHERE period = '2026-09' AND status = 'accepted'") == 33
    assert count(engine, "reports WHERE period = '2026-10' AND status = 'accepted'") == 32
    assert count(engine, "reports") == 65
    assert count(engine, "units WHERE kind = 'group' AND reports_from <> '2026-09'") == 0
    now = DemoClock(engine).now()
    start = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
    assert timedelta() <= now - start < timedelta(minutes=1)
    with reading(engine) as db:
        branch = units.root(db, "branch")
        assert branch is not None
        lines = standings_of.table(db, Asked(LEAGUE, branch, 2026, "official"))
    assert len(lines) == 33
    assert sum(line.place is not None for line in lines) == 32  # one group missed October


def test_reports_came_in_when_the_samples_say(engine: Engine) -> None:
    with reading(engine) as db:
        late = db.execute(
            text("SELECT first_confirmed_at FROM reports WHERE period = '2026-09' ORDER BY 1 DESC")
        ).scalar()
    assert str(late).startswith("2026-10-07 02:06")


def test_the_clock_moves_forward_only_and_tells(engine: Engine) -> None:
    told: list[datetime] = []
    clock = DemoClock(
        engine, lambda: told.append(clock.now()), lambda: datetime(2030, 1, 1, tzinfo=UTC)
    )
    before = clock.now()
    assert clock.move(timedelta(hours=1)) == before + timedelta(hours=1)
    assert clock.move_to(before + timedelta(days=2)) == before + timedelta(days=2)
    assert told == [before + timedelta(hours=1), before + timedelta(days=2)]
    for wrong in (before, datetime(2101, 1, 1, tzinfo=UTC)):
        with pytest.raises(ClockError):
            clock.move_to(wrong)
    assert clock.now() == before + timedelta(days=2)
    assert len(told) == 2


def test_the_clock_goes_on_after_a_restart(engine: Engine) -> None:
    real = datetime(2030, 1, 1, tzinfo=UTC)
    moved = DemoClock(engine, real=lambda: real).move(timedelta(days=3))
    later = DemoClock(engine, real=lambda: real + timedelta(hours=5))
    assert later.now() == moved + timedelta(hours=5)
