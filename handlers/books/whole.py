"""The workbook of a standing: the table, the points, the reports, the sums, the rules."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from handlers.books import items, reports, rules, standings
from handlers.books.book import Book, Sheet
from handlers.pictures.texts import direction, plain
from locales.translator import Translator
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Standings
from storage import measures
from storage.engine import Db
from storage.units import Unit


def book(
    t: Translator, db: Db, of: Movement, table: Standings, scope: Unit | None, zone: ZoneInfo
) -> Book:
    """`of`: the rules of the table's year. What was published is the table and its rules alone:
    the figures behind it may have changed since.
    """
    league = of.leagues[table.list]
    title = t("Standings {year}: {unit}", year=table.year, unit=table.scope.name)
    right_to_left = direction(plain(title)) == "rtl"
    as_of = table.as_of.astimezone(zone).replace(tzinfo=None)
    return Book(plain(title), as_of, right_to_left, _sheets(t, db, of, league, table, scope, zone))


def _sheets(
    t: Translator, db: Db, of: Movement, league: League, table: Standings, scope: Unit | None,
    zone: ZoneInfo,
) -> Iterator[Sheet]:  # fmt: skip
    yield standings.sheet(t, of, league, table)
    if table.number is None and scope is not None:
        yield items.sheet(t, db, of, league, table)
        yield from reports.sheets(t, db, of, scope, league.level, table.year, zone)
        kept = measures.of(db, of.code, scope.id, table.year, table.basis)
        if kept is not None:
            yield rules.sums(t, of, league, kept)
    yield rules.rules(t, of, league, table, zone)
