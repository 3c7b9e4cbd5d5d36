"""A tick: every reminder once, none at night, none to somebody who has confirmed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from push_stage import wants
from sqlalchemy import Engine, select, update

from scheduler.compose import compose
from scheduler.tick import tick
from scoring.loading import builtin
from services.scores import refresh
from storage import outbox as rows
from storage import people, reports, scores, units
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import outbox
from storage.publications import publications

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture
def season(engine: Engine) -> Engine:
    """The demo organisation; everybody has joined."""
    return engine


def ticked(engine: Engine, *moments: str) -> list[str]:
    for moment in moments:
        tick(engine, MOVEMENT, ZONE, at(moment))
    with reading(engine) as db:
        where = outbox.c.kind == "reminder"
        return list(db.execute(select(outbox.c.key).where(where).order_by(outbox.c.id)).scalars())


def words(engine: Engine, now: str) -> list[tuple[str, Reply | datetime | None]]:
    """What the sender would say of each queued row at this moment."""
    with transaction(engine) as db:
        moment = at(now).astimezone(UTC)
        found = rows.claim(db, "telegram", "1", moment, holder="t", busy=[], most=500)
        return [(row.address.chat, compose(db, row, moment, MOVEMENT, ZONE)) for row in found]


def test_three_processes_and_a_jumping_clock_remind_everybody_once(season: Engine) -> None:
    threads = [
        threading.Thread(target=tick, args=(season, MOVEMENT, ZONE, at("2026-12-02T08:00")))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = ticked(season, "2026-12-02T09:00", "2026-12-02T08:00", "2026-12-02T10:00")
    assert len(keys) == len(set(keys)) == 33
    later = ticked(season, "2026-12-03T12:00", "2026-12-04T10:00", "2026-12-03T09:00")
    assert len(later) == len(set(later)) == 66


@pytest.mark.parametrize("moment", ["2026-12-02T07:30", "2026-12-02T12:00", "2026-12-02T20:00"])
def test_nothing_is_queued_outside_the_hours(season: Engine, moment: str) -> None:
    assert ticked(season, moment) == []


def test_a_late_tick_still_does_it_the_same_day_but_not_the_next(season: Engine) -> None:
    assert len(ticked(season, "2026-12-02T16:30")) == 33
    assert len(ticked(season, "2026-12-03T08:00")) == 33


def test_whoever_confirmed_before_it_leaves_is_not_reminded(season: Engine) -> None:
    ticked(season, "2026-12-02T08:00")
    with transaction(season) as db:
        group = units.by_code(db, "9900001")
        assert group is not None
        head = people.holding(db, "head", group.id)[0]
        draft = reports.start(db, group.id, "head-month", "2026-11", at("2026-12-02T08:01"))
        reports.confirm(db, draft, head, at("2026-12-02T08:05"))
    said = dict(words(season, "2026-12-02T08:06"))
    assert said["P002"] is None
    assert sum(isinstance(reply, Reply) for reply in said.values()) == 32


def test_what_is_claimed_at_noon_waits_and_at_night_is_dropped(season: Engine) -> None:
    ticked(season, "2026-12-02T11:00")
    noon = words(season, "2026-12-02T11:45")
    assert {reply for _, reply in noon} == {at("2026-12-02T13:00").astimezone(UTC)}
    with transaction(season) as db:
        db.execute(update(outbox).values(status="queued"))
    assert {reply for _, reply in words(season, "2026-12-02T18:00")} == {None}
    with transaction(season) as db:
        db.execute(update(outbox).values(status="queued"))
    assert {reply for _, reply in words(season, "2026-12-03T09:00")} == {None}


def test_members_get_the_standings_as_they_chose_and_what_was_true_is_kept(
    season: Engine,
) -> None:
    chosen = {"P054": "daily", "P055": "weekly", "P056": "deadline"}
    for code, frequency in chosen.items():
        wants(season, code, frequency)

    def pushed(moment: str) -> set[str]:
        tick(season, MOVEMENT, ZONE, at(moment))
        with transaction(season) as db:
            where = (outbox.c.kind == "standings", outbox.c.status == "queued")
            found = set(db.execute(select(outbox.c.chat).where(*where)).scalars())
            db.execute(update(outbox).values(status="sent"))
        return found

    assert pushed("2026-12-05T08:00") == {"P054"}
    assert pushed("2026-12-06T08:00") == {"P054", "P056"}  # the day after the 5th
    assert pushed("2026-12-07T08:00") == {"P054", "P055"}  # a Monday
    with reading(season) as db:
        kept = db.execute(select(publications.c.key).order_by(publications.c.key)).scalars().all()
    assert kept == [f"2026-12-{day}T08 tay-ninh/groups" for day in ("05", "06", "07")]


def test_a_year_that_is_over_is_worked_out_whole_once_and_then_left_alone(season: Engine) -> None:
    with transaction(season) as db:
        group = units.by_code(db, "9900001")
        assert group is not None
        refresh(db, MOVEMENT, group, 2026, at("2026-12-20T10:00"), ZONE)

    def worked_out(moment: str) -> str:
        tick(season, MOVEMENT, ZONE, at(moment))
        with reading(season) as db:
            where = scores.scores.c.unit_id == group.id
            return str(db.execute(select(scores.scores.c.as_of).where(where)).scalars().first())

    assert worked_out("2027-01-07T00:01") == "2027-01-07"
    assert worked_out("2027-02-20T00:01") == "2027-02-20"  # the last lock had not passed
    assert worked_out("2027-03-20T00:01") == "2027-02-20"
    assert worked_out("2028-01-20T00:01") == "2027-02-20"


def test_time_alone_changes_a_score_and_the_tick_notices(season: Engine) -> None:
    with transaction(season) as db:
        group = units.by_code(db, "9900001")
        assert group is not None
        refresh(db, MOVEMENT, group, 2026, at("2026-12-05T10:00"), ZONE)
        assert scores.reported(db, group, 2026, "provisional") == (0, 2)
    tick(season, MOVEMENT, ZONE, at("2026-12-06T00:01"))
    with reading(season) as db:
        assert scores.reported(db, group, 2026, "provisional") == (0, 3)
    later = at("2026-12-06T00:01") + timedelta(days=2)
    tick(season, MOVEMENT, ZONE, later)
    with reading(season) as db:
        assert scores.reported(db, group, 2026, "provisional") == (0, 3)


def test_of_units_that_are_summed_nothing_is_worked_out_beside_the_sums(season: Engine) -> None:
    """A commune's own reports alone would make a wrong score of it."""
    with transaction(season) as db:
        commune = units.by_code(db, "25459")
        assert commune is not None
        kept = select(scores.scores).where(scores.scores.c.unit_id == commune.id)
        before = db.execute(kept).all()
        refresh(db, MOVEMENT, commune, 2026, at("2026-12-20T10:00"), ZONE)
        assert db.execute(kept).all() == before != []
