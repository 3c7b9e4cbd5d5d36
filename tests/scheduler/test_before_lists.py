"""Guards: what was chosen before there were lists goes on, of however many, while others write."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

from push_stage import FIRST, LEAGUE, MOVEMENT, pushed
from sqlalchemy import Engine, func, insert, select, update
from told_stage import person

from scheduler import publication
from storage import before_lists, subscriptions
from storage.engine import Db, reading, transaction
from storage.people import people
from storage.publication_tables import Subscription
from storage.tables import table

T = TypeVar("T")
MANY = 1000
wanted = table(Subscription)


def earlier(engine: Engine, many: int) -> None:
    """So many people had the standings sent daily, before there were lists."""
    with transaction(engine) as db:
        db.execute(wanted.delete())
        some = [{"code": f"Z{n}", "name": "z", "active": True} for n in range(many)]
        ids = db.execute(insert(people).returning(people.c.id), some).scalars()
        rows = [{"person_id": one, "frequency": "daily"} for one in ids]
        db.execute(insert(wanted), rows)


def test_what_was_chosen_before_there_were_lists_goes_on(pushing: Engine) -> None:
    wanted = table(Subscription)
    with transaction(pushing) as db:
        row = {"movement": "", "list": "", "scope_id": None}
        db.execute(update(wanted).values(**row, frequency="weekly", weekday=0))
        assert subscriptions.of(db, person(db, "P054")) == []
    assert pushed(pushing, FIRST) == {}
    with reading(pushing) as db:
        [one] = subscriptions.of(db, person(db, "P054"))
    assert (one.list, one.frequency, one.weekday, one.hour) == (LEAGUE.code, "weekly", 0, None)
    assert set(pushed(pushing, "2026-12-21")) == {"P054"}  # a Monday


def test_many_are_written_out_in_small_steps(pushing: Engine) -> None:
    """Evidence: 20,000 in one step kept everybody waiting for some seconds."""
    earlier(pushing, MANY)
    steps = []

    def run(work: Callable[[Db], T]) -> T:
        with transaction(pushing) as db:
            found = work(db)
            left = select(func.count()).where(wanted.c.movement == "")
            steps.append(db.execute(left).scalar_one())
        return found

    publication.settle(run, run, MOVEMENT)
    with reading(pushing) as db:
        of = (wanted.c.movement, wanted.c.list, wanted.c.frequency)
        found = db.execute(select(*of, func.count()).group_by(*of)).all()
    assert [tuple(row) for row in found] == [(MOVEMENT.code, LEAGUE.code, "daily", MANY)]
    assert max(before - now for before, now in pairwise(steps)) <= 200


def test_where_no_unit_is_known_yet_they_stay(engine: Engine) -> None:
    earlier(engine, 3)
    with transaction(engine) as db:
        before_lists.settle(db, [])
        assert db.execute(select(func.count()).select_from(wanted)).scalar_one() == 3
    assert pushed(engine, FIRST) == {}
    with transaction(engine) as db:
        assert before_lists.unsettled(db)
