"""The stage of pushes: who stands where, who wants them how often, and what leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Engine, delete, insert, update
from told_stage import MOVEMENT, ZONE, at, person

from scheduler import correcting, queueing
from scheduler.compose import compose
from scheduler.tick import tick
from storage import outbox as rows
from storage import subscriptions, units
from storage.engine import Db, transaction
from storage.messages import Reply
from storage.outbox import Waiting
from storage.people import people as people_table
from storage.scores import scopes, scores
from storage.subscriptions import Wish

LEAGUE = MOVEMENT.first_league
FIRST, SECOND, THIRD = "2026-12-15", "2026-12-16", "2026-12-17"
PUSHES = (queueing.KIND, correcting.KIND)
ALL = {f"99000{n:02}": 100 - n for n in range(1, 13)}
"""By group: its points. Twelve of 33 have a place."""


def stand(engine: Engine, points: Mapping[str, float], basis: str = "provisional") -> None:
    """These groups have so many points, the others no place."""
    with transaction(engine) as db:
        db.execute(delete(scores).where(scores.c.basis == basis))
        ties = {f"tie{n}": 0 for n in range(1, 6)}
        for code, total in points.items():
            unit = units.by_code(db, code)
            assert unit is not None
            above = {"league": LEAGUE.key} | scopes(LEAGUE, unit.ancestor)
            row = {"unit_id": unit.id, "year": 2026, "basis": basis, **above, **ties,
                   "standing": "ranked", "total": int(total * 10**9), "reported": 3, "required": 3,
                   "as_of": date(2027, 12, 31), "under_review": False}  # fmt: skip
            db.execute(insert(scores), row)


def wants(
    engine: Engine,
    who: str,
    frequency: str,
    language: str = "en",
    *,
    scope: str = "BRANCH",
    list: str | None = None,
    at: tuple[int, int | None] = (0, None),
) -> None:
    """Somebody wants a list in a scope; weekly `at` a day and an hour."""
    weekday, hour = at if frequency == "weekly" else (None, None)
    with transaction(engine) as db:
        unit = units.by_code(db, scope)
        assert unit is not None
        wish = Wish(MOVEMENT.code, list or LEAGUE.code, unit.id, frequency, weekday, hour)
        subscriptions.put(db, person(db, who), wish)
        db.execute(update(people_table).where(people_table.c.code == who).values(language=language))


def pushed(engine: Engine, day: str, hour: str = "08:00") -> dict[str, Reply]:
    """What leaves on a morning, by chat; each is sent that is still wanted."""
    moment = at(f"{day}T{hour}").astimezone(UTC)
    tick(engine, MOVEMENT, ZONE, moment)
    found = {}
    claimed = {"holder": "t", "busy": [], "most": 500}
    with transaction(engine) as db:
        while waiting := rows.claim(db, "telegram", "1", moment, **claimed):  # type: ignore[arg-type]
            for row in waiting:  # one a chat
                reply = compose(db, row, moment, MOVEMENT, ZONE)
                _leaves(db, row, moment, reply)
                if row.kind in PUSHES and isinstance(reply, Reply):
                    found[row.address.chat] = reply
    return found


def _leaves(db: Db, row: Waiting, moment: datetime, reply: Reply | datetime | None) -> None:
    """As the sender does it."""
    if isinstance(reply, Reply):
        rows.sent(db, row.id, "1", moment)
    elif reply is None:
        rows.ended(db, row.id, "cancelled", "no longer wanted")
    else:
        rows.again(db, row.id, reply, "not the hour")


def told(engine: Engine, day: str, who: str = "P054") -> list[str]:
    return pushed(engine, day)[who].text.replace("Tổ TK&amp;VV ấp/khu phố ", "").split("\n")
