"""What is there after the kills, beside what a program that nobody killed would have made."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, select

from bot.channels.telegram.updates import read
from handlers.routing.play import Site, play
from scoring.loading import builtin
from storage.answers import entries
from storage.engine import reading, transaction
from storage.messages import Incoming, Reply
from storage.outbox import outbox
from storage.updates import updates
from tests.crash.harness import ZONE, ready
from tests.crash.program import SEASON


def oracle(url: str, given: list[dict[str, Any]]) -> Engine:
    """What a program that nobody killed makes of the same messages, one by one."""
    engine = ready(url)
    site = Site(builtin(), ZONE)
    for raw in given:
        incoming = read(raw, "123456")
        assert isinstance(incoming, Incoming)
        with transaction(engine) as db:
            play(db, incoming, SEASON, site)
    return engine


def said(engine: Engine) -> dict[str, list[str]]:
    """Every reply of each chat, in order."""
    found: dict[str, list[str]] = {}
    with reading(engine) as db:
        rows = db.execute(
            select(outbox.c.chat, outbox.c.body)
            .where(outbox.c.key.startswith("in:"))
            .order_by(outbox.c.id)
        )
        for chat, body in rows:
            found.setdefault(chat, []).append(Reply.model_validate_json(body).text)
    return found


def kept(engine: Engine) -> list[tuple[Any, ...]]:
    """Every value ever given, in each person's own order."""
    columns = (entries.c.person_id, entries.c.code, entries.c.value, entries.c.raw)
    with reading(engine) as db:
        rows = db.execute(select(*columns).order_by(entries.c.person_id, entries.c.id))
        return [tuple(row) for row in rows]


def arrived(engine: Engine) -> dict[str, list[int]]:
    """The updates of each chat in the order in which they were taken."""
    found: dict[str, list[int]] = {}
    with reading(engine) as db:
        rows = db.execute(select(updates.c.chat, updates.c.external_id).order_by(updates.c.id))
        for chat, number in rows:
            found.setdefault(chat, []).append(int(number))
    return found
