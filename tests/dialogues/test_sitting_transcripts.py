"""Guards: what is said in a sitting of the Council, word for word, in four languages: on channels
with buttons and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from player import ZONE
from secretive import Secretive
from sqlalchemy import Engine
from transcript import perform

from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import transaction
from tests.council import JANUARY, brought, chosen

TRANSCRIPTS = sorted((Path(__file__).parent / "sittings").glob("*.txt"))


@pytest.mark.parametrize("buttons", [True, False], ids=["buttons", "written"])
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda one: one.stem)
def test_a_sitting(
    path: Path, buttons: bool, engine: Engine, request: pytest.FixtureRequest
) -> None:
    brought(engine, 5)
    with transaction(engine) as db:
        chosen(db, ("X2", "HS"), ("C1", "C2", "M3"))
    player = Secretive(engine, Site(builtin(), ZONE), now=JANUARY, buttons=buttons)
    player.channel = "telegram" if buttons else "zalo"
    written = path.read_text(encoding="utf-8")
    assert written.startswith("Guards: "), f"{path.name} says no promise"
    played = perform(player, written)
    if request.config.getoption("--write") and buttons:
        path.write_text(played, encoding="utf-8")
    assert played == written
