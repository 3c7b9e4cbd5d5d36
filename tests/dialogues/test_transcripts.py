"""Every transcript in this folder, word for word, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from player import Player, perform

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path: Path, player: Player, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    assert written.startswith("Guards: "), f"{path.name} says no promise"
    played = perform(player, written)
    if request.config.getoption("--write"):
        path.write_text(played, encoding="utf-8")
    assert played == written
