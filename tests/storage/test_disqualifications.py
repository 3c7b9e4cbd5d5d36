"""Guards: a mark is one line of steps, each kept; what is computed is proposed once, taken back
when it is no longer so, and never over what a person has decided.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from scoring.loading import builtin
from scoring.stored import Stored
from services import disqualifications as service
from services.disqualifications import Case
from storage import disqualifications as marks
from storage import measures, people, units
from storage.engine import Db
from storage.measures import Kept
from storage.units import Unit
from tests.beginnings import organised

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
NOW = datetime(2027, 1, 6, 8, tzinfo=ZONE)
LATER = NOW + timedelta(days=4)


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
def group(db: Db) -> Unit:
    """A group of the demo organisation, all of whose reports are in."""
    found = units.by_code(db, "9900001")
    assert found is not None
    tell(db, found, OVD_RATE=Stored(3, 100, 1, 1))
    return found


def tell(db: Db, unit: Unit, **values: Stored) -> None:
    known = {"TIMELY": Stored(16, 16, 8, 8), **values}
    kept = Kept(known, counts=True, told=1, among=1, under_review=False)
    measures.keep(db, MOVEMENT.code, unit.id, 2026, "provisional", kept)


def look(db: Db, unit: Unit, now: datetime = NOW) -> list[str]:
    """What a morning's look brings: the grounds with their new steps."""
    day = now.astimezone(ZONE).date()
    [(_, steps)] = list(service.review(db, MOVEMENT, [unit], 2026, day, now))
    found = [marks.by_id(db, mark) for _, mark in steps]
    return [f"{one.of.ground} {one.step}" for one in found if one]


def case(unit: Unit, ground: str = "DQ6") -> Case:
    found = service.case(MOVEMENT, unit, 2026, ground)
    assert found is not None
    return found


def who(db: Db) -> int:
    return int(db.execute(select(people.people.c.id).limit(1)).scalar_one())


def last(db: Db, unit: Unit, ground: str = "DQ6") -> int:
    found = marks.last(db, case(unit, ground).of)
    assert found is not None
    return found.id


def test_what_is_computed_is_proposed_once_and_taken_back(db: Db, group: Unit) -> None:
    assert look(db, group) == ["DQ6 proposed"]
    assert look(db, group) == []
    tell(db, group, OVD_RATE=Stored(1, 100, 1, 1))
    assert look(db, group) == ["DQ6 lifted"]
    tell(db, group, OVD_RATE=Stored(3, 100, 1, 1))
    assert look(db, group) == ["DQ6 proposed"]
    assert [one.step for one in marks.history(db, case(group).of)] == [
        "proposed", "lifted", "proposed",
    ]  # fmt: skip


def test_what_a_person_has_decided_stays(db: Db, group: Unit) -> None:
    look(db, group)
    assert service.lift(db, case(group), who(db), NOW, last(db, group)) == "done"
    assert look(db, group, LATER) == []
    anew = service.propose(db, case(group), who(db), NOW)
    assert anew is not None
    assert service.confirm(db, case(group), who(db), LATER, ZONE, anew) == "done"
    tell(db, group, OVD_RATE=Stored(1, 100, 1, 1))
    assert look(db, group, LATER) == []
    assert service.barred(db, MOVEMENT, 2026, [group.id])[group.id] == (case(group).ground,)


def test_it_is_confirmed_after_an_answer_or_after_three_days(db: Db, group: Unit) -> None:
    look(db, group)
    first = last(db, group)
    in_time = NOW + timedelta(days=3)
    assert service.confirm(db, case(group), who(db), in_time, ZONE, first) == "early"
    assert not service.barred(db, MOVEMENT, 2026, None)
    answered = service.answer(db, case(group), who(db), in_time, "Đã thu xong ngày 5.")
    assert service.confirm(db, case(group), who(db), in_time, ZONE, first) == "moved"
    assert answered is not None
    assert service.confirm(db, case(group), who(db), in_time, ZONE, answered) == "done"
    assert service.answer(db, case(group), who(db), in_time, "Xin xem lại.") is None


def test_what_is_no_longer_so_is_not_confirmed(db: Db, group: Unit) -> None:
    look(db, group)
    tell(db, group, OVD_RATE=Stored(2, 100, 1, 1))
    assert service.confirm(db, case(group), who(db), LATER, ZONE, last(db, group)) == "gone"
    assert not service.barred(db, MOVEMENT, 2026, None)


def test_too_few_reports_count_at_once_also_of_whoever_told_nothing(db: Db, group: Unit) -> None:
    neighbour = units.by_code(db, "9900002")
    assert neighbour is not None
    assert look(db, neighbour) == ["DQ5 proposed"]
    assert list(service.barred(db, MOVEMENT, 2026, [neighbour.id])) == [neighbour.id]
    tell(db, neighbour)
    assert look(db, neighbour) == ["DQ5 lifted"]
    assert not service.barred(db, MOVEMENT, 2026, [neighbour.id, group.id])


def test_a_year_that_is_not_over_is_not_looked_at(db: Db, group: Unit) -> None:
    [(_, steps)] = service.review(db, MOVEMENT, [group], 2026, date(2027, 1, 5), NOW)
    assert steps == []


def test_two_marks_on_one_ground_cannot_stand_beside_each_other(db: Db, group: Unit) -> None:
    look(db, group)
    assert service.propose(db, case(group), who(db), NOW, "once more") is None
    row = {**case(group).of._asdict(), "step": "proposed", "at": NOW, "latest": True}
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(insert(marks.marks).values(row))


def test_what_was_written_is_kept_word_for_word(db: Db, group: Unit) -> None:
    one = case(group, "DQ1")
    service.propose(db, one, who(db), NOW, "Giữ sổ <của> hộ", "12/KL & 25-11")
    service.answer(db, one, who(db), NOW, "Đã trả.\nCó biên bản.")
    found = [(mark.said, mark.conclusion) for mark in marks.history(db, one.of)]
    assert found == [("Giữ sổ <của> hộ", "12/KL & 25-11"), ("Đã trả.\nCó biên bản.", None)]
