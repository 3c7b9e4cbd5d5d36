"""Guards: a list's official table of the year is sent once after the dossier's deadline, also where
the morning behind it was missed, nobody followed the list then, or a program was killed."""

from __future__ import annotations

from datetime import UTC
from functools import partial

import pytest
from final_stage import CORRECTED, FINAL, NEXT, OFFICIAL, TAN_NINH, accepted, settled
from push_stage import ALL, pushed, wants
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ZONE, at, person

from scheduler import publication, queueing
from storage import publications as rows
from storage import steps, subscriptions
from storage.corrections import readers
from storage.engine import looked_at, reading, replayed, transaction

OF = "tay-ninh/groups 2026"


def test_a_morning_that_was_missed_is_made_up_for_and_only_once(pushing: Engine) -> None:
    OFFICIAL(pushing, ALL)
    wants(pushing, "P001", "deadline", scope=TAN_NINH)
    found = pushed(pushing, NEXT)
    assert set(found) == {"P054", "P001"}
    assert "Official, as of 12 January 2027 08:00" in found["P001"].text
    after = pushed(pushing, "2027-01-13")
    assert set(after) == {"P054"}
    assert "Provisional" in after["P054"].text
    accepted(pushing, "2027-01-13T13:00")
    OFFICIAL(pushing, CORRECTED)
    assert {"P054", "P001"} <= set(pushed(pushing, "2027-01-13", "14:00"))


def test_a_list_that_nobody_followed_is_settled_once_somebody_does(pushing: Engine) -> None:
    OFFICIAL(pushing, ALL)
    with transaction(pushing) as db:
        subscriptions.stop(db, person(db, "P054"))
    assert pushed(pushing, FINAL) == {}
    wants(pushing, "P054", "daily")
    assert "Official" in pushed(pushing, "2027-01-20")["P054"].text
    assert settled(pushing).key == "2027-01-20T08 tay-ninh/groups"


@pytest.mark.parametrize("day", ["2027-01-10", "2027-02-01"])
def test_before_the_deadline_and_after_the_review_nothing_is(pushing: Engine, day: str) -> None:
    OFFICIAL(pushing, ALL)
    assert "Provisional" in pushed(pushing, day)["P054"].text
    with reading(pushing) as db:
        assert rows.settled(db, OF) is None


class Killed(Exception):
    """As a power cut would have it."""


def test_whoever_goes_on_writes_down_the_later_readers_too(
    pushing: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BRIEF", 0)
    OFFICIAL(pushing, ALL)
    for who in ("P001", "P002", "P055"):
        wants(pushing, who, "deadline", scope="BRANCH")
    left, look = [1], partial(looked_at, pushing)
    some = queueing._some

    def once(*given, **named):  # type: ignore[no-untyped-def]
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return some(*given, **named)

    monkeypatch.setattr(queueing, "_some", once)
    moment = at(f"{NEXT}T08:00").astimezone(UTC)
    for most in (1, 99):
        left[0] = most
        try:
            publication.publish(look, partial(replayed, pushing), MOVEMENT, ZONE, moment)
        except Killed:
            assert most == 1
    with reading(pushing) as db:
        assert len(db.execute(select(readers.c.id)).all()) == 4
