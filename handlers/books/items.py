"""The sheet of the points: a line a unit, two columns an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from handlers.books.book import Cell, Column, Kind, Sheet
from handlers.pictures.texts import plain
from locales.translator import Translator
from scoring import rollup
from scoring.cards import Derived
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import Item, score
from scoring.shown import shown
from scoring.standings import Line, Standings
from storage import measures
from storage.engine import Db

_AT_ONCE = 500


def sheet(t: Translator, db: Db, rules: Movement, league: League, table: Standings) -> Sheet:
    """Of each item its value and its points; the points add up to those of the standings."""
    card = rules.cards[league.card]
    named = [(item, rules.derived[item.indicator]) for item in card.items]
    columns = [
        Column(plain(t("Place")), "whole", 8),
        Column(plain(t("Code")), width=12),
        Column(plain(t("Unit")), width=38),
        Column(plain(t("Points")), "points", 10),
    ]
    for item, derived in named:
        called = f"{item.code} {plain(t.movement(derived.name))}"
        columns.append(Column(called, kind(derived), 18))
        columns.append(Column(plain(t("{name}: points", name=called)), "points", 18))
    return Sheet(
        plain(t("Points by item")), tuple(columns), _rows(db, rules, league, table, table.lines)
    )


def kind(derived: Derived) -> Kind:
    """How a measure's values are written."""
    if derived.unit == "%":
        return "share"
    return "money" if derived.unit == "VND" else "number"


def _rows(
    db: Db, rules: Movement, league: League, table: Standings, lines: Sequence[Line]
) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        ids = [line.unit_id for line in some]
        kept = measures.several(db, rules.code, ids, table.year, table.basis)
        for line in some:
            head = (line.place, line.code, line.name)
            if line.unit_id not in kept or line.standing == "no_data":
                yield (*head, None)
            else:
                yield (*head, line.points, *_items(rules, league, kept[line.unit_id].measures))


def _items(rules: Movement, league: League, stored: rollup.Unit) -> Iterator[Cell]:
    result = score(rules.cards[league.card], rollup.measures(rules, league, stored))
    as_shown = shown(result)
    for item in result.items:
        yield _value(rules.derived[item.indicator], item)
        gone = item.note == "not_applicable"
        yield None if gone else Fraction(as_shown[item.code].points, 100)


def _value(derived: Derived, item: Item) -> Cell:
    """Percent as a share of one."""
    if item.value is None:
        return None
    return item.value / 100 if derived.unit == "%" else item.value
