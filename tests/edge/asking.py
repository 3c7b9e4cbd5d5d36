"""People who ask, and what is worked out of it ahead."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from bot.receiving.batch import Context
from bot.receiving.jobs import TurnJob
from bot.receiving.writers import writer
from handlers.routing import ahead, play
from handlers.routing.play import Site
from storage.engine import reading
from storage.messages import Incoming, Reply
from storage.outbox import outbox
from tests.known_movement import known

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
SITE = Site(known(), ZONE)
ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"
HEAD, COUNCIL = "P002", "P054"


def message(text: str, number: int, chat: str = HEAD, **given: str) -> Incoming:
    return Incoming(channel="telegram", bot="1", kind=given.pop("kind", "text"), chat=chat,
                    sender=chat, external_id=str(number), text=text, sent_at=NOW,
                    **given)  # fmt: skip


class Counted:
    """How many answers were worked out ahead, and how many of them counted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read, self.counted = 0, 0
        read, fits = ahead.read, ahead.Ahead.fits

        def reading_ahead(*given: object) -> ahead.Ahead | None:
            found = read(*given)  # type: ignore[arg-type]
            self.read += found is not None
            return found

        def fitting(one: ahead.Ahead, *given: object) -> bool:
            found = fits(one, *given)  # type: ignore[arg-type]
            self.counted += found
            return found

        monkeypatch.setattr(ahead, "read", reading_ahead)
        monkeypatch.setattr(ahead.Ahead, "fits", fitting)


def said(engine: Engine, *messages: Incoming, at_once: bool = True) -> list[str]:
    """The answers, in the order in which they were queued."""
    turns = writer(engine, Context(SITE, lambda: NOW, lambda: None))
    turns.start()
    waits = []
    for item in messages:
        done = threading.Event()
        turns.put(TurnJob(item, "telegram", "1", lambda error, d=done: d.set()))
        waits.append(done)
        if not at_once:
            assert done.wait(10)
    assert all(done.wait(10) for done in waits)
    turns.stop()
    return answers(engine)


def answers(engine: Engine) -> list[str]:
    with reading(engine) as db:
        replies = select(outbox.c.body).where(outbox.c.kind == "message")
        found = db.execute(replies.order_by(outbox.c.id)).scalars()
        return [Reply.model_validate_json(body).text for body in found]


def by_the_writer(engine: Engine, item: Incoming) -> str:
    """What the turn says by itself; rolled back."""
    with engine.connect() as db, db.begin() as kept:
        play.play(db, item, NOW, SITE)
        body = db.execute(select(outbox.c.body).order_by(outbox.c.id.desc())).scalars().first()
        kept.rollback()
    assert body is not None
    return Reply.model_validate_json(body).text
