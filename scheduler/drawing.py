"""A publication is drawn up: the whole tables in parts, and what is told in each scope.

Read beside the writer, packed, and kept in small steps: a nation's table is never one large row.
Several programs may begin; one goes on with it, and after a while another begins anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scoring import narrowing
from scoring.changes import Changes, between
from scoring.corrected import Reason
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Basis, Line, Scope, Standings
from services import publications as told
from services import standings
from storage import publications, scores, units
from storage.asked import Asked, ended
from storage.engine import Db
from storage.publications import Piece, Rank, Scoped, pack
from storage.standings import coverage
from storage.steps import Step, brief
from storage.units import Unit

LOOKED_BACK = 3
"""Earlier publications with which one is compared: the newest that any reader got."""
Follows = Sequence[tuple[int, int | None]]
"""The scopes that are followed, with the number of the publication that was queued there last."""


class Drawn(NamedTuple):
    """What is drawn up: a list of a movement, of a day there; `key`: of the publication.

    `basis`: of the table that is told. `rank`: where it is a year's official one; of a corrected
    one the `reasons`.
    """

    movement: Movement
    league: League
    day: date
    zone: ZoneInfo
    key: str
    year: int
    basis: Basis = told.BASIS
    rank: Rank = Rank()
    reasons: tuple[Reason, ...] = ()


class Draft(NamedTuple):
    """What is to be kept: the lines in parts and what is told in scopes, and the summary (JSON)."""

    pieces: list[Piece]
    body: str


def keep(look: Step, step: Step, drawn: Drawn, follows: Follows, now: datetime) -> int | None:
    """The publication's number, once it is there; `None` while another program is at it."""
    kept = look(lambda db: publications.kept(db, drawn.key))
    if kept is not None:
        return kept.number
    draft_id = step(lambda db: publications.begin(db, drawn.key, drawn.year, now))
    if draft_id is None:
        return None
    draft = look(lambda db: draw(db, drawn, follows, now))
    at: int | None = 0
    while at is not None and at < len(draft.pieces):
        at = step(partial(_add, draft_id=draft_id, now=now, draft=draft, at=at))
    if at is None:
        return None
    return step(lambda db: publications.finish(db, draft_id, now, draft.body, drawn.rank))


def _add(db: Db, draft_id: int, now: datetime, draft: Draft, at: int) -> int | None:
    """Keep some of the pieces; how far it came, `None` where it is no longer ours to do."""
    added = publications.add(db, draft_id, now, brief(draft.pieces[at:]))
    return None if added is None else at + added


def draw(db: Db, drawn: Drawn, follows: Follows, now: datetime) -> Draft:
    """The tables and what is told of them, as they are now."""
    branch, year = units.root(db, drawn.league.widest), drawn.year
    if branch is None:
        raise LookupError(f"no {drawn.league.widest}")
    over = ended(year, drawn.day)
    asked = {basis: Asked(drawn.league, branch, year, basis, over) for basis in scores.BASES}
    tables = {
        basis: standings.whole(db, drawn.movement, one, now, drawn.day)
        for basis, one in asked.items()
    }
    parts = [part for basis, one in tables.items() for part in pack(basis, one.lines)]
    pushed = asked[drawn.basis]
    scoped = list(_scoped(db, drawn, pushed, tables[drawn.basis], follows))
    return Draft([*parts, *scoped], told.body(tables, drawn.basis))


def _scoped(
    db: Db, drawn: Drawn, asked: Asked, whole: Standings, follows: Follows
) -> Iterator[Scoped]:
    """What is told in each scope that is followed."""
    followed = {unit.id: unit for unit in units.several(db, {one for one, _ in follows})}
    changes = _changes(db, drawn, asked, whole, follows, followed)
    inside = _inside(asked, whole.lines, followed.values())
    for unit in sorted(followed.values(), key=lambda one: one.id):
        table = _narrow(db, asked, whole, unit, inside[unit.id])
        leaders = told.joined(one.unit_id for one in table.lines if one.place == 1)
        found = told.Told(
            table=told.first(table), changes=changes.get(unit.id, {}), leaders=leaders,
            reasons=tuple(one for one in drawn.reasons if unit.id in one.within),
        )  # fmt: skip
        yield Scoped(unit.id, found.model_dump_json())


def _inside(
    asked: Asked, lines: Sequence[Line], scopes: Collection[Unit]
) -> Mapping[int, Sequence[Line]]:
    """The lines of each scope, with their places there."""
    narrower = [unit.code for unit in scopes if unit.id != asked.scope.id]
    found = narrowing.inside(lines, narrower)
    return {unit.id: found.get(unit.code, lines) for unit in scopes}


def _narrow(db: Db, asked: Asked, whole: Standings, unit: Unit, lines: Sequence[Line]) -> Standings:
    if unit.id == asked.scope.id:
        return whole
    return narrowing.narrowed(
        whole, Scope(unit.kind, unit.code, unit.name), lines,
        coverage(db, asked._replace(scope=unit)),
    )  # fmt: skip


def _changes(
    db: Db, drawn: Drawn, asked: Asked, whole: Standings, follows: Follows,
    followed: Mapping[int, Unit],
) -> Mapping[int, dict[int, Changes]]:  # fmt: skip
    """By scope and earlier publication; each of the few that are looked at is read once."""
    numbers = sorted({last for _, last in follows if last is not None})[-LOOKED_BACK:]
    found: dict[int, dict[int, Changes]] = {}
    for number in numbers:
        scopes = [followed[scope] for scope, last in follows if last == number]
        then = _inside(asked, _then(db, number, whole), scopes)
        now = _inside(asked, whole.lines, scopes)
        for unit in scopes:
            before = told.told(db, number, unit.id)
            if before is not None and _comparable(before.table, whole):
                day = before.table.as_of.astimezone(drawn.zone).date()
                covered = before.table.coverage
                found.setdefault(unit.id, {})[number] = between(
                    then[unit.id], now[unit.id], day, covered.reported, covered.active
                )
    return found


def _then(db: Db, number: int, whole: Standings) -> Sequence[Line]:
    """The lines of an earlier publication of the same list."""
    summary = told.by_number(db, number)
    same = summary is not None and summary.pushed.list in ("", whole.list)
    return list(publications.lines(db, number, whole.basis)) if same else []


def _comparable(then: Standings, now: Standings) -> bool:
    """Provisional and official are never mixed, nor two years."""
    return (then.year, then.basis) == (now.year, now.basis)
