"""Every transcript in this folder, word for word, on both databases and on every channel."""

from __future__ import annotations

from pathlib import Path

import pytest
from player import Player
from transcript import perform

from bot.channels.simulator import SimulatorChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))
CHANNELS = (TelegramChannel, ZaloChannel, SimulatorChannel)
ABOUT_BUTTONS = "Channels: with buttons"


def cases() -> list[tuple[Path, type]]:
    found = [(path, channel) for path in TRANSCRIPTS for channel in CHANNELS]
    return [
        (path, channel)
        for path, channel in found
        if channel.limits.buttons or ABOUT_BUTTONS not in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize(
    ("path", "channel"), cases(), ids=lambda one: getattr(one, "stem", None) or one.name
)
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
