"""Guards: the moments that the clock offers are the movement's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from simulated import ZONE

from bot.demo import coming
from scoring.loading import builtin

MOVEMENT = builtin()
NEXT = [
    ("2026-12-01T08:05", "reminder 2026-12-02T08:00, due 2026-12-05T08:00, lock 2026-12-10T08:00, "
                         "dossier 2027-01-10T08:00, evening 2027-01-10T19:00, "
                         "sitting 2027-01-11T08:00, settled 2027-01-11T08:00"),
    ("2026-12-05T08:00", "reminder 2026-12-07T08:00, lock 2026-12-10T08:00, due 2027-01-05T08:00, "
                         "dossier 2027-01-10T08:00, evening 2027-01-10T19:00, "
                         "sitting 2027-01-11T08:00, settled 2027-01-11T08:00"),
    ("2027-01-09T09:00", "reminder 2027-01-10T08:00, lock 2027-01-10T08:00, "
                         "dossier 2027-01-10T08:00, evening 2027-01-10T19:00, "
                         "sitting 2027-01-11T08:00, settled 2027-01-11T08:00, "
                         "due 2027-02-05T08:00"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "expected"), NEXT)
def test_what_comes_next(now: str, expected: str) -> None:
    found = coming.events(MOVEMENT, ZONE, datetime.fromisoformat(now).replace(tzinfo=ZONE))
    shown = [event.shown() for event in found]
    assert ", ".join(f"{one['kind']} {one['at']}" for one in shown) == expected


def test_another_calendar_has_other_moments() -> None:
    calendar = replace(MOVEMENT.calendar, hour=9, dossier=(1, 20))
    other = replace(MOVEMENT, calendar=calendar)
    found = coming.events(other, ZONE, datetime(2026, 12, 1, 8, 5, tzinfo=ZONE))
    assert {event.at.hour for event in found if event.kind != "evening"} == {9}
    assert next(e.at for e in found if e.kind == "evening").isoformat()[:13] == "2027-01-20T19"
    assert next(e.at.day for e in found if e.kind == "dossier") == 20
