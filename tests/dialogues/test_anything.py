"""Whatever people send, in whatever order: no error, always an answer, and always a way out."""

from __future__ import annotations

import os
import random
from datetime import timedelta

import pytest
from player import Player

from storage.messages import Incoming
from tests.crash.anything import SAYS

SEED = int(os.environ.get("FUZZ_SEED", "20261201"))
STEPS = int(os.environ.get("FUZZ_STEPS", "200"))
"""On a way that is always the same; `tests/crash/test_anything_comes.py` takes others each time."""
WHO = ("P001", "P002", "P003", "P045", "P054", "X1")
KINDS = ("photo", "voice", "sticker", "edit", "file", "other", "contact", "blocked")


def tapped(player: Player, dice: random.Random) -> str:
    """A button of anybody's, of now or of earlier, or none at all."""
    shown = dice.choice(list(player.shown.values())) if player.shown else (1, None)
    row = max(1, shown[0] - dice.choice((0, 0, 0, 1, 5)))
    return dice.choice((f"{row}.{dice.randrange(6)}", f"{row}.0", "x", "9.9.9", f"{10**30}.1"))


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_anything_is_answered_and_nothing_fails(player: Player, channel: str) -> None:
    player.channel, player.buttons = channel, channel != "zalo"
    dice = random.Random(SEED)
    for who in WHO[:-1]:
        player.join(who)
    for step in range(STEPS):
        who = dice.choice(WHO)
        roll = dice.random()
        if roll < 0.6:
            answer = player._play(who, text=dice.choice(SAYS))
        elif roll < 0.9:
            answer = player._play(who, kind="tap", tapped=tapped(player, dice))
        else:
            kind = dice.choice(KINDS)
            answer = player._play(who, kind=kind)
            if kind == "blocked":
                continue
        assert any(line.startswith(f"{who} <") for line in answer), f"step {step}: silence"
        if dice.random() < 0.02:
            player.now += timedelta(hours=dice.randrange(40))
            player.tick()
    for who in WHO[:-1]:
        for _ in range(4):
            player.write(who, "/cancel")
        player.write(who, "/language vi")
        assert f"{who} < Không có gì để hủy." in player.write(who, "/cancel"), who


def test_the_player_speaks_the_programs_own_language() -> None:
    assert set(KINDS) < set(Incoming.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
