"""Guards: once the year is over, whoever the figures speak against hears it once, with the way to
answer; whoever decides is offered a list; what is no longer so is taken back and told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

import pytest
from sqlalchemy import Engine
from told_stage import MOVEMENT, ZONE, at

from handlers.disqualification.told import KIND
from scheduler.compose import compose
from scheduler.tick import tick
from scoring.stored import Stored
from storage import disqualifications as marks
from storage import measures, units
from storage import outbox as rows
from storage.engine import transaction
from storage.measures import Kept
from storage.messages import Reply
from tests.beginnings import joined

GROUPS = ("9900001", "9900002", "9900003")


def tell(engine: Engine, code: str, **values: Stored) -> int:
    """What is stored of a group, whose reports are all in."""
    with transaction(engine) as db:
        unit = units.by_code(db, code)
        assert unit is not None
        known = {"TIMELY": Stored(16, 16, 8, 8), **values}
        kept = Kept(known, counts=True, told=1, among=1, under_review=False)
        measures.keep(db, MOVEMENT.code, unit.id, 2026, "provisional", kept)
        return unit.id


def told(engine: Engine, moment: str) -> dict[str, list[Reply]]:
    """What a tick makes known of eligibility, by chat; each is sent."""
    now = at(moment).astimezone(UTC)
    tick(engine, MOVEMENT, ZONE, now)
    found: dict[str, list[Reply]] = {}
    with transaction(engine) as db:
        while waiting := rows.claim(db, "telegram", "1", now, holder="t", busy=[], most=500):
            for row in waiting:
                reply = compose(db, row, now, MOVEMENT, ZONE)
                if row.kind == KIND and isinstance(reply, Reply):
                    found.setdefault(row.address.chat, []).append(reply)
                rows.sent(db, row.id, "1", now)
    return found


def day_before(engine: Engine) -> None:
    """Everybody has joined; one group has too much overdue, one all in order, one is silent.

    The year has ended, and the day before its results count has begun.
    """
    joined(engine)
    tick(engine, MOVEMENT, ZONE, at("2026-12-31T10:00").astimezone(UTC))
    tell(engine, GROUPS[0], OVD_RATE=Stored(3, 100, 1, 1))
    tell(engine, GROUPS[1], OVD_RATE=Stored(1, 100, 1, 1))
    tick(engine, MOVEMENT, ZONE, at("2027-01-05T09:00").astimezone(UTC))


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return day_before


@pytest.fixture
def season(joined_season: Engine) -> Engine:
    """Nobody has been sent anything yet."""
    return joined_season


def buttons(reply: Reply) -> list[str]:
    return [choice.says for row in reply.choices for choice in row]


def test_nobody_hears_before_the_day(season: Engine) -> None:
    assert told(season, "2027-01-05T10:00") == {}


def test_each_hears_once_and_may_answer(season: Engine) -> None:
    found = told(season, "2027-01-06T10:00")
    assert buttons(found["P002"][0]) == ["/eligibility 9900001 DQ6 2026 answer"]
    assert "3 %" in found["P002"][0].text
    assert "P003" not in found
    assert "cho đến khi được gỡ bỏ" in found["P004"][0].text  # too few reports count at once
    assert told(season, "2027-01-06T11:00") == {}
    assert told(season, "2027-01-07T10:00") == {}


def test_whoever_decides_is_offered_the_list_once(season: Engine) -> None:
    found = told(season, "2027-01-06T10:00")
    assert [buttons(one) for one in found["P045"]].count(["/eligibility"]) == 1
    assert "P054" not in found  # the Council is asked of nothing that nobody has answered
    assert told(season, "2027-01-07T10:00") == {}


def test_at_night_nobody_is_woken(season: Engine) -> None:
    assert told(season, "2027-01-06T05:00") == {}
    with transaction(season) as db:
        assert marks.of_units(db, MOVEMENT.code, 2026, None)


def test_a_report_that_still_comes_takes_it_back(season: Engine) -> None:
    told(season, "2027-01-06T10:00")
    third = tell(season, GROUPS[2])
    found = told(season, "2027-01-07T10:00")
    assert "không còn như vậy" in found["P004"][0].text
    with transaction(season) as db:
        steps = [one.step for one in marks.of_units(db, MOVEMENT.code, 2026, [third])]
    assert steps == ["lifted"]
