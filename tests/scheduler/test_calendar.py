"""The calendar: reminder days, dossier days, hours; nothing at Tết or at night."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduler import calendar
from scoring.loading import builtin
from scoring.periods import Period

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()


def days(form: str, period: str, year: int, months: tuple[int, ...]) -> list[str]:
    """The reminder days of a period, looked for day by day."""
    wanted = Period.parse(period)
    found = []
    for month in months:
        for day in range(1, 32):
            try:
                one = date(year + (month < 3), month, day)
            except ValueError:
                continue
            if wanted in calendar.reminded(MOVEMENT, MOVEMENT.forms[form], one):
                found.append(one.isoformat()[5:])
    return sorted(found)


@pytest.mark.parametrize(
    ("form", "period", "expected"),
    [
        ("head-month", "2026-11", ["12-02", "12-04", "12-05", "12-07"]),
        ("head-month", "2026-12", ["01-02", "01-04", "01-05", "01-07"]),
        ("head-quarter", "2026-Q3", ["10-07", "10-09", "10-10", "10-12"]),
        ("head-quarter", "2026-Q4", ["01-02", "01-04", "01-05", "01-07"]),
        ("commune-quarter", "2026-Q4", ["01-02", "01-04", "01-05", "01-07"]),
        ("commune-year", "2026", ["01-02", "01-04", "01-05", "01-07"]),
    ],
)
def test_reminder_days(form: str, period: str, expected: list[str]) -> None:
    assert days(form, period, 2026, (10, 11, 12, 1)) == expected


def test_reminder_days_at_tet_move_before_it() -> None:
    # Tết 2027: 4 to 10 February; January's reports are due on the 5th.
    found = [
        date(2027, 2, day)
        for day in range(1, 15)
        if Period.parse("2027-01")
        in calendar.reminded(MOVEMENT, MOVEMENT.forms["head-month"], date(2027, 2, day))
    ]
    assert found == [date(2027, 2, 2), date(2027, 2, 3)]
    assert not any(calendar.tet(day) for day in found)


def dossier(first: date, last: date) -> list[str]:
    span = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return [d.isoformat() for d in span if calendar.dossier_year(MOVEMENT, d) is not None]


def test_dossier_days_and_the_last_working_day_before_a_sunday() -> None:
    assert dossier(date(2026, 11, 20), date(2027, 1, 31)) == [
        "2026-12-01", "2026-12-20", "2026-12-27", "2027-01-03", "2027-01-07", "2027-01-08",
        "2027-01-09", "2027-01-10",
    ]  # fmt: skip


def test_dossier_days_of_a_saturday() -> None:
    assert "2026-01-09" in dossier(date(2025, 12, 1), date(2026, 1, 31))
    assert calendar.dossier_year(MOVEMENT, date(2026, 1, 10)) == 2025
    assert calendar.dossier_year(MOVEMENT, date(2026, 1, 11)) is None
    assert calendar.last_working(date(2026, 1, 10)) == date(2026, 1, 9)
    assert calendar.last_working(date(2027, 1, 10)) == date(2027, 1, 8)


def test_escalation_is_on_the_eighth_of_january() -> None:
    assert calendar.escalation_year(MOVEMENT, date(2027, 1, 8)) == 2026
    assert calendar.escalation_year(MOVEMENT, date(2027, 1, 9)) is None


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-12-02T07:59", False), ("2026-12-02T08:00", True), ("2026-12-02T11:29", True),
        ("2026-12-02T11:30", False), ("2026-12-02T12:59", False), ("2026-12-02T13:00", True),
        ("2026-12-02T16:59", True), ("2026-12-02T17:00", False), ("2026-12-02T23:00", False),
        ("2027-02-06T09:00", False),
    ],
)  # fmt: skip
def test_hours(at: str, allowed: bool) -> None:
    assert calendar.open_now(datetime.fromisoformat(at).replace(tzinfo=ZONE), 8) is allowed


def test_what_meets_the_lunch_break_goes_out_after_it() -> None:
    noon = datetime(2026, 12, 2, 11, 45, tzinfo=ZONE)
    assert calendar.opens_again(noon, 8) == datetime(2026, 12, 2, 13, tzinfo=ZONE)
    assert calendar.opens_again(noon.replace(hour=18), 8) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-12-05", "2026-11-11"), ("2026-12-06", "2026-12-06"), ("2026-12-11", "2026-12-11"),
     ("2027-01-06", "2027-01-06"), ("2027-01-09", "2027-01-08")],
)  # fmt: skip
def test_scores_change_by_themselves_the_day_after_a_due_day_or_a_lock(
    today: str, expected: str
) -> None:
    found = calendar.boundary(MOVEMENT, date.fromisoformat(today))
    assert found == date.fromisoformat(expected)
