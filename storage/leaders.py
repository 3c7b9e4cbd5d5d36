"""Who waits for another leader of a list, and who led when they last heard."""

from __future__ import annotations

from sqlalchemy import select, update

from storage.engine import Db
from storage.subscriptions import FOR_LEADERS, subscriptions


def led(db: Db, movement: str, code: str) -> set[tuple[int, str | None]]:
    """Where somebody waits for another leader of a list, with who led when they last heard."""
    of = (subscriptions.c.movement == movement, subscriptions.c.list == code, FOR_LEADERS)
    found = select(subscriptions.c.scope_id, subscriptions.c.told).where(*of).distinct()
    return {(row.scope_id, row.told) for row in db.execute(found)}


def leads(db: Db, movement: str, code: str, scope_id: int, now: str) -> None:
    """Who leads in a scope, for those who have just begun to wait for another."""
    of = (subscriptions.c.movement == movement, subscriptions.c.list == code, FOR_LEADERS)
    new = (subscriptions.c.scope_id == scope_id, subscriptions.c.told.is_(None))
    db.execute(update(subscriptions).where(*of, *new).values(told=now))
