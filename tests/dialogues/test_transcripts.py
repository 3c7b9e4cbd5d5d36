"""Every transcript in this folder, word for word: on every channel, and on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from player import Player
from transcript import perform

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.demo.simulator.channel import SimulatorChannel

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))
CHANNELS = (TelegramChannel, ZaloChannel, SimulatorChannel)
DATABASES = ("sqlite", "postgresql")
ABOUT_BUTTONS = "Channels: with buttons"


def cases() -> list[tuple[str, Path, type]]:
    """What a channel does to a talk and what a database does have nothing to do with each other."""
    found = [(base, path, one) for path in TRANSCRIPTS for base in DATABASES for one in CHANNELS]
    return [
        (database, path, channel)
        for database, path, channel in found
        if channel.limits.buttons or ABOUT_BUTTONS not in path.read_text(encoding="utf-8")
    ]


def called(one: object) -> str:
    return one if isinstance(one, str) else getattr(one, "stem", None) or one.name  # type: ignore[attr-defined]


@pytest.mark.parametrize(("engine", "path", "channel"), cases(), ids=called, indirect=["engine"])
def test_transcript(
    path: Path, channel: type, player: Player, request: pytest.FixtureRequest
) -> None:
    player.channel, player.buttons = channel.name, channel.limits.buttons  # type: ignore[attr-defined]
    written = path.read_text(encoding="utf-8")
    assert written.startswith("Guards: "), f"{path.name} says no promise"
    played = perform(player, written)
    if request.config.getoption("--write") and channel is CHANNELS[0]:
        path.write_text(played, encoding="utf-8")
    assert played == written
