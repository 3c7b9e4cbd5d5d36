"""What a corrected report said before, and why it was returned: its history, played once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from scoring.questions import Value
from storage.answers import entries, valued
from storage.engine import Db
from storage.people import people
from storage.reports import events


@dataclass(frozen=True)
class Earlier:
    """The values of the confirmation before; `reason`: why it was returned, if it was."""

    values: Mapping[str, Value | None] = field(default_factory=dict)
    reason: str | None = None


def before(db: Db, report_id: int, version: int) -> Earlier:
    """What counted in the version before this one."""
    if version < 2:
        return Earlier()
    given = select(entries.c.edition, entries.c.code, entries.c.value, entries.c.text)
    answers = given.where(entries.c.report_id == report_id).order_by(entries.c.id)
    done = select(events.c.edition, events.c.act, events.c.version, events.c.detail)
    acts = done.where(events.c.report_id == report_id).order_by(events.c.id)
    steps: list[tuple[int, int, Any]] = [(row[0] or 0, 0, row) for row in db.execute(answers)]
    steps += [(row[0] or 0, 1, row) for row in db.execute(acts)]
    return _played(sorted(steps, key=lambda one: one[:2]), version - 1)


def _played(steps: list[tuple[int, int, Any]], wanted: int) -> Earlier:
    values: dict[str, Value | None] = {}
    counted: dict[str, Value | None] = {}
    found: dict[str, Value | None] = {}
    reason = None
    for _, is_act, row in steps:
        if not is_act:
            values[row.code] = valued(row.value, row.text)
        elif row.act == "discarded":
            values = dict(counted)
        elif row.act == "confirmed":
            counted = dict(values)
            found = counted if row.version == wanted else found
        elif row.act == "returned" and row.version == wanted:
            reason = row.detail
    return Earlier(found, reason)


def authors(db: Db, report_id: int) -> list[str]:
    """The names of those who gave values of a report, whoever wrote first in front."""
    statement = (
        select(people.c.name)
        .join(entries, entries.c.person_id == people.c.id)
        .where(entries.c.report_id == report_id)
        .group_by(people.c.id, people.c.name)
        .order_by(func.min(entries.c.id))
    )
    return list(db.execute(statement).scalars())
