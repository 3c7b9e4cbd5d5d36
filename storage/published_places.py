"""Places as they were published: of a whole table only who had which place, up to a bound.

A province's table is read in some milliseconds; one of a nation is left alone.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from scoring.standings import Line
from storage.engine import Db
from storage.publications import lines as publications_lines
from storage.publications import parts, publications

_MOST_PARTS, _READ_AT_ONCE = 24, 8
"""Parts of 500 lines: of a table from which one place is read, and of one that is read whole."""
_COUNTED = select(publications.c.number, publications.c.key).where(
    publications.c.number.is_not(None)
)
_KEY = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:(?:/(?P<behind>\S+))?$|T\d\d(?::\d\d)? (?P<of>\S+/\S+))"
)
_UNIT, _PLACE, _SIZE = 0, 1, 11
"""Where these stand in a line."""


class Published(NamedTuple):
    """A publication by its number, and the day on which it was pushed."""

    number: int
    day: date


def of_year(db: Db, year: int, behind: str, of: str) -> list[Published]:
    """Those of a year's list, the first in front.

    `of`: the codes of movement and list, as in a key; `behind`: the code of another movement than
    the first, whose first list it was before there were several.
    """
    statement = _COUNTED.where(publications.c.year == year)
    found = (_of(row.number, row.key, behind, of) for row in db.execute(statement))
    return sorted(filter(None, found), key=lambda one: one.day)


class Span(NamedTuple):
    """When something was published: not before a moment, and before another."""

    since: datetime
    until: datetime


def newest(
    db: Db, of: str, behind: str | None, *, year: int | None = None, span: Span | None = None
) -> int | None:
    """The number of a list's publication that came last, corrections of it too.

    `of`, `behind`: as in `of_year`; None where the list was not published before there were
    several. `year`: under review. `span`: when it was published.
    """
    newer = select(publications.c.number).order_by(publications.c.number.desc()).limit(1)
    where = [publications.c.number.is_not(None), _of_list(of, behind)]
    where += [] if year is None else [publications.c.year == year]
    if span is not None:
        where += [publications.c.as_of >= span.since, publications.c.as_of < span.until]
    return db.execute(newer.where(*where)).scalar()


def _of_list(of: str, behind: str | None) -> ColumnElement[bool]:
    """By the key: of a day and hour, of a correction, and of a day before there were lists."""
    key, day = publications.c.key, "____-__-__"
    list_ = re.sub(r"([%_\\])", r"\\\1", of)
    ways = [key.like(f"{day}T% {list_}", escape="\\"), key.like(f"{list_} % v%", escape="\\")]
    if behind is not None:
        ways.append(key.like(f"{day}/{behind}" if behind else day))
    return or_(*ways)


def lines(db: Db, number: int, basis: str) -> Iterator[Line] | None:
    """The lines of a table that was published; `None` of one that is too large for an answer."""
    if _parts(db, number, basis) > _READ_AT_ONCE:
        return None
    return publications_lines(db, number, basis)


def _of(number: int, name: str, behind: str, of: str) -> Published | None:
    key = _KEY.match(name)
    if key is None or key["of"] not in (None, of):
        return None
    mine = key["of"] or (key["behind"] or "") == behind
    return Published(number, date.fromisoformat(key["day"])) if mine else None


def _parts(db: Db, number: int, basis: str) -> int:
    of = publications.c.number == number, parts.c.basis == basis
    there = parts.join(publications, publications.c.id == parts.c.publication_id)
    return int(db.execute(select(func.count()).select_from(there).where(*of)).scalar_one())


def place(
    db: Db, number: int, basis: str, unit_id: int, among: Collection[int]
) -> tuple[int, int] | None:
    """The place of a unit among some others of its class of size, and how many these are."""
    placed = _placed(db, number, basis, {unit_id, *among})
    mine = placed.get(unit_id)
    if mine is None:
        return None
    equals = [place for place, size in placed.values() if size == mine[1]]
    return 1 + sum(place < mine[0] for place in equals), len(equals)


def _placed(db: Db, number: int, basis: str, ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """The place in the whole table, and the class of size, of those who had one."""
    of = publications.c.number == number, parts.c.basis == basis
    there = parts.join(publications, publications.c.id == parts.c.publication_id)
    if _parts(db, number, basis) > _MOST_PARTS:
        return {}
    found: dict[int, tuple[int, int]] = {}
    for packed in db.execute(select(parts.c.lines).select_from(there).where(*of)).scalars():
        for row in json.loads(zlib.decompress(packed)):
            if row[_UNIT] in ids and row[_PLACE] is not None:
                found[row[_UNIT]] = row[_PLACE], row[_SIZE] if len(row) > _SIZE else 0
    return found
