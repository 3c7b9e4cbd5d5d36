"""What papers print beside what others read already: where figures come from, and who is who.

Of many units at once: a paper is made of a fixed number of statements, however many groups stand
behind it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, select, union_all

from scoring.levels import League
from storage.engine import Db
from storage.history import COUNTS, figures
from storage.people import people, roles
from storage.reports import reports
from storage.scores import scores
from storage.tables import table
from storage.units import Unit, units
from storage.within_tables import Within

links = table(Within)


class Told(NamedTuple):
    """Reports of one form that stand behind a unit's figures, by who verified them."""

    unit_id: int
    form: str
    verifier: str | None
    reports: int
    first: int
    last: int
    since: str
    until: str
    senders: int
    sender: str | None
    verified: int
    verified_at: datetime | None
    confirmed_at: datetime | None


_verifier, _sender = people.alias("verifier"), people.alias("sender")
_accepted = reports.c.status == "accepted"


def told(db: Db, ids: Collection[int], year: int) -> list[Told]:
    """Of some units: their own reports of a year, and those of the units below."""
    grouped = union_all(_told(ids, year, own=True), _told(ids, year, own=False)).subquery()
    named = (
        select(*(grouped.c[name] for name in ("unit_id", "form")), _verifier.c.name,
               *(grouped.c[name] for name in ("n", "first", "last", "since", "until", "senders")),
               _sender.c.name,
               *(grouped.c[name] for name in ("verified", "verified_at", "confirmed_at")))
        .select_from(
            grouped.outerjoin(_verifier, _verifier.c.id == grouped.c.verifier)
            .outerjoin(_sender, _sender.c.id == grouped.c.sender)
        )
        .order_by(grouped.c.unit_id, grouped.c.form, grouped.c.first)
    )  # fmt: skip
    return [Told._make(row) for row in db.execute(named)]


def _told(ids: Collection[int], year: int, *, own: bool) -> Select[Any]:
    """Grouped in the database: of an office there are thousands."""
    whose = reports.c.unit_id if own else links.c.ancestor_id
    there = reports if own else reports.join(links, and_(
        links.c.unit_id == reports.c.unit_id, links.c.until.is_(None)))  # fmt: skip
    verifier = case((_accepted, reports.c.verified_by))
    return (
        select(
            whose.label("unit_id"), reports.c.form, verifier.label("verifier"),
            func.count().label("n"), func.min(reports.c.id).label("first"),
            func.max(reports.c.id).label("last"), func.min(reports.c.period).label("since"),
            func.max(reports.c.period).label("until"),
            func.count(reports.c.confirmed_by.distinct()).label("senders"),
            func.min(reports.c.confirmed_by).label("sender"),
            func.sum(case((_accepted, 1), else_=0)).label("verified"),
            func.max(case((_accepted, reports.c.verified_at))).label("verified_at"),
            func.max(reports.c.confirmed_at).label("confirmed_at"),
        )
        .select_from(there)
        .where(whose.in_(ids), reports.c.period.between(f"{year}", f"{year}-Q4"),
               reports.c.status.in_(COUNTS))
        .group_by(whose, reports.c.form, verifier)
    )  # fmt: skip


class Brought(NamedTuple):
    """Figures of the office's own file that stand behind a unit's figures."""

    unit_id: int
    code: str
    values: int
    since: str
    until: str
    at: datetime


def brought(
    db: Db, movement: str, ids: Collection[int], codes: Collection[str], year: int
) -> list[Brought]:
    """Of some units and those below, by code."""
    found = [row for own in (True, False)
             for row in db.execute(_brought(movement, ids, codes, year, own=own))]  # fmt: skip
    return [Brought._make(row) for row in found]


def _brought(
    movement: str, ids: Collection[int], codes: Collection[str], year: int, *, own: bool
) -> Select[Any]:
    whose = figures.c.unit_id if own else links.c.ancestor_id
    there = figures if own else figures.join(links, and_(
        links.c.unit_id == figures.c.unit_id, links.c.until.is_(None)))  # fmt: skip
    return (
        select(whose, figures.c.code, func.count(), func.min(figures.c.period),
               func.max(figures.c.period), func.max(figures.c.imported_at))
        .select_from(there)
        .where(whose.in_(ids), figures.c.movement == movement, figures.c.code.in_(codes),
               figures.c.period.between(f"{year}", f"{year}-Q4"))
        .group_by(whose, figures.c.code)
        .order_by(whose, figures.c.code)
    )  # fmt: skip


class Coverage(NamedTuple):
    """How complete the reports of a list's units are."""

    units: int
    telling: int
    reports: int
    due: int


def coverage(db: Db, scope: Unit, league: League, year: int, basis: str) -> Coverage:
    """Of all units of a list in a scope, on a basis."""
    mine: ColumnElement[bool] = and_(
        scores.c.unit_id == units.c.id, scores.c.league == league.key, scores.c.year == year,
        scores.c.basis == basis,
    )  # fmt: skip
    inside = (links.c.ancestor_id == scope.id, links.c.level == league.level, links.c.here)
    below = units.c.id.in_(select(links.c.unit_id).where(*inside))
    here = units.c.id == scope.id if scope.kind == league.level else below
    found = (
        select(func.count(), func.sum(case((scores.c.reported > 0, 1), else_=0)),
               func.sum(scores.c.reported), func.sum(scores.c.required))
        .select_from(units.outerjoin(scores, mine))
        .where(here, units.c.active)
    )  # fmt: skip
    return Coverage(*(int(one or 0) for one in db.execute(found).one()))


def completeness(
    db: Db, league: League, year: int, ids: Collection[int]
) -> dict[tuple[int, str], tuple[int, int]]:
    """Reports in and due of each of some units, with all below them, by unit and basis."""
    columns = (scores.c.unit_id, scores.c.basis, scores.c.reported, scores.c.required)
    found = select(*columns).where(
        scores.c.league == league.key, scores.c.year == year, scores.c.unit_id.in_(ids)
    )
    return {(unit, basis): (said, due) for unit, basis, said, due in db.execute(found)}


def born(db: Db, ids: Collection[int]) -> dict[int, int]:
    """The years of birth that are known of some people."""
    known = (people.c.id.in_(ids), people.c.born.is_not(None))
    rows = select(people.c.id, people.c.born).where(*known)
    return {row.id: row.born for row in db.execute(rows)}


def codes(db: Db, ids: Collection[int]) -> dict[int, str]:
    """The codes of some people."""
    rows = select(people.c.id, people.c.code).where(people.c.id.in_(ids))
    return {row.id: row.code for row in db.execute(rows)}


def called(db: Db, ids: Collection[int]) -> dict[int, str]:
    """The names of some people."""
    rows = select(people.c.id, people.c.name).where(people.c.id.in_(ids))
    return {row.id: row.name for row in db.execute(rows)}


def leading(db: Db, ids: Collection[int]) -> dict[int, str]:
    """Who leads each of some units, as far as the roster says: the first by name."""
    rows = (
        select(roles.c.unit_id, func.min(people.c.name))
        .join(people, people.c.id == roles.c.person_id)
        .where(roles.c.unit_id.in_(ids), people.c.leads, people.c.active)
        .group_by(roles.c.unit_id)
    )
    return {row[0]: row[1] for row in db.execute(rows)}
