"""In which scopes of its list each line of a table counts: a narrower table is a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import or_, select

from scoring.standings import Line
from storage.asked import Asked
from storage.engine import Db
from storage.scores import scores
from storage.units import units
from storage.within import within

_AT_ONCE = 1000


def lines(db: Db, found: Sequence[Line], asked: Asked) -> list[Line]:
    """The lines with the codes of the units in which they are ranked, the nearest first."""
    inside = asked.league.inside
    codes = _codes(db, asked)
    ranked = _ranked(db, asked)
    others = [line.unit_id for line in found if line.unit_id not in ranked]
    lie = _others(db, asked, others)
    return [
        replace(line, scopes=tuple(
            codes[scope] for scope in ranked.get(line.unit_id) or lie.get(line.unit_id) or ()
            if scope in codes
        ))
        for line in found
    ] if inside else list(found)  # fmt: skip


def _codes(db: Db, asked: Asked) -> dict[int, str]:
    its = select(units.c.id, units.c.code).where(units.c.kind.in_(asked.league.inside))
    return {row.id: row.code for row in db.execute(its)}


def _ranked(db: Db, asked: Asked) -> dict[int, list[int]]:
    """Where those with a score are ranked: that stays as it was when they move afterwards."""
    columns = [scores.c[f"scope{n}"] for n, _ in enumerate(asked.league.inside, 1)]
    of = (scores.c.league == asked.league.key, scores.c.year == asked.year,
          scores.c.basis == asked.basis)  # fmt: skip
    rows = db.execute(select(scores.c.unit_id, *columns).where(*of))
    return {row[0]: [scope for scope in row[1:] if scope is not None] for row in rows}


def _others(db: Db, asked: Asked, ids: Sequence[int]) -> dict[int, list[int]]:
    """Where units without a score lie, on the last day of a year that is over."""
    inside, day = asked.league.inside, asked.then
    still = within.c.until.is_(None)
    there = still if day is None else (within.c.since <= day) & or_(still, within.c.until > day)
    found: dict[int, dict[str, int]] = {}
    for some in _pieces(ids):
        rows = select(within.c.unit_id, within.c.kind, within.c.ancestor_id).where(
            within.c.unit_id.in_(some), within.c.kind.in_(inside), there
        )
        for row in db.execute(rows):
            found.setdefault(row.unit_id, {})[row.kind] = row.ancestor_id
    return {one: [lies[kind] for kind in inside if kind in lies] for one, lies in found.items()}


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
