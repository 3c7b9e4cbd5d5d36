"""Guards: until when a dossier is on time, as the domain's case has it (RC16)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services import award_time
from tests.january import ZONE
from tests.known_movement import known

MOVEMENT = known()


@pytest.mark.parametrize(
    ("now", "year", "on_time"),
    [("2026-01-10T23:59:59+07:00", 2025, True), ("2026-01-11T00:00:00+07:00", 2025, False),
     ("2027-01-10T12:00:00+07:00", 2026, True)],
)  # fmt: skip
def test_on_time(now: str, year: int, on_time: bool) -> None:
    """RC16 as it is written."""
    assert award_time.on_time(MOVEMENT, year, datetime.fromisoformat(now), ZONE) is on_time
    assert award_time.deadline(MOVEMENT, year) == date(year + 1, 1, 10)
