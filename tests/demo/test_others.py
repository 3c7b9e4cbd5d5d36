"""Guards: the season can be played to its end; the others take part by the real conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from seasons import HELD, copied, report, ticking
from simulated import ZONE, Simulator
from sqlalchemy import Engine, text

from bot.demo.clock import DemoClock
from scoring.loading import builtin
from storage import standings as standings_of
from storage import units
from storage.asked import Asked
from storage.engine import reading

LEAGUE = builtin().first_league


@pytest.fixture
def clock(engine: Engine) -> DemoClock:
    return ticking(engine)


@pytest.fixture
def reported(november: bytes, tmp_path: Path) -> Iterator[Engine]:
    with copied(november, tmp_path / "november.db") as engine:
        yield engine


def count(engine: Engine, what: str) -> int:
    with reading(engine) as db:
        return int(db.execute(text(f"SELECT count(*) FROM {what}")).scalar_one())


def test_everybody_else_reports_and_is_checked(reported: Engine) -> None:
    of_november = "reports WHERE period = '2026-11'"
    assert count(reported, f"{of_november} AND status = 'accepted'") == 30
    assert count(reported, f"{of_november} AND status = 'confirmed'") == 2  # the visitor checks
    assert count(reported, "updates WHERE chat IN ('P002', 'P001', 'P054')") == 0
    assert count(reported, "updates WHERE error IS NOT NULL") == 0
    assert report(reported, ticking(reported)) == 0


def test_the_figures_differ_between_groups_and_not_between_demos(reported: Engine) -> None:
    told = text("SELECT unit_id, code, value FROM cells JOIN reports ON reports.id = report_id "
                "WHERE period = '2026-11' AND code IN ('LOAN_OUT', 'INT_COL')")  # fmt: skip
    with reading(reported) as db:
        rows = db.execute(told).all()
    assert len({value for _, code, value in rows if code == "LOAN_OUT"}) > 20
    assert sum(value for _, _, value in rows) == 67_123_022_000


def test_whoever_began_a_report_and_left_the_phone_finishes_it(
    engine: Engine, clock: DemoClock
) -> None:
    assert report(engine, clock, HELD - {"P002"}) == 33
    assert report(engine, clock, frozenset()) == 0
    assert count(engine, "reports WHERE period = '2026-11' AND status = 'accepted'") == 33


def test_the_season_ends_with_a_full_standing(december: bytes, tmp_path: Path) -> None:
    with copied(december, tmp_path / "december.db") as engine:
        ticking(engine).move_to(datetime(2027, 1, 10, 9, 0, tzinfo=ZONE))
        full_standing(engine)


def full_standing(engine: Engine) -> None:
    with reading(engine) as db:
        branch = units.root(db, "branch")
        assert branch is not None
        lines = standings_of.table(db, Asked(LEAGUE, branch, 2026, "official"))
    ranked = [line for line in lines if line.place is not None]
    assert len(ranked) == 30  # all but the visitor's commune
    assert all(line.reported * 5 >= line.required * 4 for line in ranked)
    assert len({line.total for line in ranked}) > 20


async def test_the_page_hears_how_far_they_are(simulator: Simulator) -> None:
    page = aiter(simulator.channel._listeners.listen())
    await anext(page)
    answer = await simulator.http.post("/api/others", json={"held": sorted(HELD)})
    assert answer.json() == {"reports": 32}
    assert '"type": "others", "done": 1, "of": 51' in await anext(page)
    moment = await simulator.http.post("/api/clock", json={"by": 60})
    assert moment.json()["coming"][0] == {"kind": "reminder", "at": "2026-12-02T08:00"}


async def test_it_begins_again_while_it_runs(simulator: Simulator) -> None:
    before = (await simulator.http.get("/api/state")).json()["born"]
    await simulator.http.post("/api/others", json={})
    await simulator.http.post("/api/clock", json={"by": 86400})
    page = aiter(simulator.channel._listeners.listen())
    await anext(page)
    assert (await simulator.http.post("/api/again", json={})).status_code == 200
    assert '"type": "again"' in await anext(page)
    state = (await simulator.http.get("/api/state")).json()
    assert state["born"] != before
    assert count(simulator.engine, "updates") == 0
    assert count(simulator.engine, "reports") == 65
    assert len(simulator.moves) == 2  # what is due then happens once more


async def test_one_thing_at_a_time(simulator: Simulator) -> None:
    first, second = await asyncio.gather(
        *(simulator.http.post("/api/others", json={}) for _ in range(2))
    )
    assert sorted((first.status_code, second.status_code)) == [200, 409]
