"""Guards: an event with anything in any place is read or set aside, can be kept by every database,
and is never in anybody's way; another bot is not answered."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zalo_server import event

from bot.channels.base import Broken
from bot.channels.zalo.updates import read
from storage.messages import Incoming


def test_another_bot_is_never_answered() -> None:
    found = read(event("/report", **{"from": {"id": "c7", "is_bot": True}}), "4211")
    assert isinstance(found, Incoming)
    assert (found.kind, found.private, found.text) == ("other", False, "")


def test_letters_typed_in_parts_are_put_together() -> None:
    found = read(event(unicodedata.normalize("NFD", "Nợ quá hạn")), "4211")
    assert isinstance(found, Incoming)
    assert found.text == "Nợ quá hạn"


def storable(found: Incoming | Broken) -> None:
    """PostgreSQL takes no NUL, and no database half of a pair of characters."""
    kept = [found.external_id]
    if isinstance(found, Incoming):
        kept += [found.chat, found.sender, found.model_dump_json()]
    else:
        kept += [found.raw]
    for text in kept:
        text.encode()
        assert "\0" not in text


@pytest.mark.parametrize("chat", ["c\0", "c\ud83d", "", "c" * 3000, "c\n7"])
def test_an_id_that_no_database_keeps_is_set_aside(chat: str) -> None:
    found = read(event("45", chat=chat), "4211")
    assert isinstance(found, Broken)
    storable(found)


WORDS = ["ok", "result", "event_name", "message", "chat", "from", "id", "message_id", "text",
         "date", "is_bot", "chat_type", "photo", "photo_url", "sticker", "caption"]  # fmt: skip
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=5)
    ),
)


@given(anything)
def test_any_json_is_read_or_set_aside(body: Any) -> None:
    storable(read(body, "4211"))


@given(st.data())
def test_an_event_with_anything_in_any_place_is_read_or_set_aside(data: st.DataObject) -> None:
    body = json.loads(json.dumps({"ok": True, "result": event("45")}))
    place = body
    while True:
        key = data.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(anything)
    storable(read(body, "4211"))
