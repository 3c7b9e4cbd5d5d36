"""News of reports that wait until somebody may be told: gathered, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, or_, select

from storage.engine import Db, insert
from storage.people import accounts, people
from storage.report_tables import News, Notice
from storage.tables import table

news, notices = table(News), table(Notice)

Kind = Literal["check", "accepted"]
Frequency = Literal["hourly", "daily", "never"]
FREQUENCIES: tuple[Frequency, ...] = ("hourly", "daily", "never")
USUAL: Frequency = "hourly"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Item(NamedTuple):
    """A report, in the version of which somebody is told."""

    report_id: int
    version: int


def keep(
    db: Db, kind: Kind, readers: Iterable[int], report: tuple[int, int], now: datetime
) -> None:
    """These people are to be told of a report (its id and version)."""
    rows = [
        {"kind": kind, "person_id": reader, "report_id": report[0], "version": report[1], "at": now}
        for reader in sorted(readers)
    ]
    if rows:
        new = insert(db, news).values(rows)
        changed = {"version": new.excluded.version}
        key = ["kind", "person_id", "report_id"]
        db.execute(new.on_conflict_do_update(index_elements=key, set_=changed))


def settle(db: Db, kind: Kind, report_id: int) -> None:
    """Nobody need be told of it any more."""
    db.execute(delete(news).where(news.c.report_id == report_id, news.c.kind == kind))


def following(db: Db, kind: Kind, after: int, most: int) -> list[int]:
    """The next people of whom there is news, by id, whether they may be told now or not."""
    found = select(news.c.person_id).where(news.c.kind == kind, news.c.person_id > after)
    return list(db.execute(found.distinct().order_by(news.c.person_id).limit(most)).scalars())


def readers(db: Db, ids: Sequence[int], kind: Kind, before: datetime) -> set[int]:
    """Who of these has an open chat and something to be told since `before`."""
    found = select(news.c.person_id).where(
        news.c.kind == kind, news.c.person_id.in_(ids), news.c.at <= before, _reached()
    )
    return set(db.execute(found.distinct()).scalars())


def hourly(db: Db, ids: Sequence[int], now: datetime) -> set[int]:
    """Of those of these who are to check something new: who wants to hear of it now."""
    found = (
        select(news.c.person_id)
        .outerjoin(notices, notices.c.person_id == news.c.person_id)
        .where(
            news.c.kind == "check",
            news.c.person_id.in_(ids),
            func.coalesce(notices.c.frequency, USUAL) == "hourly",
            or_(
                notices.c.told_at.is_(None),
                notices.c.told_at <= now - HOUR,
                notices.c.told_at > now + DAY,  # by a clock gone wrong
            ),
            _reached(),
        )
    )
    return set(db.execute(found.distinct()).scalars())


def _reached() -> ColumnElement[bool]:
    known = exists().where(people.c.id == news.c.person_id, people.c.active)
    mine = (accounts.c.person_id == news.c.person_id, accounts.c.blocked_at.is_(None))
    return known & exists().where(*mine)


def take(db: Db, kind: Kind, person_id: int) -> list[Item]:
    """What a person is to be told, taken by one only, however many look at once."""
    mine = delete(news).where(news.c.kind == kind, news.c.person_id == person_id)
    found = db.execute(mine.returning(news.c.report_id, news.c.version))
    return sorted(Item(*row) for row in found)


def told(db: Db, person_id: int, now: datetime) -> None:
    """The person hears of everything that waits, now; nothing of it is new any more."""
    _put(db, person_id, {"told_at": now})
    db.execute(delete(news).where(news.c.kind == "check", news.c.person_id == person_id))


def told_lately(db: Db, person_id: int, now: datetime) -> bool:
    """Whether the person heard of everything that waits within the last hour."""
    recent = exists().where(notices.c.person_id == person_id, notices.c.told_at > now - HOUR)
    more = exists().where(news.c.person_id == person_id, news.c.kind == "check")
    return bool(db.execute(select(recent & ~more)).scalar())


def frequency(db: Db, person_id: int) -> str:
    """How often the person wants to hear of what came in."""
    mine = select(notices.c.frequency).where(notices.c.person_id == person_id)
    return db.execute(mine).scalar() or USUAL


def choose(db: Db, person_id: int, wanted: str) -> None:
    """The person wants to hear of it so often from now on."""
    _put(db, person_id, {"frequency": wanted})


def _put(db: Db, person_id: int, changed: dict[str, object]) -> None:
    row = insert(db, notices).values(person_id=person_id, **changed)
    db.execute(row.on_conflict_do_update(index_elements=["person_id"], set_=changed))
