"""Guards: what is sent reaches the page, now and after a reload; the clock goes forward."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from simulated import ZONE, Simulator

from bot.demo import phones
from storage import outbox, updates
from storage.engine import reading, transaction
from storage.messages import Choice, Incoming, Reply
from storage.outbox import Address

HERE = Address("simulator", "demo", "P002")


async def test_the_clock_is_moved_and_what_is_due_happens(simulator: Simulator) -> None:
    before = simulator.clock()
    answer = await simulator.http.post("/api/clock", json={"by": 3600})
    assert datetime.fromisoformat(answer.json()["now"]) == before + timedelta(hours=1)
    await simulator.http.post("/api/clock", json={"to": "2026-12-05T17:30"})
    local = datetime(2026, 12, 5, 17, 30, tzinfo=ZONE)
    assert simulator.clock() == local
    assert simulator.moves == [before + timedelta(hours=1), local]


BACK = [({"to": "2026-11-30T08:00"}, 409), ({"to": "2101-01-01T00:00"}, 409), ({}, 400),
        ({"by": -5}, 400), ({"by": 10**12}, 400), ({"by": 60, "to": "2027-01-01T00:00"}, 400),
        ({"to": "2027-01-01T00:00Z"}, 400)]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), BACK)
async def test_the_clock_never_moves_back(
    simulator: Simulator, body: dict[str, Any], status: int
) -> None:
    before = simulator.clock()
    assert (await simulator.http.post("/api/clock", json=body)).status_code == status
    assert (simulator.clock(), simulator.moves) == (before, [])


async def test_a_page_that_comes_back_while_the_program_leaves_does_not_keep_it(
    simulator: Simulator,
) -> None:
    await simulator.channel.stop()
    async with asyncio.timeout(5):
        assert [line async for line in simulator.channel._listeners.listen()] == ["retry: 1000\n\n"]


REPLY = Reply(
    text="<b>Câu 1/9</b>\n5 &lt; 6",
    choices=((Choice(label="Có", says="yes"), Choice(label="Không", says="no")),
             (Choice(label="Chưa rõ", says="skip"),)),
    ask_phone="Chia sẻ",
)  # fmt: skip


async def test_what_is_sent_reaches_the_open_pages_at_once(simulator: Simulator) -> None:
    pages = [aiter(simulator.channel._listeners.listen()) for _ in range(2)]
    for page in pages:
        assert await anext(page) == "retry: 1000\n\n"
    assert await simulator.channel.send("P002", REPLY, 12) == "12"
    for page in pages:
        event = json.loads((await anext(page)).removeprefix("data: "))
        assert event["chat"] == "P002"
        assert event["message"]["text"] == REPLY.text
        assert event["message"]["rows"] == [["Có", "Không"], ["Chưa rõ"]]
        assert "says" not in str(event)
    await simulator.channel.stop()
    for page in pages:
        with pytest.raises(StopAsyncIteration):
            await anext(page)


async def test_a_page_that_stopped_reading_is_cut_off(simulator: Simulator) -> None:
    page = aiter(simulator.channel._listeners.listen())
    await anext(page)
    for number in range(1001):
        await simulator.channel.send("P002", REPLY, number)
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(page), 1)


async def test_a_reload_shows_what_was_written_and_what_was_sent(simulator: Simulator) -> None:
    at = simulator.clock()
    said = Incoming(channel="simulator", bot="demo", kind="text", chat="P002", sender="P002",
                    external_id="a", text="45", sent_at=at)  # fmt: skip
    tap = said.model_copy(update={"kind": "tap", "external_id": "b", "tapped": "1.0", "text": ""})
    other = said.model_copy(update={"chat": "P003", "external_id": "c"})
    with transaction(simulator.engine) as db:
        for n, incoming in enumerate((said, tap, other)):
            updates.take(db, incoming, at + timedelta(seconds=2 * n))
        for n, key in enumerate(("first", "second", "waiting")):
            row = outbox.enqueue(db, key, HERE, REPLY.model_dump_json(), at)
            if key != "waiting":
                outbox.sent(db, row or 0, "x", at + timedelta(seconds=2 * n + 1))
    answer = await simulator.http.get("/api/chats/P002")
    keys = [message["key"] for message in answer.json()["messages"]]
    assert keys == ["in-a", "out-1", "in-b", "out-2"]
    assert answer.json()["joined"] is False


async def test_the_page_knows_everybody_by_role_and_commune(simulator: Simulator) -> None:
    state = (await simulator.http.get("/api/state")).json()
    roles = [person["role"] for person in state["people"]]
    counted = {role: roles.count(role) for role in set(roles)}
    assert counted == {"head": 33, "officer": 11, "office": 9, "council": 5, "secretary": 1,
                       "member": 2}  # fmt: skip
    assert all(person["commune"] for person in state["people"] if person["role"] == "head")
    assert (state["zone"], state["menu"]) == ("Asia/Ho_Chi_Minh", {"vi": [["help", "Giúp"]]})
    with reading(simulator.engine) as db:
        assert state["born"] == phones.born(db)
