"""Whom an office could propose: people who hold a role in it or below it, kind by kind in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, or_, select, union

from scoring.award_rows import Nominee
from storage.engine import Db
from storage.people import people, roles
from storage.scores import scores
from storage.units import COLUMNS, Unit, links, units, within

_ROLES = 8
"""Nobody holds more in one office's area."""
_WAITS = "successor"
"""Whoever is only named to take over has no part in anything yet."""


class Somebody(NamedTuple):
    """A person in a role of a unit; `said`: the kind that the roster names."""

    id: int
    code: str
    name: str
    said: str | None
    role: str
    unit: Unit


class Order(NamedTuple):
    """By which lists they are ordered: the key of the list of each level, of a year."""

    year: int
    lists: Mapping[str, str]


_PERSON = (people.c.id, people.c.code, people.c.name, people.c.kind, roles.c.role)
_WIDTH = len(_PERSON)
_held = people.join(roles, roles.c.person_id == people.c.id).join(
    units, units.c.id == roles.c.unit_id
)


def _all(office: Unit) -> Select[Any]:
    here = or_(units.c.id == office.id, within(office))
    return (
        select(*_PERSON, *COLUMNS)
        .select_from(_held)
        .where(people.c.active, units.c.active, roles.c.role != _WAITS, here)
    )


def _read(row: Any) -> Somebody:
    return Somebody._make((*row[:_WIDTH], Unit(*row[_WIDTH:])))


def _fits(kind: Nominee) -> ColumnElement[bool]:
    """The roster says it, or says nothing and a role is one of the kind's."""
    by_role = and_(people.c.kind.is_(None), roles.c.role.in_(kind.roles))
    return or_(people.c.kind == kind.code, by_role)


def of_person(db: Db, office: Unit, person_id: int) -> list[Somebody]:
    """The roles of a person there, those in the lowest units first as the roster has them."""
    found = _all(office).where(people.c.id == person_id).order_by(roles.c.id)
    return [_read(row) for row in db.execute(found)]


def by_code(db: Db, office: Unit, code: str) -> list[Somebody]:
    """The roles there of the person with this code."""
    found = _all(office).where(people.c.code == code).order_by(roles.c.id)
    return [_read(row) for row in db.execute(found)]


def everybody(db: Db, office: Unit, most: int) -> list[Somebody]:
    """All there, by name; whoever holds several roles several times."""
    found = _all(office).order_by(people.c.name, people.c.id, roles.c.id).limit(most)
    return [_read(row) for row in db.execute(found)]


def count(db: Db, office: Unit, kind: Nominee, without: Collection[int] = ()) -> int:
    """How many persons of a kind there are; `without`: of these units none."""
    here = or_(units.c.id == office.id, within(office))
    found = select(func.count(people.c.id.distinct())).select_from(_held)
    found = found.where(people.c.active, units.c.active, roles.c.role != _WAITS, here)
    found = found.where(_fits(kind), units.c.id.not_in(without))
    return int(db.execute(found).scalar_one())


def at_least(
    db: Db, offices: Collection[int], kind: Nominee, without: Collection[int], most: int
) -> dict[int, int]:
    """The same of many offices at once, by their ids; none is counted beyond `most`, so that what
    it costs does not grow with how many people there are.
    """
    office = units.alias("office")
    lies_there = (links.c.ancestor_id == office.c.id, links.c.until.is_(None))
    below, own = _first(kind, without, most), _first(kind, without, most)
    below = below.join(links, links.c.unit_id == roles.c.unit_id).where(*lies_there)
    own = own.where(roles.c.unit_id == office.c.id)
    both = union(*(select(one.correlate(office).subquery().c.id) for one in (below, own)))
    there = select(func.count()).select_from(both.subquery()).scalar_subquery()
    found = select(office.c.id, there).where(office.c.id.in_(offices))
    return {office_id: min(n, most) for office_id, n in db.execute(found)}


