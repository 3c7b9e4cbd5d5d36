"""The sheet of places: weights, exact shares, whole parts, remainders, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from handlers.books.book import Cell, Column, Sheet
from handlers.papers.voice import Voice
from services.papers.places import Line, Round


def sheet(v: Voice) -> Sheet:
    """A line for each office in each round; those without a weight stand in none, and get none."""
    columns = (
        Column(v.t("Round"), "whole", 8), Column(v.t("Unit"), width=36),
        Column(v.t("Code"), width=10), Column(v.t("Weight"), "number", 14),
        Column(v.t("Places of the round"), "whole", 12), Column(v.t("Exact share"), width=18),
        Column(v.t("Whole part"), "whole", 12), Column(v.t("Remainder"), "number", 14),
        Column(v.t("By the rule"), "whole", 12), Column(v.t("Most that can be used"), "whole", 12),
        Column(v.t("Places"), "whole", 10), Column(v.t("Reason of the Council"), width=40),
    )  # fmt: skip
    return Sheet(v.t("Allotment of places"), columns, tuple(_rows(v)))


def _rows(v: Voice) -> Iterator[tuple[Cell, ...]]:
    places = v.content.places
    for n, one in enumerate(places.rounds, 1):
        for line in places.lines:
            if line.code in one.exact:
                yield _row(n, line, one)
    told = {code for one in places.rounds for code in one.exact}
    for line in places.lines:
        if line.code not in told:
            yield (None, line.office, line.code, _points(line), None, None, None, None,
                   line.by_rule, line.usable, line.places, line.reason)  # fmt: skip


def _row(n: int, line: Line, one: Round) -> tuple[Cell, ...]:
    exact = Fraction(one.exact[line.code])
    given = one.kept.get(line.code, one.given[line.code])
    return (n, line.office, line.code, _points(line), one.places, one.exact[line.code],
            floor(exact), exact - floor(exact), given, line.usable, line.places,
            line.reason)  # fmt: skip


def _points(line: Line) -> Cell:
    return None if line.points is None else Fraction(line.points)
