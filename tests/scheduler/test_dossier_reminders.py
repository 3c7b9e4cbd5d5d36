"""Guards: an office hears what its own dossier lacks, and who owes it, until the Council has it;
then no more of it, and again once it was given back. The last working day before a Sunday is named.
"""

from __future__ import annotations

from datetime import UTC

import pytest
from sqlalchemy import Engine, update
from test_dossiers_in import sent
from told_stage import MOVEMENT, ZONE, at

from scheduler.compose import compose
from scheduler.reminders import KIND
from scheduler.tick import tick
from storage import dossier_states
from storage import outbox as rows
from storage.engine import transaction
from storage.messages import Reply

HS, HTH = "P045", "P046"
DAYS = ["2026-12-20T08:30", "2027-01-08T08:30", "2027-01-09T08:30"]


def reminded(engine: Engine, moment: str) -> dict[str, Reply]:
    """The reminders of a morning, as they leave, by chat."""
    now = at(moment).astimezone(UTC)
    tick(engine, MOVEMENT, ZONE, now)
    found: dict[str, Reply] = {}
    with transaction(engine) as db:
        while waiting := rows.claim(db, "telegram", "1", now, holder="t", busy=[], most=500):
            for row in waiting:
                reply = compose(db, row, now, MOVEMENT, ZONE)
                if row.kind == KIND and isinstance(reply, Reply):
                    found[row.address.chat] = reply
                rows.sent(db, row.id, "1", now)
    return found


def of_dossier(found: dict[str, Reply], who: str) -> bool:
    return who in found and "Hồ sơ" in found[who].text


@pytest.mark.parametrize("moment", DAYS)
def test_who_has_sent_it_is_not_reminded_of_it(joined_season: Engine, moment: str) -> None:
    sent(joined_season, "HTH")
    found = reminded(joined_season, moment)
    assert "/awards dossier" in {c.says for row in found[HS].choices for c in row}
    assert "Hòa Thành" not in found[HS].text
    assert of_dossier(found, HS)
    assert not of_dossier(found, HTH)


def test_what_was_given_back_is_reminded_of_again(joined_season: Engine) -> None:
    sent(joined_season, "HTH")
    assert not of_dossier(reminded(joined_season, "2027-01-07T08:30"), HTH)
    with transaction(joined_season) as db:
        db.execute(update(dossier_states.dossiers).values(status="returned"))
    assert of_dossier(reminded(joined_season, "2027-01-09T08:30"), HTH)


def test_the_working_day_before_is_named_until_it_is_over(joined_season: Engine) -> None:
    aim = "08/01/2027"
    assert aim in reminded(joined_season, "2027-01-07T08:30")[HS].text
    assert aim not in reminded(joined_season, "2027-01-09T08:30")[HS].text


def test_whoever_sends_it_before_the_reminder_leaves_hears_nothing(joined_season: Engine) -> None:
    now = at("2027-01-07T08:30").astimezone(UTC)
    tick(joined_season, MOVEMENT, ZONE, now)
    sent(joined_season, "HTH")
    assert not of_dossier(reminded(joined_season, "2027-01-07T08:31"), HTH)
