"""Guards: each kind of update is understood as the table says, and none is ever in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Broken
from bot.channels.telegram.updates import ALLOWED, callback, number, read
from storage.messages import Incoming, Kind

BOT = "123456"
CASES = json.loads(Path(__file__).with_name("telegram_updates.json").read_text(encoding="utf-8"))
NAMED = {case["name"]: case for case in CASES}
WORDS = {
    "update_id", "message", "chat", "from", "id", "text", "date", "type", "contact", "user_id",
    "phone_number", "photo", "file_id", "data", "new_chat_member", "status", "sender_chat",
    "message_id", "language_code", "edit_date", "caption", "voice", *ALLOWED,
}  # fmt: skip


def storable(found: Incoming | Broken) -> str:
    """What is put into the database of it; PostgreSQL takes no NUL and no half of a pair."""
    text = found.model_dump_json() if isinstance(found, Incoming) else found.raw
    text.encode()
    assert "\0" not in text
    return text


@pytest.mark.parametrize("name", NAMED)
def test_an_update_is_understood_so(name: str) -> None:
    case = NAMED[name]
    found = read(case["update"], BOT)
    storable(found)
    if "broken" in case:
        assert isinstance(found, Broken)
        assert found.why == case["broken"]["why"]
        assert found.external_id == (case["broken"]["external_id"] or found.external_id)
        assert json.loads(found.raw) == case["update"]
        return
    assert isinstance(found, Incoming)
    shown = found.model_dump(mode="json", exclude_defaults=True, exclude={"raw"})
    expected = {k: v for k, v in case["incoming"].items() if (k, v) != ("private", True)}
    assert shown == {**expected, "external_id": "900", "order": 900}
    assert found.raw == case["update"]


def test_the_table_names_every_kind() -> None:
    kinds = {case["incoming"]["kind"] for case in CASES if "incoming" in case}
    assert kinds == set(get_args(Kind))


def test_what_has_no_number_is_known_again_by_what_it_says() -> None:
    one, same, other = (read(update, BOT) for update in ({"a": 1}, {"a": 1}, {"a": 2}))
    assert one.external_id == same.external_id != other.external_id


def test_nested_too_deeply_is_set_aside() -> None:
    deep: Any = {}
    for _ in range(5000):
        deep = {"reply_to_message": deep}
    found = read({"update_id": 8, "message": deep}, BOT)
    assert isinstance(found, Broken)
    chat = {"id": 1, "type": "private"}
    found = read({"update_id": 8, "message": {"chat": chat, "from": chat, "quote": deep}}, BOT)
    assert isinstance(found, Broken)
    assert found.external_id == "8"
    storable(found)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
keys = st.sampled_from(sorted(WORDS)) | st.text(max_size=5)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5)
)


@given(anything)
def test_any_json_is_read_or_set_aside(update: Any) -> None:
    assert storable(read(update, BOT))
    number(update)
    callback(update)


@given(st.data())
def test_a_real_update_with_anything_in_any_place_is_read_or_set_aside(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case["update"] for case in CASES if "incoming" in case]))
    update = json.loads(json.dumps(case))
    place = update
    while True:
        key = data.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(anything)
    assert storable(read(update, BOT))
    number(update)
    callback(update)


def test_half_a_surrogate_pair_is_left_out_and_the_person_is_answered() -> None:
    chat = {"id": 77, "type": "private"}
    who = {"id": 77, "is_bot": False, "first_name": "L\ud83d"}
    message = {"message_id": 5, "from": who, "chat": chat, "date": 1790000000, "text": "4\ud83d5"}
    found = read({"update_id": 906, "message": message}, BOT)
    storable(found)
    assert isinstance(found, Incoming)
    assert found.text == "45"
