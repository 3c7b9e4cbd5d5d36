"""Guards: on the evening of the last day everybody in the Council, and nobody else, sees how many
dossiers are in and which are not; once, as a picture and in words, and never on the day after.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert
from told_stage import MOVEMENT, ZONE, at

from scheduler.compose import compose
from scheduler.dossiers_in import KIND
from scheduler.tick import tick
from storage import dossier_states, people, units
from storage import outbox as rows
from storage.engine import transaction
from storage.messages import Reply

YEAR = 2026
COUNCIL = {"P054", "P055", "P056", "P057"}


def sent(engine: Engine, office: str, status: str = "submitted", year: int = YEAR) -> None:
    with transaction(engine) as db:
        unit = units.by_code(db, office)
        assert unit is not None
        row = {"movement": MOVEMENT.code, "year": year, "unit_id": unit.id, "status": status}
        db.execute(insert(dossier_states.dossiers).values(row))


def told(engine: Engine, moment: str, leaves: str | None = None) -> dict[str, Reply]:
    """What a tick makes of it, as it leaves (at another moment), by chat."""
    now, later = (datetime.astimezone(at(m), UTC) for m in (moment, leaves or moment))
    tick(engine, MOVEMENT, ZONE, now)
    found: dict[str, Reply] = {}
    with transaction(engine) as db:
        while waiting := rows.claim(db, "telegram", "1", later, holder="t", busy=[], most=500):
            for row in waiting:
                reply = compose(db, row, later, MOVEMENT, ZONE)
                if row.kind == KIND and isinstance(reply, Reply):
                    found[row.address.chat] = reply
                rows.sent(db, row.id, "1", later)
    return found


def test_the_council_sees_which_are_in(joined_season: Engine) -> None:
    sent(joined_season, "HS")
    sent(joined_season, "HTH")
    sent(joined_season, "GDA", "returned")
    sent(joined_season, "TBI", year=YEAR - 1)
    found = told(joined_season, "2027-01-10T19:00")
    assert set(found) >= COUNCIL
    with transaction(joined_season) as db:
        for chat in found:
            held = people.of_account(db, "telegram", "1", chat)
            assert held is not None
            assert held.person.roles() & {"council", "secretary"}
    reply = found["P054"]
    assert "2 of 9" in reply.text or "2 trên 9" in reply.text
    assert "Gò Dầu" in reply.text
    assert reply.attachment is not None
    assert told(joined_season, "2027-01-10T19:05") == {}


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2027-01-10T18:59", None),
        ("2027-01-09T19:00", None),
        ("2027-01-11T19:00", None),
        ("2027-01-10T20:00", "2027-01-11T00:00"),
    ],
)
def test_not_before_and_not_on_another_day(
    joined_season: Engine, moment: str, leaves: str | None
) -> None:
    assert told(joined_season, moment, leaves) == {}


def test_of_all_that_are_in_none_is_named(joined_season: Engine) -> None:
    with transaction(joined_season) as db:
        branch = units.root(db, "branch")
        assert branch is not None
        offices = [one.code for one in units.below(db, branch, "office")]
    for office in offices:
        sent(joined_season, office)
    text = told(joined_season, "2027-01-10T21:30")["P054"].text
    assert text.count("\n") == 1
