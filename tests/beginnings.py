"""What a test's database may have in it when the test begins: done once a session, then copied.

A folder's conftest says which of its fixtures begin with what (`beginning`).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from services import sums
from services.roster import apply, file
from storage import people
from storage.engine import transaction
from storage.outbox import Address
from storage.people import people as people_table
from tests.known_movement import known

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ORGANISATION = Path(__file__).parents[1] / "bot" / "demo" / "organisation.json"
OCTOBER = datetime(2026, 10, 1, 7, tzinfo=ZONE)


def nothing(engine: Engine) -> None:
    """Only the schema."""


def organised(engine: Engine) -> None:
    """The demo organisation, imported on the first of October; all its sums are worked out."""
    with transaction(engine) as db:
        apply.apply(db, file.read(ORGANISATION.read_bytes()), known(), OCTOBER, ZONE)
        while sums.go_on(db, known(), OCTOBER, ZONE):
            continue


def joined(engine: Engine) -> None:
    """The same; everybody has joined, each in a chat of their own code."""
    organised(engine)
    with transaction(engine) as db:
        for person_id, code in db.execute(select(people_table.c.id, people_table.c.code)).all():
            to = Address("telegram", "1", code)
            people.bind(db, person_id, to, code, OCTOBER.replace(hour=8))


def agreed(engine: Engine) -> None:
    """The same; everybody has agreed, and speaks English."""
    joined(engine)
    with transaction(engine) as db:
        for person_id in db.execute(select(people_table.c.id)).scalars().all():
            people.consent(db, person_id, OCTOBER.replace(hour=8))
            people.speak(db, person_id, "en")
