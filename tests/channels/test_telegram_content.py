"""Guards: only what a person sent is answered; what the platform notes by itself never is.

Every field of the Bot API's Message is held against the table, so a new one has to be decided on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.content import ABOUT, SENT
from bot.channels.telegram.updates import read
from storage.messages import Incoming

API = json.loads(Path(__file__).with_name("botapi.json").read_text(encoding="utf-8"))
FIELDS = [field["name"] for field in API["types"]["Message"]["fields"]]
KINDS = dict(SENT)
SERVICE = [name for name in FIELDS if name not in KINDS and name not in ABOUT]
CHAT = {"id": 77, "type": "private"}


def message(**content: Any) -> Incoming:
    found = {"message_id": 5, "from": CHAT, "chat": CHAT, "date": 1790000000, **content}
    update = read({"update_id": 900, "message": found}, "1")
    assert isinstance(update, Incoming)
    return update


def test_the_table_knows_the_api() -> None:
    assert ABOUT | KINDS.keys() <= set(FIELDS)
    assert {"pinned_message", "chat_background_set", "message_auto_delete_timer_changed",
            "forum_topic_created", "write_access_allowed", "gift"} <= set(SERVICE)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in FIELDS if name in KINDS])
def test_what_people_send_is_an_attempt_to_answer(name: str) -> None:
    content: Any = "45" if name == "text" else [{"file_id": "f"}] if name == "photo" else {}
    assert message(**{name: content}).kind == KINDS[name]


@pytest.mark.parametrize("name", SERVICE)
def test_what_the_platform_notes_is_none(name: str) -> None:
    assert message(**{name: {}}).kind == "service"


def test_a_note_of_a_later_version_is_none_either() -> None:
    assert message(something_new={"a": 1}).kind == "service"
