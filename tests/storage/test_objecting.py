"""Guards: a unit objects within the days after the result was told, not before and not later; an
objection is answered once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert

from services import objections
from storage import objections as kept
from storage import sat
from storage.engine import Db
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, unit
from tests.known_movement import known

MOVEMENT = known()
CLOSED = datetime(2027, 1, 12, 16, 30, tzinfo=ZONE)


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def told(db: Db) -> None:
    """The Council has voted."""
    row = {"movement": MOVEMENT.code, "year": YEAR, "unit_id": unit(db, "BRANCH").id,
           "what": "person", "round": 1, "settings": "{}", "opened_at": CLOSED,
           "closed_at": CLOSED, "convened_by": person(db, "P061"),
           "convened_at": CLOSED}  # fmt: skip
    db.execute(insert(sat.sittings).values(row))


def objected(db: Db, at: datetime) -> int | str:
    group = unit(db, "9900001")
    return objections.object_(db, MOVEMENT, YEAR, group, "Chưa công bằng", person(db, "P002"),
                              at, ZONE)  # fmt: skip


def test_only_after_the_result_and_within_its_days(db: Db) -> None:
    assert objected(db, CLOSED) == "early"
    told(db)
    last = datetime(2027, 1, 15, 23, 59, 59, tzinfo=ZONE)
    assert objections.until(db, MOVEMENT, YEAR, ZONE) == last.date()
    assert isinstance(objected(db, CLOSED), int)
    assert isinstance(objected(db, last), int)
    assert objected(db, last + timedelta(seconds=1)) == "late"
    found = kept.of_unit(db, MOVEMENT.code, YEAR, unit(db, "9900001").id)
    assert [one.said for one in found] == ["Chưa công bằng"] * 2


def test_it_is_answered_once(db: Db) -> None:
    told(db)
    made = objected(db, CLOSED)
    assert isinstance(made, int)
    branch = unit(db, "BRANCH")
    waits = kept.of_year(db, MOVEMENT.code, YEAR, branch, 10, waiting=True)
    assert [one.id for one in waits] == [made]
    answered = objections.answer(db, made, "Theo đúng quy tắc", person(db, "P061"), CLOSED)
    assert answered is not None
    assert (answered.answer, answered.answered_by) == ("Theo đúng quy tắc",
                                                        "Vũ Thư Ký Hội Đồng (mẫu)")  # fmt: skip
    assert objections.answer(db, made, "khác", person(db, "P061"), CLOSED) is None
    assert kept.of_year(db, MOVEMENT.code, YEAR, branch, 10, waiting=True) == []
    assert len(kept.of_year(db, MOVEMENT.code, YEAR, branch, 10)) == 1
