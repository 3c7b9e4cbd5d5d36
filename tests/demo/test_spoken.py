"""Guards: what was sent with a secret is remembered for its phone, for a while, and only that."""

from __future__ import annotations

from uuid import uuid4

from simulated import Simulator

from bot.demo.simulator.spoken import MOST, Spoken
from storage import outbox
from storage.engine import transaction
from storage.messages import ONCE, Choice, Reply
from storage.outbox import Address

COMES = (Choice(label="Có mặt", says="/awards vote #1 present"),)
STORED = Reply(text=f"Mã: {ONCE}", choices=(COMES,))


def sent(secret: str) -> Reply:
    return STORED.model_copy(update={"once": secret}).spoken()


def test_only_the_phone_and_the_message_that_it_came_in_show_it() -> None:
    spoken = Spoken()
    spoken.keep("P055", 7, sent("K7QM"))
    assert spoken.shown("P055", 7, STORED).text == "Mã: K7QM"
    assert spoken.shown("P055", 8, STORED).text == STORED.text
    assert spoken.shown("P056", 7, STORED).text == STORED.text
    other = Reply(text=f"Lời mời: {ONCE}")
    assert spoken.shown("P055", 7, other) == other  # the row is another one's by now


def test_the_newest_is_found_by_what_stands_under_it() -> None:
    spoken = Spoken()
    for row, secret in ((9, "NEW"), (7, "OLD")):
        spoken.keep("P055", row, sent(secret))
    assert spoken.secret("P055", COMES[0].says) == "NEW"
    assert spoken.secret("P055", "/awards vote #2 present") is None
    assert spoken.secret("P056", COMES[0].says) is None


def test_it_is_bounded_and_forgets() -> None:
    spoken = Spoken()
    for row in range(MOST + 1):
        spoken.keep("P055", row, sent(f"S{row}"))
    assert spoken.shown("P055", 0, STORED).text == STORED.text
    assert spoken.shown("P055", 1, STORED).text == "Mã: S1"
    spoken.forget()
    assert spoken.secret("P055", COMES[0].says) is None


async def test_the_page_shows_it_after_a_reload_and_not_after_a_new_beginning(
    simulator: Simulator,
) -> None:
    to, body = Address("simulator", "demo", "P055"), STORED.model_dump_json()
    with transaction(simulator.engine) as db:
        outbox.enqueue(db, str(uuid4()), to, body, simulator.clock())
        row = outbox.claim(db, "simulator", "demo", simulator.clock(), holder="x", busy=[],
                           most=1, least=0)[0]  # fmt: skip
    await simulator.channel.send("P055", sent("K7QM"), row.id)
    shown = (await simulator.http.get("/api/chats/P055")).json()["messages"]
    assert [one["text"] for one in shown] == ["Mã: K7QM"]
    await simulator.http.post("/api/again", json={})
    assert simulator.channel.spoken.secret("P055", COMES[0].says) is None
