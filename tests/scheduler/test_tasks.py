"""Guards: a task is worded by its own kind's row, in the hours of that row; one of a kind that this
program does not know is neither sent, nor worded as another, nor lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from sqlalchemy import Engine, select
from told_stage import MOVEMENT, ZONE, at, person

from bot.sending import render
from bot.sending.unsure import recover
from handlers import hours
from scheduler import tasks
from scheduler.compose import compose
from scheduler.kind import Kind
from scheduler.queueing import Task
from storage import aside, health, people, undelivered
from storage import outbox as rows
from storage.engine import reading, transaction
from storage.messages import Reply

ROOT = Path(__file__).parents[2]
MORNING = at("2026-12-02T08:00").astimezone(UTC)


class Here:
    """The channel whose rows these are."""

    name, bot = "telegram", "1"


def queue(engine: Engine, kind: str, key: str = "k") -> None:
    """As a program queues it that knows the kind."""
    with transaction(engine) as db:
        to = people.address(db, person(db, "P002"))
        assert to is not None
        body = json.dumps({"day": "2026-12-02"})
        rows.enqueue(db, key, to, body, MORNING, kind=kind, priority=rows.PUSH)


def leaves(engine: Engine, now: datetime = MORNING) -> list[str]:
    """What the sender would send."""
    say = partial(compose, live=MOVEMENT, zone=ZONE)
    with transaction(engine) as db:
        found = rows.claim(db, "telegram", "1", now, holder="t", busy=[], most=9)
        told = [render.words(db, row, now, say, buttons=True) for row in found]
    return [reply.text for reply in told if reply is not None]


def state(engine: Engine) -> tuple[str, str, str | None]:
    with reading(engine) as db:
        columns = (rows.outbox.c.kind, rows.outbox.c.status, rows.outbox.c.error)
        kind, status, error = db.execute(select(*columns).where(rows.outbox.c.key == "k")).one()
        return kind, status, error


def test_of_a_newer_program_nothing_is_sent_and_nothing_lost(
    joined_season: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody went back to this program; later the newer one comes again and sends it."""
    queue(joined_season, "ballot")
    queue(joined_season, "reminder", "other")
    assert len(leaves(joined_season)) <= 1  # the chat's next row is held up by nothing
    assert leaves(joined_season) == []
    why = "of a kind that this program does not know"
    assert state(joined_season) == ("ballot", "aside", why)
    with transaction(joined_season) as db:
        assert health.look(db)["outbox_of_unknown_kind"] == 1
        assert undelivered.settle(db, MORNING) == 0
        recover(db, Here(), MORNING)  # type: ignore[arg-type]
        assert aside.count(db) == 1
    told: Kind[Any] = replace(tasks.STANDINGS, code="ballot", body=Task,
                              words=lambda _at, _task: Reply(text=Markup("Vote.")))  # fmt: skip
    monkeypatch.setitem(tasks.BY_CODE, "ballot", told)
    with transaction(joined_season) as db:
        recover(db, Here(), MORNING)  # type: ignore[arg-type]
    assert leaves(joined_season) == ["Vote."]
    assert state(joined_season)[1] == "sending"


@pytest.mark.parametrize("kind", tasks.KINDS, ids=lambda kind: kind.code)
def test_a_kind_says_when_it_leaves(kind: Kind[Any]) -> None:
    """In the morning everything goes; at noon and at night what its row says."""
    noon, night = at("2026-12-02T12:00"), at("2026-12-02T20:00")
    assert kind.hours(at("2026-12-02T08:00"), 7) == at("2026-12-02T08:00")
    allowed = {
        hours.always: (noon, night),
        hours.same_day: (at("2026-12-02T13:00"), None),
        hours.next_open: (at("2026-12-02T13:00"), at("2026-12-03T07:00")),
    }
    assert (kind.hours(noon, 7), kind.hours(night, 7)) == allowed[kind.hours]


def test_every_kind_has_one_row_and_is_named_nowhere_else() -> None:
    """Whoever adds one adds a row; no program text asks which kind a task is."""
    assert len(tasks.BY_CODE) == len(tasks.KINDS)
    named = rf"[\w(]|\"({'|'.join(tasks.BY_CODE)})\""
    asks = re.compile(rf"row\.kind (?:[!=]=|in) (?:{named})")
    folders = ("bot", "scheduler", "handlers", "services", "storage")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert [path.name for path in files if asks.search(path.read_text("utf-8"))] == []
