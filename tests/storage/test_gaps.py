"""Guards: how far it is to the next place is what the whole table says; a place that is only
supposed is the one that the unit would have in that table."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select, update

from scoring.ranking import places as counted
from storage import gaps, places
from storage.asked import Asked
from storage.engine import Db, reading, transaction
from storage.places import ORDER
from storage.scores import scores
from storage.units import Unit, by_id
from tests.storage.test_places import LEAGUE, asked, province, scope

__all__ = ["province"]


def ranked(db: Db, where: Asked) -> dict[int, tuple[int, ...]]:
    """The scores of a scope by unit, read at once."""
    statement = select(scores.c.unit_id, *ORDER).where(places.ranked_in(where))
    return {row.unit_id: tuple(row[1:]) for row in db.execute(statement)}


@pytest.mark.parametrize("code", ["B", "O", "C30"])
def test_the_gap_is_that_of_the_whole_table(province: Engine, code: str) -> None:
    with reading(province) as db:
        where = asked(scope(db, code))
        keys = ranked(db, where)
        all = dict(zip(keys, counted(list(keys.values())), strict=True))
        shared = first = 0
        for unit_id, mine in all.items():
            found = gaps.gap(db, by_id(db, unit_id), where, mine)
            near = [p for p in all.values() if p < mine] if mine > 1 else []
            behind = [p for p in all.values() if p > 1]
            other = max(near) if near else min(behind) if mine == 1 and behind else None
            total = {keys[one][0] for one, place in all.items() if place == other}
            assert found is not None
            assert found.sharing == list(all.values()).count(mine) - 1
            assert found.other == other
            assert not total or {found.total} == total
            assert found.mine == keys[unit_id][0]
            shared += found.sharing > 0
            first += mine == 1
        assert first
        assert shared or code != "B"  # a commune of this province may have no two equals


def test_who_has_no_place_has_no_gap(province: Engine) -> None:
    with reading(province) as db:
        where = asked(scope(db, "B"))
        assert gaps.gap(db, scope(db, "G10"), where, 1) is None


@pytest.mark.parametrize("code", ["B", "C30"])
def test_a_supposed_place_is_the_one_it_would_be(province: Engine, code: str) -> None:
    dice = random.Random(3)
    for _ in range(15):
        with transaction(province) as db:
            where = asked(scope(db, code))
            unit = by_id(db, dice.choice(list(ranked(db, where))))
            new = (dice.randrange(4) * 10**9, *(dice.randrange(2) for _ in range(5)))
            told = places.supposed(db, unit, where, new)
            names = [column.name for column in ORDER]
            mine = (scores.c.unit_id == unit.id, scores.c.league == LEAGUE.key)
            db.execute(update(scores).where(*mine).values(**dict(zip(names, new, strict=True))))
            assert places.place(db, unit, where) == told


def test_whoever_has_none_would_be_one_more(province: Engine) -> None:
    with reading(province) as db:
        where = asked(scope(db, "B"))
        nobody: Unit = replace(scope(db, "G10"))
        place, among = places.supposed(db, nobody, where, (9 * 10**9, 0, 0, 0, 0, 0))
        assert (place, among) == (1, len(ranked(db, where)) + 1)
