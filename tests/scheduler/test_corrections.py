"""Guards: a year's official table that would be another one now has a further version, and whoever
got the first hears once what moved and why; what only time, or a running year, changes is none."""

from __future__ import annotations

from datetime import UTC
from functools import partial

import pytest
from final_stage import CORRECTED, FINAL, NEXT, OFFICIAL, accepted, settled
from push_stage import ALL, pushed
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ZONE, at

from scheduler import correcting
from services import publications
from storage import disqualifications as marks
from storage import steps, subscriptions, units
from storage.disqualifications import Of
from storage.engine import looked_at, reading, replayed, transaction
from storage.outbox import outbox


def test_who_got_it_hears_once_what_moved_and_why(final: Engine) -> None:
    accepted(final, f"{FINAL}T14:00")
    OFFICIAL(final, CORRECTED)
    found = pushed(final, FINAL, "15:00")
    assert set(found) == {"P054", "P001", "P002"}  # nothing moved for the fourth group
    said = found["P001"].text.replace("Tổ TK&amp;VV ấp/khu phố ", "").split("\n")
    assert said == [
        "<b>Standings 2026: Phường Tân Ninh</b>",
        "Official, as of 11 January 2027 15:00; publication No. 2, version 2",
        "S&amp;L groups: 3/3 have data", "",
        "This corrects publication No. 1.",
        "<b>Since 11 January 2027:</b>",
        "Mẫu 3, Phường Tân Ninh: up 2 places, now 1st",
        "Mẫu 1, Phường Tân Ninh: down 1 place, now 2nd",
        "Mẫu 2, Phường Tân Ninh: down 1 place, now 3rd", "",
        "<b>Why:</b>",
        "Mẫu 3: Monthly report of the group, November 2026, accepted by Phường Tân Ninh",
    ]  # fmt: skip
    assert "Phường Tân Ninh: 2nd of 3; last time 1st" in found["P002"].text
    assert "Why" not in found["P002"].text
    assert (settled(final).version, settled(final).corrects) == (2, 1)
    assert pushed(final, FINAL, "16:00") == {}
    assert "version" not in pushed(final, NEXT)["P054"].text


def test_version_one_stays_what_it_was_and_three_corrects_two(final: Engine) -> None:
    with reading(final) as db:
        first = publications.published(db, 1, "official")
    for moment, points in (("13:00", CORRECTED), ("14:00", {**CORRECTED, "9900002": 300})):
        accepted(final, f"{FINAL}T{moment}")
        OFFICIAL(final, points)
        assert set(pushed(final, FINAL, moment.replace("00", "30"))) == {"P054", "P001", "P002"}
    assert (settled(final).number, settled(final).version, settled(final).corrects) == (3, 3, 2)
    with reading(final) as db:
        assert publications.published(db, 1, "official") == first


def test_time_alone_and_what_changes_nothing_is_no_correction(final: Engine) -> None:
    OFFICIAL(final, CORRECTED)
    assert pushed(final, FINAL, "13:00") == {}
    OFFICIAL(final, ALL)
    accepted(final, f"{FINAL}T13:10")
    assert pushed(final, FINAL, "14:00") == {}
    assert settled(final).version == 1


def test_what_is_summed_later_is_found_at_the_second_look(final: Engine) -> None:
    accepted(final, f"{FINAL}T13:00")
    assert pushed(final, FINAL, "13:30") == {}
    OFFICIAL(final, CORRECTED)
    assert "P054" in pushed(final, FINAL, "14:00")


def test_who_may_not_be_proposed_any_more_is_a_correction(final: Engine) -> None:
    with transaction(final) as db:
        unit = units.by_code(db, "9900001")
        assert unit is not None
        of = Of(MOVEMENT.code, 2026, unit.id, next(iter(MOVEMENT.grounds)))
        marks.add(db, of, "confirmed", None, at(f"{FINAL}T13:00").astimezone(UTC))
    found = pushed(final, FINAL, "14:00")
    assert set(found) == {"P054", "P001"}
    assert "Mẫu 1: a decision on being proposed" in found["P001"].text


def test_of_a_running_year_nothing_is_corrected(pushing: Engine) -> None:
    OFFICIAL(pushing, ALL)
    pushed(pushing, "2026-12-06")  # the day after a deadline
    accepted(pushing, "2026-12-06T09:00")
    OFFICIAL(pushing, CORRECTED)
    assert pushed(pushing, "2026-12-06", "10:00") == {}


def test_whoever_stopped_or_never_got_it_is_told_only_of_what_they_got(final: Engine) -> None:
    with transaction(final) as db:
        where = outbox.c.chat == "P001"
        db.execute(outbox.update().where(where).values(status="failed"))
        for one in subscriptions.of(db, 54):
            subscriptions.stop(db, 54, one.id)
    accepted(final, f"{FINAL}T14:00")
    OFFICIAL(final, CORRECTED)
    assert set(pushed(final, FINAL, "15:00")) == {"P054", "P002"}


class Killed(Exception):
    """As a power cut would have it."""


def test_whoever_is_killed_at_any_step_tells_each_reader_once(
    final: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BRIEF", 0)
    accepted(final, f"{FINAL}T14:00")
    OFFICIAL(final, CORRECTED)
    moment = at(f"{FINAL}T15:00").astimezone(UTC)

    def lives(most: int) -> bool:
        left = most

        def step(work):  # type: ignore[no-untyped-def]
            nonlocal left
            left -= 1
            found = replayed(final, work)
            if left < 0:
                raise Killed
            return found

        try:
            correcting.correct(partial(looked_at, final), step, MOVEMENT, ZONE, moment)
        except Killed:
            return False
        return True

    assert any(lives(most) for most in range(30))
    with reading(final) as db:
        where = outbox.c.kind == correcting.KIND
        chats = list(db.execute(select(outbox.c.chat).where(where)).scalars())
    assert sorted(chats) == ["P001", "P002", "P006", "P054"]
    assert (settled(final).number, settled(final).version) == (2, 2)
