"""Guards: a time in working days ends on the day people would count to, over Tết too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scoring.workdays import add_working_days, aim, left

DAY = timedelta(days=1)
ASSUMED = {date(2027, 2, 5) + n * DAY for n in range(7)}
"""Tết as section 4 of the dossier assumes it: 5-11 February."""
LISTED = {date(2027, 2, 4) + n * DAY for n in range(7)}
"""And as it is listed at present: 4-10 February."""


def weekday(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize("off", [ASSUMED, LISTED])
@pytest.mark.parametrize(
    ("complete", "ends"),
    [
        (date(2027, 1, 15), date(2027, 2, 26)),
        (date(2027, 1, 18), date(2027, 3, 1)),
        (date(2027, 1, 16), date(2027, 2, 26)),  # a Saturday: the first day is the Monday
        (date(2027, 1, 17), date(2027, 2, 26)),
    ],
)
def test_the_appraisal_ends_before_the_decree_or_does_not(off, complete, ends) -> None:
    assert add_working_days(complete, 25, lambda day: weekday(day) and day not in off) == ends


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (date(2026, 1, 10), date(2026, 1, 9)),
        (date(2027, 1, 10), date(2027, 1, 8)),
        (date(2028, 1, 10), date(2028, 1, 10)),
    ],
)
def test_rc16_the_dossier_aims_at_a_working_day(deadline: date, expected: date) -> None:
    assert aim(deadline, weekday) == expected


def test_no_day_is_no_time_and_fewer_are_a_fault() -> None:
    saturday = date(2027, 1, 9)
    assert add_working_days(saturday, 0, weekday) == saturday
    assert add_working_days(saturday, 1, weekday) == date(2027, 1, 11)
    with pytest.raises(ValueError, match="no fewer"):
        add_working_days(saturday, -1, weekday)


def test_a_calendar_without_working_days_ends() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(date(2027, 1, 9), 1, lambda _: False)
    with pytest.raises(ValueError, match="no working day"):
        aim(date(2027, 1, 9), lambda _: False)


def test_what_is_left_is_what_has_to_be_added() -> None:
    start = date(2027, 1, 1)
    for n in range(40):
        today = start + n * DAY
        for days in range(12):
            ends = add_working_days(today, days, weekday)
            assert left(today, ends, weekday) == days
            assert not days or left(today, ends - DAY, weekday) == days - 1
    assert left(date(2027, 3, 2), date(2027, 3, 1), weekday) == 0
