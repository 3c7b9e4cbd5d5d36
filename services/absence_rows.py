"""A list of leaves as it is written: whose, from which month to which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

from scoring.movement import Movement
from services import absences
from services.absences import Leave
from services.lists import Columns, ListError, checked, rows
from services.roster import tables
from services.roster.cells import Code, Month, Name, Row
from storage import absences as kept
from storage import people
from storage.engine import Db
from storage.imports import Source
from storage.schema import alone

COLUMNS = Columns(
    "absences",
    {
        "person": "person, code, id, ma, ma so, ma nguoi",
        "first": "first, from, first month, tu, tu thang",
        "last": "last, to, until, last month, den, den thang",
        "reason": "reason, ly do",
    },
    (frozenset({"person"}), frozenset({"first"}), frozenset({"last"})),
    "a person's code (Mã, person), the first month (Từ tháng, first), the last (Đến tháng, last)",
)
WHY = {
    "turned": "the last month is before the first",
    "long": f"more than {absences.MOST} months",
    "overlaps": "another leave of this person lies in these months",
}


def _month(said: Any) -> Any:
    return tables.month(said) if isinstance(said, str) else said


Said = Annotated[Month, BeforeValidator(_month)]


class LeaveRow(Row):
    """A row; without a reason it is maternity leave."""

    person: Code
    first: Said
    last: Said
    reason: Name = "nghỉ thai sản"


def compare(db: Db, data: bytes) -> list[Leave]:
    """What a list would enter or change; ListError with a line for each row that is wrong."""
    found, problems = list[Leave](), list[str]()
    for raw, row in checked(rows(data, COLUMNS), LeaveRow):
        person = people.by_code(db, row.person)
        if person is None:
            problems.append(f"{raw.at('person')}: there is no person {row.person}")
            continue
        leave = Leave(person[0], row.person, row.first, row.last, row.reason)
        if why := absences.refused(db, leave, found):
            problems.append(f"{raw.place}: {WHY[why]}")
        found.append(leave)
    if problems:
        raise ListError(problems)
    there = {(one.person_id, one.first, one.last, one.reason)
             for leave in found for one in kept.of_person(db, leave.person_id)}  # fmt: skip
    return [one for one in found if (one.person_id, *one[2:]) not in there]


def bring(
    db: Db, movements: Sequence[Movement], data: bytes, source: Source, now: datetime,
    zone: ZoneInfo,
) -> list[Leave]:  # fmt: skip
    """Enter what a list has; what was entered or changed."""
    alone(db, "import")
    found = compare(db, data)
    for one in found:
        absences.enter(db, movements, one, None, source, now, zone)
    return found
