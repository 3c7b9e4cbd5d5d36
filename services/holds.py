"""Who is not considered for the time being: set with a reason, released with a reason.

It is no disqualification (Decree 152/2025, Article 4(4)): whoever is held may be proposed, and is
voted on once it is released.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from storage import holds
from storage.engine import Db
from storage.holds import Hold

Of = tuple[int | None, int | None]
"""A unit, or a person: the ids, one of them None."""
Result = Literal["done", "gone"]


def put(
    db: Db, movement: str, year: int, of: Of, reason: str, since: date, by: int, now: datetime
) -> int:
    """Hold a unit or a person; the hold's id. Several may stand at once, each with its reason."""
    return holds.add(db, movement, year, of, reason, since, by, now)


def release(db: Db, hold_id: int, by: int, now: datetime, reason: str) -> Result:
    """It stands no more; `gone`: it was released already."""
    return "done" if holds.release(db, hold_id, by, now, reason) else "gone"


def standing(db: Db, movement: str, year: int, unit: int) -> list[Hold]:
    """What holds a unit."""
    return holds.standing(db, movement, year, [unit])
