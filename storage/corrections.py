"""What may have changed a year's official table since it was published, and who had read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from storage.disqualifications import marks
from storage.engine import Db, insert
from storage.imports import changes, imports
from storage.outbox import Address, outbox
from storage.publication_tables import PublicationReader
from storage.reports import events, reports
from storage.subscriptions import Following
from storage.tables import table

readers = table(PublicationReader)
MOST = 200
"""Changes of a kind that are looked at: with so many nobody reads each."""


class Mark(NamedTuple):
    """How far the history has been looked at: the newest ids."""

    events: int = 0
    imports: int = 0
    marks: int = 0


class Accepted(NamedTuple):
    """A report that was accepted, and by whom."""

    unit_id: int
    form: str
    period: str
    person_id: int


class Reader(NamedTuple):
    """Somebody who was queued a publication."""

    id: int
    person_id: int
    scope_id: int
    channel: str
    bot: str
    chat: str

    @property
    def group(self) -> Address | None:
        """The group that was told; None where it was the person."""
        return Address(self.channel, self.bot, self.chat) if self.chat else None


def newest(db: Db, movement: str, year: int) -> Mark:
    """How far the history goes."""
    of = (marks.c.movement == movement, marks.c.year == year)
    found = (select(func.max(events.c.id)), select(func.max(imports.c.id)),
             select(func.max(marks.c.id)).where(*of))  # fmt: skip
    return Mark(*(db.execute(one).scalar() or 0 for one in found))


def accepted(
    db: Db, forms: Collection[str], year: int, after: Mark, since: datetime
) -> list[Accepted]:
    """Reports of a year that were accepted after a moment."""
    of = (reports.c.form.in_(forms), reports.c.period.like(f"{year}%"))
    later = (events.c.id > after.events, events.c.at > since, events.c.act == "accepted")
    found = (
        select(reports.c.unit_id, reports.c.form, reports.c.period, events.c.person_id)
        .join(reports, reports.c.id == events.c.report_id)
        .where(*of, *later)
        .order_by(events.c.id)
        .limit(MOST)
    )
    return [Accepted(*row) for row in db.execute(found)]


def imported(db: Db, year: int, after: Mark, since: datetime) -> list[tuple[str, str]]:
    """What imports changed after a moment: `figure` (of the year) or `unit`, and its code."""
    its = (changes.c.what == "unit") | (
        (changes.c.what == "figure") & changes.c.period.like(f"{year}%")
    )
    found = (
        select(changes.c.what, changes.c.code)
        .join(imports, imports.c.id == changes.c.import_id)
        .where(imports.c.id > after.imports, imports.c.at > since, its)
        .distinct()
        .order_by(changes.c.what, changes.c.code)
        .limit(MOST)
    )
    return [(row.what, row.code) for row in db.execute(found)]


def barred(db: Db, movement: str, year: int, after: Mark, since: datetime) -> list[int]:
    """The units on whose being proposed somebody decided after a moment."""
    of = (marks.c.movement == movement, marks.c.year == year, marks.c.id > after.marks)
    decided = marks.c.step.in_(("confirmed", "lifted"))
    found = select(marks.c.unit_id).where(*of, decided, marks.c.at > since).distinct()
    return list(db.execute(found.order_by(marks.c.unit_id).limit(MOST)).scalars())


def read(db: Db, one: Following | Reader, number: int) -> None:
    """A publication that may be corrected was queued for somebody."""
    row = {"number": number, "person_id": one.person_id, "scope_id": one.scope_id,
           "channel": one.channel, "bot": one.bot, "chat": one.chat}  # fmt: skip
    db.execute(insert(db, readers).values(row).on_conflict_do_nothing())


def not_told(db: Db, was: int, now: int, most: int) -> list[Reader]:
    """The next readers of a version who have not been queued the one behind it."""
    told = readers.alias()
    same = (told.c[name] == readers.c[name] for name in Reader._fields[1:])
    again = select(told.c.id).where(told.c.number == now, *same).exists()
    columns = (readers.c[name] for name in Reader._fields)
    found = select(*columns).where(readers.c.number == was, ~again)
    return [Reader(*row) for row in db.execute(found.order_by(readers.c.id).limit(most))]


def got(db: Db, keys: Collection[str]) -> set[str]:
    """The messages that have reached their reader, or perhaps have."""
    arrived = outbox.c.status.in_(("sent", "unknown"))
    return set(db.execute(select(outbox.c.key).where(outbox.c.key.in_(keys), arrived)).scalars())


def scopes(db: Db, number: int) -> list[int]:
    """The scopes in which a version was read."""
    found = select(readers.c.scope_id).where(readers.c.number == number).distinct()
    return list(db.execute(found.order_by(readers.c.scope_id)).scalars())
