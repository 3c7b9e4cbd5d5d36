"""Guards: what is stored of a chat and cannot be read ends no turn: the chat goes on without it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from player import Player
from sqlalchemy import select, update

from storage.conversations import conversations
from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.updates import updates

FRAMES = {
    "no JSON": "{Nguyễn",
    "another's shape": json.dumps([{"called": "report"}]),
    "a dialogue that is gone": json.dumps([{"name": "gone", "version": 1, "state": "{}"}]),
    "a state that is none": json.dumps([{"name": "report", "version": 1, "state": "Nguyễn"}]),
}


def failed(head: Player) -> int:
    with reading(head.engine) as db:
        return len(db.execute(select(updates.c.id).where(updates.c.error.is_not(None))).all())


@pytest.mark.parametrize("frames", FRAMES)
def test_running_dialogues(player: Player, frames: str) -> None:
    player.join("P002")
    player.write("P002", "/report")
    for said in ("45", "/help", "/cancel", "photo"):
        with transaction(player.engine) as db:
            db.execute(update(conversations).values(frames=FRAMES[frames]))
        assert player.write("P002", said)
    assert failed(player) == 0
    assert "1/9" in "\n".join(player.write("P002", "/report"))


@pytest.mark.parametrize("body", ["{Nguyễn", json.dumps({"text": 1, "choices": {}})])
@pytest.mark.parametrize("buttons", [True, False])
def test_the_present_question_and_what_was_shown(player: Player, body: str, buttons: bool) -> None:
    head = replace(player, buttons=buttons, channel="telegram" if buttons else "zalo")
    head.join("P002")
    head.write("P002", "/standings")
    tapped = head.tapped = f"{max(row for row, _ in head.shown.values())}.0"
    with transaction(head.engine) as db:
        db.execute(update(outbox).values(body=body))
    for said in ("1", "sticker", "45", "Bảng"):
        assert head.write("P002", said)
    if buttons:
        assert head.write("P002", "again"), tapped
    assert failed(head) == 0
