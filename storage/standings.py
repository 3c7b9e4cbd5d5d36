"""Standings: the table of a scope by place, and how complete it is.

Of a year that is over (`Asked.then`) it is the table of those who lay there on its last day, called
as they were then: a merger or a new name changes nothing of it.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from scoring.standings import Coverage, Line
from storage import then
from storage.asked import Asked
from storage.engine import Db
from storage.places import ORDER, better, count_ranked, of_list, ranked_in
from storage.scores import scores
from storage.units import Unit, count_here, gone, units, within
from storage.within import within as links

above = units.alias("above")
_above = (above, above.c.id == units.c.parent_id)
_COLUMNS = (
    units.c.code,
    units.c.name,
    func.coalesce(scores.c.total, 0),
    func.coalesce(scores.c.reported, 0),
    func.coalesce(scores.c.required, 0),
    func.coalesce(scores.c.standing, "no_data"),
    units.c.id,
    above.c.name,
    func.coalesce(scores.c.under_review, false()),
    func.coalesce(scores.c.size, 0),
)
"""What a line shows beside its place."""
_TOLD = ("ranked", "not_enough")


def table(db: Db, asked: Asked, *, limit: int | None = None, offset: int = 0) -> list[Line]:
    """The units of a scope and a class of size by place (1-2-2-4), then those without by name.

    A page of places is read off the index, whatever the scope holds; a place is a count of better
    scores, made once a page. Whoever had a place in a year that is over keeps it.
    """
    found = _placed(db, asked, limit, offset)
    if limit is None or len(found) < limit:
        ranked = offset + len(found) if found else count_ranked(db, asked)
        left = None if limit is None else limit - len(found)
        found += _unplaced(db, asked, left, max(0, offset - ranked))
    return found if asked.then is None else then.lines(db, found, asked)


def _placed(db: Db, asked: Asked, limit: int | None, offset: int) -> list[Line]:
    statement = (
        select(*_COLUMNS, *ORDER)
        .select_from(scores.join(units, units.c.id == scores.c.unit_id).outerjoin(*_above))
        .where(ranked_in(asked))
        .order_by(*(column.desc() for column in ORDER), _called(asked), units.c.code)
        .limit(limit)
        .offset(offset)
    )
    rows = db.execute(statement).all()
    if not rows:
        return []
    found, last, place = [], None, 0
    for at, row in enumerate(rows, offset + 1):
        mine = tuple(row[len(_COLUMNS) :])
        if last is None:
            place = 1 if at == 1 else better(db, mine, asked) + 1
        elif mine != last:
            place = at
        last = mine
        found.append(replace(Line(place, *row[: len(_COLUMNS)]), ties=mine[1:]))
    return found


def _unplaced(db: Db, asked: Asked, limit: int | None, offset: int) -> list[Line]:
    mine = and_(scores.c.unit_id == units.c.id, scores.c.league == asked.league.key,
                scores.c.year == asked.year, scores.c.basis == asked.basis)  # fmt: skip
    no_place = func.coalesce(scores.c.standing, "no_data") != "ranked"
    its_size = func.coalesce(scores.c.size, 0) == asked.size
    statement = (
        select(*_COLUMNS)
        .select_from(units.outerjoin(scores, mine).outerjoin(*_above))
        .where(units.c.kind == asked.league.level, _units_in(asked), its_size, no_place)
        .order_by(_called(asked), units.c.code)
        .limit(limit)
        .offset(offset)
    )
    return [Line(None, *row) for row in db.execute(statement)]


def line_of(db: Db, asked: Asked, unit: Unit) -> Line:
    """The line of a unit that has no place."""
    mine = and_(scores.c.unit_id == units.c.id, scores.c.league == asked.league.key,
                scores.c.year == asked.year, scores.c.basis == asked.basis)  # fmt: skip
    statement = select(*_COLUMNS).select_from(units.outerjoin(scores, mine).outerjoin(*_above))
    found = Line(None, *db.execute(statement.where(units.c.id == unit.id)).one())
    return then.lines(db, [found], asked)[0]


def _called(asked: Asked) -> ColumnElement[str]:
    return units.c.name if asked.then is None else then.called(asked.then)


def _units_in(asked: Asked) -> ColumnElement[bool]:
    scope, level = asked.scope, asked.league.level
    if scope.kind == level:
        return and_(units.c.id == scope.id, units.c.active)
    if asked.then is None:
        return and_(within(scope, level), units.c.active)
    return units.c.id.in_(select(links.c.unit_id).where(_lay_there(asked)))


def _lay_there(asked: Asked) -> ColumnElement[bool]:
    """Whoever lay in the scope then; of those who left the roster, whose day is later."""
    day = asked.then
    left_later = links.c.unit_id.in_(select(units.c.id).where(units.c.left_on > day))
    return and_(
        links.c.ancestor_id == asked.scope.id,
        links.c.level == asked.league.level,
        links.c.since <= day,
        or_(links.c.here, links.c.until > day, and_(links.c.until.is_(None), left_later)),
    )


def coverage(db: Db, asked: Asked) -> Coverage:
    """The active units of a list that have figures in this year, as in "31/33".

    Counted over the index; the few that have left the roster since are taken off again.
    """
    told = and_(of_list(asked), scores.c.standing.in_(_TOLD))
    reported = db.execute(select(func.count()).where(told)).scalar_one()
    left = gone(asked.scope, asked.league.level, asked.then).subquery()
    both = scores.join(left, scores.c.unit_id == left.c.unit_id)
    away = db.execute(select(func.count()).select_from(both).where(told)).scalar_one()
    return Coverage(int(reported - away), _active(db, asked))


def _active(db: Db, asked: Asked) -> int:
    if asked.then is None or asked.scope.kind == asked.league.level:
        return count_here(db, asked.scope, asked.league.level)
    there = select(func.count(links.c.unit_id.distinct())).where(_lay_there(asked))
    return int(db.execute(there).scalar_one())