def units_in(db: Db, offices: Collection[int], level: str) -> dict[int, int]:
    """How many units of a level on the roster lie in each; those with none are left out."""
    here = (links.c.ancestor_id.in_(offices), links.c.level == level, links.c.here)
    found = select(links.c.ancestor_id, func.count()).where(*here).group_by(links.c.ancestor_id)
    return {row[0]: row[1] for row in db.execute(found)}


def _first(kind: Nominee, without: Collection[int], most: int) -> Select[Any]:
    """The first roles that are found of persons of a kind, enough for `most` persons.

    Not each person once: for that PostgreSQL would read all of them. The number stands in the
    statement, so that a plan that it keeps knows how few they are.
    """
    found = select(people.c.id).select_from(_held)
    found = found.where(people.c.active, units.c.active, roles.c.role != _WAITS, _fits(kind))
    return found.where(units.c.id.not_in(without)).limit(literal_column(f"{most * _ROLES:d}"))


def page(
    db: Db, office: Unit, kind: Nominee, order: Order, most: int, offset: int
) -> list[tuple[Somebody, int | None]]:
    """Persons of a kind, the best first: by the points of their unit (10**-9) in its list."""
    of, points = _points(order)
    lists = list(order.lists)
    level = case({level: n for n, level in enumerate(lists)}, value=units.c.kind, else_=len(lists))
    there = (
        select(*_PERSON, *COLUMNS, points.label("points"))
        .select_from(_held.outerjoin(*of[0]).outerjoin(*of[1]))
        .where(people.c.active, units.c.active, roles.c.role != _WAITS, _fits(kind))
        .where(or_(units.c.id == office.id, within(office)))
        .order_by(level, points.is_(None), points.desc(), people.c.name, people.c.id, roles.c.id)
    )
    rows = db.execute(there.limit(most).offset(offset))
    return [(_read(row[:-1]), row[-1]) for row in rows]


def _points(order: Order) -> tuple[list[tuple[Any, Any]], ColumnElement[Any]]:
    """Official points where there are any, else provisional ones."""
    found = []
    key = case(dict(order.lists), value=units.c.kind, else_=None)
    for basis in ("official", "provisional"):
        one = scores.alias(basis)
        found.append((one, and_(
            one.c.unit_id == units.c.id, one.c.league == key, one.c.year == order.year,
            one.c.basis == basis, one.c.standing == "ranked",
        )))  # fmt: skip
    return found, func.coalesce(*(one.c.total for one, _ in found))


def _outside(level: str) -> tuple[ColumnElement[bool], ...]:
    """Neither of a level nor in a unit of it; looked up row by row."""
    above = units.alias("above")
    link = (links.c.unit_id == units.c.id, links.c.until.is_(None), above.c.kind == level)
    lies = select(links.c.unit_id).join(above, above.c.id == links.c.ancestor_id).where(*link)
    return (units.c.kind != level, ~lies.correlate(units).exists())


def said_of_unit(db: Db, unit_id: int) -> str | None:
    """The kind of collective that the roster names for a unit."""
    return db.execute(select(units.c.collective).where(units.c.id == unit_id)).scalar()


def collectives(
    db: Db, office: Unit, kind: Nominee, order: Order, most: int, offset: int,
    besides: str | None = None,
) -> list[tuple[Unit, int | None]]:  # fmt: skip
    """Units there that are of a kind of collectives, the best of their list first.

    `besides`: a level whose units have their own: of those and of what lies in them none.
    """
    of, points = _points(order)
    outside = _outside(besides) if besides else ()
    by_level = and_(units.c.collective.is_(None), units.c.kind.in_(kind.levels))
    there = (
        select(*COLUMNS, points.label("points"))
        .select_from(units.outerjoin(*of[0]).outerjoin(*of[1]))
        .where(units.c.active, or_(units.c.collective == kind.code, by_level))
        .where(or_(units.c.id == office.id, within(office)), *outside)
        .order_by(points.is_(None), points.desc(), units.c.name, units.c.code)
    )
    rows = db.execute(there.limit(most).offset(offset))
    return [(Unit(*row[:-1]), row[-1]) for row in rows]
