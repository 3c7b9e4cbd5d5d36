"""Guards: whoever reports hears once that theirs was accepted, gathered, if it still stands."""

from __future__ import annotations

from sqlalchemy import Engine
from told_stage import accept, at, confirm, tell, told


def test_acceptances_are_gathered_and_told_in_the_hours(joined_season: Engine) -> None:
    first = confirm(joined_season, "9900001", "P002", "2026-12-01T16:40")
    accept(joined_season, first, "2026-12-01T16:51")
    assert told(joined_season, "2026-12-01T16:55") == []
    assert told(joined_season, "2026-12-01T17:30") == []
    morning = told(joined_season, "2026-12-02T08:00")
    assert [who for who, _ in morning] == ["P002"]
    assert "Đã chấp nhận" in morning[0][1]
    assert told(joined_season, "2026-12-02T09:00") == []


def test_an_acceptance_that_no_longer_stands_is_not_told(joined_season: Engine) -> None:
    report = confirm(joined_season, "9900001", "P002", "2026-12-01T09:00")
    accept(joined_season, report, "2026-12-01T09:30")
    tell(joined_season, at("2026-12-01T09:40"))
    confirm(joined_season, "9900001", "P002", "2026-12-01T09:40")
    assert [who for who, _ in told(joined_season, "2026-12-01T09:41")] == ["P001"]
