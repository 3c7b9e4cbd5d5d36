"""The stage of a dialogue: a migrated database with the demo organisation."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from player import ZONE, Player
from sqlalchemy import Engine

from handlers.play import House
from scoring.loading import builtin
from storage import roster_apply, roster_file
from storage.engine import transaction

ORGANISATION = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"


@pytest.fixture
def player(engine: Engine) -> Player:
    movement = builtin()
    imported = datetime(2026, 10, 1, 7, tzinfo=ZONE)
    with transaction(engine) as db:
        roster = roster_file.read(ORGANISATION.read_bytes())
        roster_apply.bring(db, roster, movement, imported, ZONE)
    return Player(engine, House(movement, ZONE, "0276 000 000"))
