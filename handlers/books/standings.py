"""The sheet of the standings, a line a unit, as in the chat."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.books.book import Cell, Column, Sheet
from handlers.pictures.card import band
from handlers.pictures.texts import plain
from handlers.wording.standings import size
from locales.translator import N_, Translator
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Line, Standings

STANDING = {
    "ranked": N_("ranked"),
    "not_enough": N_("not enough reports"),
    "no_data": N_("no data"),
}


def sheet(t: Translator, rules: Movement, league: League, table: Standings) -> Sheet:
    """Place, unit, the one above it, points, grade, reports, and what stands against it."""
    classes = (Column(plain(t("Class of size")), width=22),) if league.classes else ()
    columns = (
        *classes,
        Column(plain(t("Place")), "whole", 8),
        Column(plain(t("Code")), width=12),
        Column(plain(t("Unit")), width=38),
        Column(plain(t("Lies in")), width=30),
        Column(plain(t("Points")), "points", 10),
        Column(plain(t("Grade")), width=14),
        Column(plain(t("Reports in")), "whole", 12),
        Column(plain(t("Reports due")), "whole", 12),
        Column(plain(t("Standing")), width=20),
        Column(plain(t("Under review")), width=14),
        Column(plain(t("Not eligible for proposal")), width=24),
    )
    return Sheet(plain(t("Standings")), columns, _rows(t, rules, league, table))


def _rows(
    t: Translator, rules: Movement, league: League, table: Standings
) -> Iterator[tuple[Cell, ...]]:
    for line in table.lines:
        apart = (plain(size(t, rules, league, line.size)),) if league.classes else ()
        yield (
            *apart,
            line.place,
            line.code,
            line.name,
            line.commune,
            line.points if line.standing != "no_data" else None,
            _grade(t, rules, line),
            line.reported,
            line.required,
            plain(t(STANDING.get(line.standing, line.standing))),
            plain(t("yes")) if line.under_review else None,
            _barred(t, rules, line),
        )


def _grade(t: Translator, rules: Movement, line: Line) -> str | None:
    """The band of the points, of those that have a place."""
    found = band(rules, line)
    return None if found is None else plain(t.movement(rules.bands[found].name))


def _barred(t: Translator, rules: Movement, line: Line) -> str | None:
    """On which grounds it may not be proposed, in words."""
    named = (plain(t.movement(rules.grounds[code].name)) for code in line.barred)
    return "; ".join(named) or None
