"""Guards: a page of the standings is what the whole table says there, a place is a count of those
who are better, and neither costs more than it shows, however large the province is."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, update

from scoring.levels import League
from scoring.loading import builtin
from scoring.standings import Line
from storage import places, standings, units
from storage.asked import Asked
from storage.engine import Db, reading, transaction
from storage.scores import scores
from storage.units import Unit
from tests.entering import enter

DICE = random.Random(7)
GROUPS = 60
LEAGUE = builtin().first_league


def asked(scope: Unit, league: League = LEAGUE) -> Asked:
    return Asked(league, scope, 2026, "provisional")


def _score(unit: int, above: dict[str, int]) -> dict[str, Any]:
    """Few different points and ties, so that places are shared."""
    standing = DICE.choice(["ranked"] * 4 + ["not_enough", "no_data"])
    ties = {f"tie{n}": DICE.randrange(2) for n in range(1, 6)}
    return {"league": LEAGUE.key, "unit_id": unit, "year": 2026, "basis": "provisional",
            "standing": standing, **ties,
            "total": DICE.randrange(3) * 10**9, "reported": 1, "required": 2, **above,
            "as_of": date(2026, 12, 1), "under_review": False}  # fmt: skip


@pytest.fixture
def province(engine: Engine) -> Engine:
    """Two communes; of every tenth group nothing is known, one has left."""
    with transaction(engine) as db:
        branch = enter(db, "B", "branch")
        office = enter(db, "O", "office", branch)
        for n in range(GROUPS):
            if n % 30 == 0:
                commune = enter(db, f"C{n}", "commune", office)
            above = {"scope1": commune, "scope2": office, "scope3": branch}
            group = enter(db, f"G{n:02}", "group", commune)
            if n % 10:
                db.execute(insert(scores).values(_score(group, above)))
        gone = enter(db, "GONE", "group", commune, active=False)
        row = _score(gone, above) | {"standing": "no_data"}
        db.execute(insert(scores).values(row))
    return engine


def scope(db: Db, code: str) -> Unit:
    found = units.by_code(db, code)
    assert found is not None
    return found


@pytest.mark.parametrize("code", ["B", "O", "C30"])
def test_pages_are_the_whole_and_places_count_who_is_better(province: Engine, code: str) -> None:
    with reading(province) as db:
        here = scope(db, code)
        rows = standings.table(db, asked(here))
        keys = {row.code: _key(db, row.unit_id) for row in rows}
        placed = [row for row in rows if row.place is not None]
        for row in placed:
            before = sum(keys[other.code] > keys[row.code] for other in placed)
            assert row.place == before + 1
            mine = scope(db, row.code)
            assert places.place(db, mine, asked(here)) == (before + 1, len(placed))
        assert placed == sorted(placed, key=lambda row: (row.place, row.name, row.code))
        left = rows[len(placed) :]
        assert {row.standing for row in left} == {"not_enough", "no_data"}
        assert left == sorted(left, key=lambda row: (row.name, row.code))
        assert len(rows) == (30 if code == "C30" else GROUPS)
        for limit in (1, 7, 16, GROUPS):
            pages = [standings.table(db, asked(here), limit=limit, offset=offset)
                     for offset in range(0, GROUPS + limit, limit)]  # fmt: skip
            assert [row for page in pages for row in page] == rows
        told = sum(row.standing != "no_data" for row in rows)
        assert standings.coverage(db, asked(here)) == standings.Coverage(told, len(rows))


def _key(db: Db, unit_id: int) -> tuple[int, ...]:
    where = (scores.c.unit_id == unit_id, scores.c.basis == "provisional")
    return tuple(db.execute(scores.select().with_only_columns(*places.ORDER).where(*where)).first()
                 or ())  # fmt: skip


@pytest.mark.parametrize("code", ["B", "C30"])
def test_classes_of_size_are_ranked_each_for_itself(province: Engine, code: str) -> None:
    """Together they are all; in each a place is a count of those of its class who are better."""
    league = replace(LEAGUE, size="HOUSEHOLDS", classes=((5, 19), (20, 39)))
    with transaction(province) as db:
        for row in db.execute(scores.select()).all():
            size = scores.update().where(scores.c.unit_id == row.unit_id)
            db.execute(size.values(size=DICE.randrange(3)))
    with reading(province) as db:
        here = scope(db, code)
        found: list[Line] = []
        for size in league.sizes:
            rows = standings.table(db, asked(here, league)._replace(size=size))
            keys = {row.unit_id: _key(db, row.unit_id) for row in rows}
            placed = [row for row in rows if row.place is not None]
            for row in placed:
                before = sum(keys[other.unit_id] > keys[row.unit_id] for other in placed)
                mine = scope(db, row.code)
                assert row.place == before + 1
                assert places.place(db, mine, asked(here, league)) == (before + 1, len(placed))
            assert {row.size for row in rows} <= {size}
            found += rows
        there = {row.unit_id for row in found}
        assert len(found) == len(there) == (30 if code == "C30" else GROUPS)
        told = sum(row.standing != "no_data" for row in found)
        assert standings.coverage(db, asked(here, league)) == standings.Coverage(told, len(found))


def test_who_left_after_the_year_keeps_the_place_of_it(province: Engine) -> None:
    with transaction(province) as db:
        first = standings.table(db, asked(scope(db, "B")), limit=1)[0]
        gone = units.units.c.code == first.code
        db.execute(update(units.units).where(gone).values(active=False))
        assert standings.table(db, asked(scope(db, "B")), limit=1) == [first]


def test_a_page_and_a_place_are_read_off_an_index(province: Engine) -> None:
    ran: list[tuple[str, Any]] = []

    def note(_db: Db, _cursor: object, sql: str, given: Any, *_: object) -> None:
        ran.append((sql, given))

    with reading(province) as db:
        here = scope(db, "B")
        row = standings.table(db, asked(here), limit=1)[0]
        event.listen(province, "before_cursor_execute", note)
        standings.table(db, asked(here), limit=5, offset=3)
        places.place(db, units.by_id(db, row.unit_id), asked(here))
        standings.coverage(db, asked(here))
        event.remove(province, "before_cursor_execute", note)
        sqlite = province.dialect.name == "sqlite"
        if not sqlite:  # sixty rows are better read whole
            db.exec_driver_sql("SET enable_seqscan = off")
        for sql, given in ran:
            plan = db.exec_driver_sql(
                ("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + sql, given
            )
            lines = [str(line[-1]) for line in plan]
            whole = "SCAN scores" if sqlite else "Seq Scan on scores"
            assert not any(whole in line or "MATERIALIZE" in line for line in lines), (sql, lines)
    assert len(ran) > 5
