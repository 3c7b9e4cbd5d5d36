"""The sheets of the sums and of the rules: by what, and on what, the standing rests."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from zoneinfo import ZoneInfo

from handlers.books.book import Cell, Column, Sheet
from handlers.books.items import kind
from handlers.pictures.texts import plain
from handlers.wording.scales import scale, set_by
from handlers.wording.standings import basis
from locales.translator import Translator
from scoring import rollup
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import wanted
from scoring.standings import Standings
from scoring.stored import Stored
from storage.measures import Kept


def sums(t: Translator, rules: Movement, league: League, kept: Kept) -> Sheet:
    """What the list's scope adds up to: of each measure both sides and the value they make."""
    columns = (
        Column(plain(t("Measure")), width=44),
        Column(plain(t("Numerator")), "number", 22),
        Column(plain(t("Denominator")), "number", 22),
        Column(plain(t("Value")), "number", 16),
        Column(plain(t("Unit of measure")), width=16),
    )
    return Sheet(plain(t("Sums")), columns, _sums(t, rules, league, kept))


def _sums(t: Translator, rules: Movement, league: League, kept: Kept) -> Iterator[tuple[Cell, ...]]:
    found = rollup.measures(rules, league, kept.measures)
    for code in wanted(rules, league):
        derived, stored = rules.derived[code], kept.measures.get(code, Stored())
        sides = (stored.top, stored.bottom) if stored.known or stored.bottom else (None, None)
        unit = "%" if kind(derived) == "share" else derived.unit
        yield (plain(t.movement(derived.name)), *sides, found[code].value, unit)


def rules(t: Translator, of: Movement, league: League, table: Standings, zone: ZoneInfo) -> Sheet:
    """What the table is, by which rules (with their digest), and the card's items."""
    columns = (
        Column(plain(t("Rules")), width=44),
        Column("", width=70),
        Column(plain(t("Weight")), "whole", 10),
    )
    return Sheet(plain(t("Rules")), columns, _rules(t, of, league, table, zone))


def _rules(
    t: Translator, of: Movement, league: League, table: Standings, zone: ZoneInfo
) -> Iterator[tuple[Cell, ...]]:
    moment = table.as_of.astimezone(zone).replace(tzinfo=None)
    covered = table.coverage
    yield plain(t("Name of the emulation movement")), plain(t.movement(of.name)), None
    yield plain(t("List")), plain(t.movement(league.name)), None
    yield plain(t("Unit")), f"{table.scope.name} ({table.scope.code})", None
    yield plain(t("Year")), table.year, None
    yield plain(t("Basis")), plain(basis(t, table.basis)), None
    yield plain(t("As of")), f"{moment:%Y-%m-%d %H:%M}", None
    yield plain(t("Publication No.")), table.number, None
    yield plain(t("With data")), f"{covered.reported}/{covered.active}", None
    if table.mean is not None:
        yield plain(t("Mean")), Fraction(table.mean, 10**9), None
    yield plain(t("SHA-256 of the rules")), table.digest, None
    yield plain(set_by(t, of.cards[league.card])), None, None
    for item in of.cards[league.card].items:
        derived = of.derived[item.indicator]
        name = f"{item.code} {plain(t.movement(derived.name))}"
        yield name, plain(scale(t, of, derived, item)), item.weight
    for place, tie in enumerate(league.ties, 1):
        yield plain(t("Tie {n}", n=place)), plain(t.movement(of.derived[tie.measure].name)), None
