"""Guards: what is chosen for a weekday and an hour that is over begins a week later, for people and
groups alike; who waits for that hour is served nevertheless."""

from __future__ import annotations

from datetime import UTC

import pytest
from push_stage import MOVEMENT, pushed, wants
from sqlalchemy import Engine, insert
from told_stage import ZONE, at, person

from handlers.routing.play import Site, play
from storage import units
from storage.engine import transaction
from storage.messages import Incoming
from storage.outbox import outbox
from storage.people import people, roles

TUESDAY, NEXT, GROUP = "2026-12-15", "2026-12-22", "-1007"
MINE, OURS = "/subscribe groups BRANCH weekly 2 9", "/publish here groups weekly 2 9"
WRITES = [("P055", "P055", MINE), ("P057", GROUP, OURS)]
"""Who writes where, what."""


@pytest.fixture
def agreed(pushing: Engine) -> Engine:
    """Everybody has agreed; P057 may have lists published in groups."""
    with transaction(pushing) as db:
        branch = units.by_code(db, "BRANCH")
        assert branch is not None
        row = {"person_id": person(db, "P057"), "unit_id": branch.id, "role": "admin"}
        db.execute(insert(roles).values(row))
        db.execute(people.update().values(language="en", consented_at=at("2026-10-01T08:00")))
    return pushing


def said(engine: Engine, who: str, chat: str, text: str, hour: str) -> None:
    message = Incoming(channel="telegram", bot="1", kind="text", chat=chat, sender=who,
                       external_id=text, text=text, private=chat == who)  # fmt: skip
    with transaction(engine) as db:
        play(db, message, at(f"{TUESDAY}T{hour}").astimezone(UTC), Site(MOVEMENT, ZONE))
        db.execute(outbox.update().values(status="sent"))


@pytest.mark.parametrize(("who", "chat", "text"), WRITES)
def test_an_hour_that_is_over_begins_a_week_later(
    agreed: Engine, who: str, chat: str, text: str
) -> None:
    assert set(pushed(agreed, TUESDAY)) == {"P054"}
    said(agreed, who, chat, text, "15:30")
    assert chat not in pushed(agreed, TUESDAY, "15:31")
    assert chat not in pushed(agreed, NEXT)
    assert chat in pushed(agreed, NEXT, "09:00")


@pytest.mark.parametrize(("who", "chat", "text"), WRITES)
def test_an_hour_to_come_begins_on_that_day(agreed: Engine, who: str, chat: str, text: str) -> None:
    said(agreed, who, chat, text, "08:30")
    assert chat in pushed(agreed, TUESDAY, "09:00")


def test_who_waits_for_that_hour_is_served(agreed: Engine) -> None:
    """The program was down at nine: the hour is made up for, whoever chooses it meanwhile."""
    wants(agreed, "P056", "weekly", at=(1, 9))
    said(agreed, *WRITES[0], "10:00")
    assert "P056" in pushed(agreed, TUESDAY, "10:01")


def test_the_usual_hour_is_made_up_for(agreed: Engine) -> None:
    said(agreed, "P055", "P055", "/subscribe groups BRANCH weekly 2 8", "10:00")
    assert "P054" in pushed(agreed, TUESDAY, "10:01")
