"""Subscriptions: which council members get the standings, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from storage.engine import Db, insert
from storage.outbox import outbox
from storage.people import people
from storage.report_tables import Subscription
from storage.tables import table

subscriptions = table(Subscription)


def put(db: Db, person_id: int, frequency: str | None) -> None:
    """Choose daily, weekly or deadline; `None` ends it."""
    if frequency is None:
        db.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id))
        return
    row = insert(db, subscriptions).values(person_id=person_id, frequency=frequency)
    changed = {"frequency": frequency}
    db.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=changed))


def of(db: Db, person_id: int) -> str | None:
    """What the person chose."""
    where = subscriptions.c.person_id == person_id
    return db.execute(select(subscriptions.c.frequency).where(where)).scalar()


def following(db: Db, frequencies: Sequence[str], after: int, most: int) -> list[int]:
    """The next people on the roster who chose one of these, by id."""
    statement = (
        select(subscriptions.c.person_id)
        .join(people, people.c.id == subscriptions.c.person_id)
        .where(subscriptions.c.frequency.in_(frequencies), people.c.active)
        .where(subscriptions.c.person_id > after)
        .order_by(subscriptions.c.person_id)
        .limit(most)
    )
    return list(db.execute(statement).scalars())


def got(db: Db, key: str) -> bool:
    """Whether the push with this key has reached its reader."""
    where = (outbox.c.key == key, outbox.c.status == "sent")
    return db.execute(select(outbox.c.id).where(*where)).first() is not None
