"""The stage of what is told: the demo organisation, in which everybody has joined."""

from __future__ import annotations

import pytest
from push_stage import ALL, stand, wants
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ORGANISATION, ZONE, at

from services.roster import apply, file
from storage import people
from storage.engine import transaction
from storage.outbox import Address
from storage.people import people as people_table


@pytest.fixture
def joined_season(engine: Engine) -> Engine:
    """The demo organisation; everybody has joined."""
    with transaction(engine) as db:
        roster = file.read(ORGANISATION.read_bytes())
        apply.bring(db, roster, MOVEMENT, at("2026-10-01T07:00"), ZONE)
        for person_id, code in db.execute(select(people_table.c.id, people_table.c.code)).all():
            people.bind(db, person_id, Address("telegram", "1", code), code, at("2026-10-01T08:00"))
    return engine


@pytest.fixture
def pushing(joined_season: Engine) -> Engine:
    """A season in which twelve groups have a place and a Council member wants it daily."""
    stand(joined_season, ALL)
    wants(joined_season, "P054", "daily")
    return joined_season
