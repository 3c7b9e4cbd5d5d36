"""Who goes to the vote: what was said of each nominee, the last word counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select

from storage.engine import Db
from storage.nomination_tables import Choice as Row
from storage.people import people
from storage.tables import table

choices = table(Row)


class Choice(NamedTuple):
    """Whether a nominee goes to the vote, the reason where one was given, who said so and when."""

    id: int
    nomination_id: int
    chosen: bool
    reason: str | None
    who: str
    at: datetime


def add(
    db: Db, nomination_id: int, by: int, now: datetime, *, chosen: bool, reason: str | None
) -> int:
    """Say it; the id of what was said. The nomination is held by whoever calls."""
    row = {"nomination_id": nomination_id, "chosen": chosen, "reason": reason, "by_id": by,
           "at": now}  # fmt: skip
    return int(db.execute(insert(choices).values(row).returning(choices.c.id)).scalar_one())


def last(db: Db, nominations: Collection[int]) -> dict[int, Choice]:
    """The last word on some nominations, by their ids."""
    newest = (
        select(func.max(choices.c.id))
        .where(choices.c.nomination_id.in_(nominations))
        .group_by(choices.c.nomination_id)
    )
    statement = (
        select(choices.c.id, choices.c.nomination_id, choices.c.chosen, choices.c.reason,
               people.c.name, choices.c.at)
        .join(people, people.c.id == choices.c.by_id)
        .where(choices.c.id.in_(newest))
    )  # fmt: skip
    return {row[1]: Choice(*row) for row in db.execute(statement)}
