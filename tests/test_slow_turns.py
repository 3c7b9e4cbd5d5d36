"""Guards: a job that takes over a second is logged once with what it was, never with
what was said, or by whom."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.receiving import slow
from bot.receiving.batch import Context, perform
from bot.receiving.jobs import TurnJob, WorkJob
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import schema
from storage.engine import connect
from storage.messages import Incoming

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)


def arrived(number: int, text: str) -> TurnJob:
    item = Incoming(channel="telegram", bot="1", kind="text", chat="77", sender="77", text=text,
                    external_id=str(number))  # fmt: skip
    return TurnJob(item, "telegram", "1", lambda _: None)


def logged(tmp_path: Path, wait: float, jobs: list) -> list:
    """What is logged when each look at the clock takes so long."""
    engine = connect(f"sqlite:///{tmp_path / 'slow.db'}")
    schema.migrate(engine)

    def clock() -> datetime:
        time.sleep(wait)
        return NOW

    context = Context(Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh")), clock, lambda: None)
    with capture_logs() as lines:
        perform(engine, context, jobs)
    engine.dispose()
    return [line for line in lines if line["event"] == "slow turn"]


def test_a_slow_turn_is_logged_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "LONG", 0.05)
    found = logged(tmp_path, 0.1, [arrived(1, "secret words"), arrived(2, "/start K7QM3TXP9HWD")])
    assert [{**line, "seconds": 0} for line in found] == 2 * [
        {"event": "slow turn", "log_level": "warning", "kind": "text", "channel": "telegram",
         "seconds": 0, "state": None}
    ]  # fmt: skip
    assert all(0.05 < line["seconds"] < 5 for line in found)


def test_one_that_is_played_twice_is_logged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that fails is rolled back and each of it is done by itself."""
    monkeypatch.setattr(slow, "LONG", 0.05)

    def fails(_db: object) -> None:
        raise ValueError("ours")

    jobs = [arrived(1, "x"), WorkJob(fails, lambda _: None)]
    assert [line["kind"] for line in logged(tmp_path, 0.1, jobs)] == ["text"]


def test_what_takes_no_second_is_not_logged(tmp_path: Path) -> None:
    assert slow.LONG == 1
    jobs = [arrived(1, "x"), WorkJob(lambda _: time.sleep(0.02), lambda _: None)]
    assert logged(tmp_path, 0, jobs) == []


def test_a_slow_errand_is_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "LONG", 0.05)
    found = logged(tmp_path, 0, [WorkJob(lambda _: time.sleep(0.1), lambda _: None)])
    assert [(line["kind"], line["channel"]) for line in found] == [("work", None)]
