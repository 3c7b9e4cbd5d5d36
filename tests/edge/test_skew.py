"""Guards: a machine's clock that the platform contradicts is named in the log and by doctor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from structlog.testing import capture_logs

from bot.skew import Skew

NOW = datetime(2026, 12, 5, 1, tzinfo=UTC)


def heard(skew: Skew, ahead: timedelta) -> None:
    skew.heard(format_datetime(NOW + ahead, usegmt=True))


@pytest.mark.parametrize("ahead", [timedelta(days=365), timedelta(minutes=-3)])
def test_a_wrong_clock_is_told_once_an_hour_and_by_doctor(ahead: timedelta) -> None:
    now = [NOW]
    skew = Skew("telegram", lambda: now[0])
    with capture_logs() as lines:
        for minute in range(90):
            now[0] = NOW + timedelta(minutes=minute)
            skew.heard(format_datetime(now[0] + ahead, usegmt=True))
    assert [line["seconds_behind"] for line in lines] == [ahead.total_seconds()] * 2
    well, says = skew.examined(True, "@bot")
    assert not well
    assert ("behind" if ahead > timedelta(0) else "ahead of") in says


@pytest.mark.parametrize("seconds", [-100, 0, 100])
def test_a_slow_answer_is_no_wrong_clock(seconds: int) -> None:
    skew = Skew("telegram", lambda: NOW)
    with capture_logs() as lines:
        heard(skew, timedelta(seconds=seconds))
    assert (lines, skew.examined(True, "@bot")) == ([], (True, "@bot"))


@pytest.mark.parametrize("date", [None, "", "soon", "Mon, 99 Foo 2026", "\x00", "9" * 400])
def test_a_date_that_is_none_says_nothing(date: str | None) -> None:
    skew = Skew("telegram", lambda: NOW)
    skew.heard(date)
    assert skew.ahead is None
