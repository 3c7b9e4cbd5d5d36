"""Receiving: taken means committed, once, in order; a bad message is in nobody's way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from bot.channels.base import Broken
from bot.receiving.batch import Context
from bot.receiving.jobs import Refused
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from handlers.engine.turn import Outcome, Turn, only, say
from handlers.routing import play
from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import reading
from storage.messages import Incoming, Reply
from storage.outbox import outbox
from storage.updates import updates

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)


def message(number: int, chat: str = "1", text: str = "hello") -> Incoming:
    return Incoming(
        channel="telegram",
        bot="1",
        kind="text",
        chat=chat,
        sender=chat,
        external_id=str(number),
        text=text,
        sent_at=NOW,
    )


def echo(turn: Turn, frames: tuple, stale: bool) -> tuple[Outcome, tuple]:
    """Stands in for the features: says the text back, and trips over "bomb"."""
    if turn.text == "bomb":
        raise ZeroDivisionError("tripped")
    return only(say(turn.text)), frames


@pytest.fixture
def receiver(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setattr(play, "route", echo)
    site = Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh"), "0276 000 000")
    turns = writer(engine, Context(site, lambda: NOW, lambda: None))
    turns.start()
    yield Receiver(turns)
    turns.stop()


def replies(engine: Engine, chat: str | None = None) -> list[str]:
    statement = select(outbox.c.body).order_by(outbox.c.id)
    if chat is not None:
        statement = statement.where(outbox.c.chat == chat)
    with reading(engine) as db:
        return [Reply.model_validate_json(body).text for body in db.execute(statement).scalars()]


async def test_a_taken_message_is_committed_with_its_reply(
    engine: Engine, receiver: Receiver
) -> None:
    await receiver.take("telegram", "1", [message(1)])
    assert replies(engine) == ["hello"]


async def test_the_same_update_again_changes_nothing(engine: Engine, receiver: Receiver) -> None:
    await receiver.take("telegram", "1", [message(1), message(1)])
    await receiver.take("telegram", "1", [message(1)])
    assert replies(engine) == ["hello"]


async def test_a_failing_turn_is_set_aside_with_one_apology(
    engine: Engine, receiver: Receiver
) -> None:
    await receiver.take(
        "telegram", "1", [message(1), message(2, text="bomb"), message(3, "2", "well")]
    )
    await receiver.take("telegram", "1", [message(2, text="bomb")])
    said = replies(engine)
    assert {"hello", "well"} <= set(said)
    assert sum("Xin lỗi" in text for text in said) == 1
    assert len(said) == 3
    with reading(engine) as db:
        row = db.execute(select(updates.c.error).where(updates.c.external_id == "2")).one()
    assert "tripped" in row.error


async def test_what_is_no_update_is_kept_and_passed_over(
    engine: Engine, receiver: Receiver
) -> None:
    broken = Broken("7", '{"update_id": 7}', "no message")
    await receiver.take("telegram", "1", [broken, message(8), broken])
    assert replies(engine) == ["hello"]
    with reading(engine) as db:
        kept = db.execute(select(updates.c.kind, updates.c.body).where(updates.c.error != "")).all()
    assert [tuple(row) for row in kept] == [("broken", '{"update_id": 7}')]


async def test_half_characters_and_nul_are_answered_like_any_message(
    engine: Engine, receiver: Receiver
) -> None:
    odd = message(1, text="a\0b\ud800c").model_copy()
    raw = Incoming.model_validate(
        {**odd.model_dump(), "external_id": "2", "text": "x\ud83d", "raw": {"t": "\udc00\0"}}
    )
    await receiver.take("telegram", "1", [odd, raw, message(3)])
    assert replies(engine) == ["abc", "x", "hello"]


async def test_what_cannot_even_be_set_aside_blocks_nobody(
    engine: Engine, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("twice")

    monkeypatch.setattr("bot.receiving.batch.apologise", fails)
    await receiver.take("telegram", "1", [message(1, text="bomb"), message(2)])
    assert replies(engine) == ["hello"]
    with reading(engine) as db:
        kinds = db.execute(select(updates.c.kind).order_by(updates.c.id)).scalars().all()
    assert sorted(kinds) == ["broken", "text"]


async def test_each_chat_is_answered_in_order(engine: Engine, receiver: Receiver) -> None:
    wanted = {str(chat): [f"{chat}:{n}" for n in range(25)] for chat in range(8)}
    mixed = [
        message(100 * int(chat) + n, chat, texts[n])
        for n in range(25)
        for chat, texts in wanted.items()
    ]
    halves = [receiver.take("telegram", "1", [one]) for one in mixed]
    await asyncio.gather(*halves)
    assert {chat: replies(engine, chat) for chat in wanted} == wanted


async def test_what_comes_after_the_end_is_refused_not_lost(engine: Engine) -> None:
    site = Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh"))
    turns = writer(engine, Context(site, lambda: NOW, lambda: None))
    turns.start()
    turns.stop()
    with pytest.raises(Refused):
        await Receiver(turns).take("telegram", "1", [message(1)])
    assert replies(engine) == []
