"""Guards: whoever checks hears once that reports came in, gathered, in the hours and as often as
chosen, never of what they had a hand in; whoever reports hears once that theirs was accepted."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, delete, select
from told_stage import ONE, TWO, accept, at, confirm, person, tell, told

from scheduler import telling
from storage import news
from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.people import roles


def test_what_comes_at_night_is_told_in_the_morning_and_the_next_within_the_hour(
    joined_season: Engine,
) -> None:
    confirm(joined_season, "9900001", "P002", "2026-11-30T22:00")
    assert told(joined_season, "2026-11-30T22:01") == []
    assert told(joined_season, "2026-12-01T07:59") == []
    assert told(joined_season, "2026-12-01T08:00") == [ONE]
    confirm(joined_season, "9900002", "P003", "2026-12-01T08:10")
    assert [told(joined_season, f"2026-12-01T08:{n}") for n in (11, 30, 59)] == [[], [], []]
    assert told(joined_season, "2026-12-01T09:00") == [TWO]
    assert told(joined_season, "2026-12-01T10:30") == []
    assert told(joined_season, "2026-12-01T16:00") == [TWO]
    assert told(joined_season, "2026-12-01T16:40") == []


def test_at_four_it_is_not_said_again_within_the_hour(joined_season: Engine) -> None:
    confirm(joined_season, "9900001", "P002", "2026-12-01T15:20")
    assert told(joined_season, "2026-12-01T15:21") == [ONE]
    assert told(joined_season, "2026-12-01T16:00") == []


def test_a_correction_is_news_again(joined_season: Engine) -> None:
    confirm(joined_season, "9900001", "P002", "2026-12-01T08:05")
    assert told(joined_season, "2026-12-01T08:06") == [ONE]
    confirm(joined_season, "9900001", "P002", "2026-12-01T09:30")
    assert told(joined_season, "2026-12-01T09:31") == [ONE]


def test_what_was_checked_meanwhile_is_not_announced(joined_season: Engine) -> None:
    report = confirm(joined_season, "9900001", "P002", "2026-12-01T12:00")
    tell(joined_season, at("2026-12-01T13:00"))
    accept(joined_season, report, "2026-12-01T13:00")
    assert told(joined_season, "2026-12-01T13:01") == []


def test_what_cannot_leave_today_leaves_tomorrow(joined_season: Engine) -> None:
    confirm(joined_season, "9900001", "P002", "2026-12-01T16:30")
    tell(joined_season, at("2026-12-01T16:59"))
    assert told(joined_season, "2026-12-01T17:05") == []
    assert told(joined_season, "2026-12-02T08:00") == [ONE]


@pytest.mark.parametrize(("wanted", "hears"), [("daily", [ONE]), ("never", [])])
def test_it_is_told_as_often_as_was_chosen(
    joined_season: Engine, wanted: str, hears: list[tuple[str, str]]
) -> None:
    with transaction(joined_season) as db:
        news.choose(db, person(db, "P001"), wanted)
    confirm(joined_season, "9900001", "P002", "2026-12-01T09:00")
    assert told(joined_season, "2026-12-01T09:01") == []
    assert told(joined_season, "2026-12-01T16:00") == hears


def test_what_an_officer_entered_is_told_the_office(joined_season: Engine) -> None:
    confirm(joined_season, "9900001", "P001", "2026-12-01T09:00")
    assert told(joined_season, "2026-12-01T09:01") == [("P045", ONE[1])]
    assert told(joined_season, "2026-12-01T16:00") == [("P045", ONE[1])]


def test_three_programs_and_a_killed_one_tell_it_once(joined_season: Engine) -> None:
    confirm(joined_season, "9900001", "P002", "2026-12-01T09:00")
    now = at("2026-12-01T09:01")
    try:
        with transaction(joined_season) as db:
            telling._new(db, person(db, "P001"), now)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    given = (joined_season, now)
    threads = [threading.Thread(target=tell, args=given) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(joined_season) as db:
        queued = db.execute(select(outbox.c.kind, outbox.c.person_id)).all()
        assert queued == [("check", person(db, "P001"))]
    assert told(joined_season, "2026-12-01T09:02") == [ONE]


def test_a_clock_that_was_days_ahead_silences_nobody(joined_season: Engine) -> None:
    with transaction(joined_season) as db:
        news.told(db, person(db, "P001"), at("2027-03-01T09:00"))
    confirm(joined_season, "9900001", "P002", "2026-12-01T09:00")
    assert told(joined_season, "2026-12-01T09:01") == [ONE]
    assert told(joined_season, "2026-12-01T09:06") == []


def test_whoever_lost_the_role_meanwhile_hears_nothing(joined_season: Engine) -> None:
    report = confirm(joined_season, "9900001", "P002", "2026-12-01T09:00")
    tell(joined_season, at("2026-12-01T09:01"))
    accept(joined_season, report, "2026-12-01T09:02")
    confirm(joined_season, "9900002", "P003", "2026-12-01T09:03")
    tell(joined_season, at("2026-12-01T09:15"))
    with transaction(joined_season) as db:
        db.execute(delete(roles))
    assert told(joined_season, "2026-12-01T09:16") == []
