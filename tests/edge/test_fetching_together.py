"""Guards: however many fetch at once, are slow, or leave in the middle, a file is taken once."""

from __future__ import annotations

import asyncio

import pytest
from carried import BotApi, Clock, channel, fetching, over, put, rows, states, told, until
from sqlalchemy import Engine

from bot.channels.telegram.channel import TelegramChannel
from storage.fetches import LEASE
from tests.paper_box import held, pdf


async def test_two_programs_at_once_take_each_file_once(
    engine: Engine, api: BotApi, person: int
) -> None:
    for n in range(12):
        api.downloads.put(f"d{n}", pdf(str(n)))
        put(engine, person, f"d{n}")
    clock = Clock()
    channels = channel(api), channel(api)
    one, other = (fetching(engine, over_it, clock, look=0.001) for over_it in channels)
    async with one, other:
        await over(engine)
    for over_it in channels:
        await over_it.stop()
    # Who comes takes up what was in hand: of the two that were, the bytes may have come twice.
    assert 12 <= len(api.downloads.fetched) <= 14
    assert len(told(engine)) == 12
    assert [count for *_, count in held(engine)] == [1] * 12


class Slow(TelegramChannel):
    """Has the bytes, and then nothing happens for a while."""

    def hold(self) -> None:
        self.here, self.gate = asyncio.Event(), asyncio.Event()

    async def fetch(self, ref: str) -> bytes:
        data = await super().fetch(ref)
        self.here.set()
        await self.gate.wait()
        return data


@pytest.fixture
async def slow(telegram: TelegramChannel) -> Slow:
    telegram.__class__ = Slow
    assert isinstance(telegram, Slow)
    telegram.hold()
    return telegram


async def test_who_is_slower_than_its_claim_takes_nothing(
    engine: Engine, api: BotApi, slow: Slow, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.receiving.fetching.AT_ONCE", 1)  # who is slow takes no second one
    api.downloads.put("d1", pdf())
    put(engine, person, "d1")
    clock, quick = Clock(), channel(api)
    async with fetching(engine, slow, clock, look=0.001):
        await slow.here.wait()
        clock.now += LEASE
        async with fetching(engine, quick, clock, look=0.001):
            await over(engine)
        slow.gate.set()
        await asyncio.sleep(0.3)
    await quick.stop()
    assert len(told(engine)) == 1
    assert [count for *_, count in held(engine)] == [1]


async def test_who_leaves_hands_it_on_at_once(
    engine: Engine, api: BotApi, slow: Slow, person: int
) -> None:
    api.downloads.put("d1", pdf())
    put(engine, person, "d1")
    clock = Clock()
    async with fetching(engine, slow, clock):
        await slow.here.wait()
    [row] = rows(engine)
    assert (row.status, row.claim, row.attempts) == ("queued", None, 0)
    slow.gate.set()
    async with fetching(engine, slow, clock):
        await until(lambda: states(engine) == ["taken"])
    assert [count for *_, count in held(engine)] == [1]
