"""Whatever people send, in whatever order: no error, always an answer, and always a way out."""

from __future__ import annotations

import os
import random
from datetime import timedelta

from player import Player

from storage.messages import Incoming

SEED = int(os.environ.get("FUZZ_SEED", "20261201"))
STEPS = int(os.environ.get("FUZZ_STEPS", "400"))
WHO = ("P001", "P002", "P003", "P045", "P054", "X1")
WORDS = [
    "/report", "/review", "/standings", "/why", "/help", "/language ar", "/language vi", "/cancel",
    "/start", "/start ABC", "/standings subscribe weekly", "/standings province 2 official",
    "/report groups", "/report 9900001 head-month 2026-11", "/report 9900001 x y", "/report 25459",
    "/why 9900002", "/why x", "có", "không", "đúng", "45", "2285tr", "0", "3", "12,4tr", "-5", "x",
    "chưa rõ", "vẫn vậy", "lùi", "bỏ qua", "sửa 3", "discard", "=7", "=" + "9" * 40, "9" * 60,
    "🙂", "", " ", "\n", "<b>x</b> & {name} %s", "٣٥", "१२ लाख", "\u200f45\u200f", "a" * 4096,
    "accept", "return", "later", "all", "1", "9", "Khác sổ", "yes", "no", "/", "//", "/report@bot",
]  # fmt: skip
KINDS = ("photo", "voice", "sticker", "edit", "file", "other", "contact", "blocked")


def tapped(player: Player, dice: random.Random) -> str:
    """A button of anybody's, of now or of earlier, or none at all."""
    shown = dice.choice(list(player.shown.values())) if player.shown else (1, None)
    row = max(1, shown[0] - dice.choice((0, 0, 0, 1, 5)))
    return dice.choice((f"{row}.{dice.randrange(6)}", f"{row}.0", "x", "9.9.9", f"{10**30}.1"))


def test_anything_is_answered_and_nothing_fails(player: Player) -> None:
    dice = random.Random(SEED)
    for who in WHO[:-1]:
        player.join(who)
    for step in range(STEPS):
        who = dice.choice(WHO)
        roll = dice.random()
        if roll < 0.6:
            answer = player._play(who, text=dice.choice(WORDS))
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
