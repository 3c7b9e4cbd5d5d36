"""Subscriptions that were chosen before there were lists: they are written out, some at a time."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from storage.engine import Db
from storage.steps import brief
from storage.subscriptions import Wish, put, settled, subscriptions

_AT_ONCE = 200


def unsettled(db: Db) -> bool:
    """Whether there is any."""
    return db.execute(select(subscriptions.c.id).where(~settled).limit(1)).first() is not None


def settle(db: Db, meant: Collection[tuple[str, str, int]]) -> None:
    """Write out some: of each movement its code, a list, and the unit that is its scope.

    Where nothing is meant yet they stay as they are.
    """
    if not meant:
        return
    of = select(subscriptions).where(~settled).order_by(subscriptions.c.id).limit(_AT_ONCE)
    done = []
    for row in brief(db.execute(of).all()):
        for movement, code, scope_id in meant:
            wish = Wish(movement, code, scope_id, row.frequency, row.weekday, row.hour)
            put(db, row.person_id, wish)
        done.append(row.id)
    db.execute(delete(subscriptions).where(subscriptions.c.id.in_(done)))
