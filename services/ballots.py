"""Ballots are filled in, and counted at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from scoring.movement import Movement
from services import scores
from storage import ballots
from storage.ballots import Of
from storage.engine import Db
from storage.units import Unit, hold


def put(
    db: Db, movement: Movement, unit: Unit, year: int, by: int,
    given: Mapping[str, int | str], now: datetime, zone: ZoneInfo,
) -> None:  # fmt: skip
    """Keep a judge's answers, and work out the unit's score; `by`: the judge's id.

    The unit is held first, so that two who judge at once are both counted.
    """
    held = hold(db, unit)
    for code, answer in given.items():
        ballots.add(db, Of(movement.code, year, held.id), by, code, answer, now)
    scores.refresh(db, movement, held, year, now, zone)
