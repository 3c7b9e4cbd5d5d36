"""The reports of many units, with who sent and checked them and the values that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from storage.answers import cells
from storage.engine import Db
from storage.people import people
from storage.reports import reports
from storage.units import Unit, units, within

_COUNT = ("confirmed", "accepted")
_AT_ONCE = 500
sender, checker = people.alias("sender"), people.alias("checker")


class Value(NamedTuple):
    """A number, or words; whether somebody was asked about it, and what they said to that."""

    value: int | None
    text: str | None
    flagged: bool
    note: str | None


class ReportRow(NamedTuple):
    """A report that counts."""

    id: int
    unit: str
    name: str
    period: str
    status: str
    version: int
    sent_by: str | None
    sent_at: datetime | None
    checked_by: str | None
    checked_at: datetime | None
    values: dict[str, Value]


def of_form(
    db: Db, scope: Unit, level: str, form: str, periods: Collection[str]
) -> Iterator[ReportRow]:
    """The reports of a form from the units of a level in a scope, by unit and period."""
    inside = units.c.id == scope.id if scope.kind == level else within(scope, level)
    statement = (
        select(reports.c.id, units.c.code, units.c.name, reports.c.period, reports.c.status,
               reports.c.version, sender.c.name, reports.c.confirmed_at, checker.c.name,
               reports.c.verified_at)
        .join(units, units.c.id == reports.c.unit_id)
        .outerjoin(sender, sender.c.id == reports.c.confirmed_by)
        .outerjoin(checker, checker.c.id == reports.c.verified_by)
        .where(inside, reports.c.form == form, reports.c.period.in_(periods))
        .where(reports.c.status.in_(_COUNT))
        .order_by(units.c.code, reports.c.period)
    )  # fmt: skip
    for some in db.execute(statement).partitions(_AT_ONCE):
        known = _values(db, [row[0] for row in some])
        for row in some:
            yield ReportRow._make((*row, known.get(row[0], {})))


def _values(db: Db, ids: Collection[int]) -> dict[int, dict[str, Value]]:
    columns = (cells.c.report_id, cells.c.code, *(cells.c[name] for name in Value._fields))
    found: dict[int, dict[str, Value]] = {}
    for report, code, *value in db.execute(select(*columns).where(cells.c.report_id.in_(ids))):
        found.setdefault(report, {})[code] = Value(*value)
    return found
