"""Guards: what the page sends becomes an ordinary message, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from simulated import Simulator

from bot.demo import phones
from storage import invitations
from storage.engine import transaction
from storage.messages import Incoming

ID = "6f1d3c52-6d3a-4f0e-9d53-5b7f7f7d8f10"
FIRST = "0b0e7c1a-9d55-4c52-8a0f-2f0f5a3c7d11"
OWN = {"message": ID}
SENT = {"ref": FIRST, "name": "Tờ trình.pdf", "media": "application/pdf", "size": 9}
WRITTEN = [
    ({"kind": "text", "text": "45 <b>"}, OWN | {"text": "45 <b>"}),
    ({"kind": "tap", "tapped": "12.0"}, {"tapped": "12.0"}),
    ({"kind": "tap", "tapped": "12.0", "text": "no"}, {"tapped": "12.0"}),
    ({"kind": "tap", "tapped": "12.0", "refers_to": "12"}, {"tapped": "12.0"}),
    ({"kind": "contact"}, OWN | {"shared_phone": "+84000000002"}),
    ({"kind": "text", "text": "x", "language": "hi-IN"}, OWN | {"text": "x", "language": "hi-IN"}),
    ({"kind": "text", "text": "45", "refers_to": "12", "quote": "Dư nợ"},
     OWN | {"text": "45", "refers_to": "12", "quote": "Dư nợ"}),
    ({"kind": "edit", "text": "54", "edits": FIRST},
     {"text": "54", "message": FIRST, "refers_to": FIRST}),
    ({"kind": "sticker", "text": "👍"}, OWN | {"text": "👍", "media": ID}),
    ({"kind": "voice", "text": "x"}, OWN | {"media": ID}),
    ({"kind": "photo"}, OWN | {"media": ID}),
    ({"kind": "photo", "text": "45"}, OWN | {"text": "45", "media": ID}),
    ({"kind": "photo", "file": SENT}, OWN | {"media": ID, "file": SENT}),
    ({"kind": "file", "text": "1", "file": SENT}, OWN | {"text": "1", "media": ID, "file": SENT}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), WRITTEN)
async def test_what_is_written_becomes_an_ordinary_message(
    simulator: Simulator, body: dict[str, Any], expected: dict[str, Any]
) -> None:
    answer = await simulator.write(id=ID, **body)
    assert answer.status_code == 200
    shape = {
        "channel": "simulator",
        "bot": "demo",
        "chat": "P002",
        "sender": "P002",
        "external_id": ID,
        "kind": body["kind"],
        "received_at" if body["kind"] == "tap" else "sent_at": simulator.clock(),
    }
    assert simulator.taken == [Incoming.model_validate(shape | expected)]


WRONG = [
    {"id": "7"}, {"id": None}, {"kind": "film"}, {"text": "x" * 4097}, {"text": 5},
    {"kind": "tap", "tapped": "1"}, {"kind": "tap", "tapped": "1.2.3"}, {"tapped": "١.٢"},
    {"kind": "contact", "shared_phone": "+84000000003"}, {"sender": "P003"},
    {"sent_at": "2026-11-01T00:00:00Z"}, {"language": "x" * 36},
    {"kind": "edit", "text": "54"}, {"edits": FIRST}, {"kind": "edit", "edits": "7"},
    {"kind": "file"}, {"file": SENT}, {"kind": "voice", "file": SENT},
    {"kind": "file", "file": SENT | {"ref": "../etc"}},
    {"kind": "file", "file": SENT | {"size": 20 * 2**20 + 1}},
    {"refers_to": "P003:5"}, {"refers_to": "1" * 19}, {"quote": "x" * 4097}, {"media": "x"},
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG, ids=str)
async def test_anything_else_is_refused(simulator: Simulator, body: dict[str, Any]) -> None:
    answer = await simulator.write(**body)
    assert (answer.status_code, simulator.taken) == (400, [])
    assert answer.json()["why"]


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"text": "\\ud800"}', b"\xff\xfe"])
async def test_what_is_no_json_is_refused(simulator: Simulator, raw: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = await simulator.http.post("/api/chats/P002/messages", content=raw, headers=headers)
    assert (answer.status_code, simulator.taken) == (400, [])


@pytest.mark.parametrize("chat", ["P999", "stranger-0", "stranger-x", "stranger-1234", "%F0%9F"])
async def test_there_are_no_other_phones(simulator: Simulator, chat: str) -> None:
    assert (await simulator.write(chat, text="x")).status_code == 404
    assert (await simulator.http.get(f"/api/chats/{chat}")).status_code == 404
    invited = await simulator.http.post(f"/api/chats/{chat}/invitation", json={})
    assert invited.status_code == 404
    assert simulator.taken == []


async def test_a_stranger_writes_and_is_not_invited(simulator: Simulator) -> None:
    assert (await simulator.write("stranger-1", kind="contact")).status_code == 200
    (taken,) = simulator.taken
    assert isinstance(taken, Incoming)
    assert (taken.sender, taken.shared_phone) == ("stranger-1", phones.STRANGERS_PHONE)
    path = "/api/chats/stranger-1/invitation"
    assert (await simulator.http.post(path, json={})).status_code == 404


async def test_what_was_not_kept_is_to_be_sent_again(simulator: Simulator) -> None:
    simulator.sick = True
    assert (await simulator.write(text="x")).status_code == 503


async def test_the_invitation_is_a_real_one(simulator: Simulator) -> None:
    answer = await simulator.http.post("/api/chats/P002/invitation", json={})
    with transaction(simulator.engine) as db:
        person = invitations.redeem(db, answer.json()["code"], simulator.clock())
        assert person == phones.person_id(db, "P002")
