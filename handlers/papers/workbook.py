"""The workbook of a snapshot (dossier, section 8): lists, figures, points, places, what is missing.

The votes stand in the Council's copy only.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from handlers.books.book import Book, Cell, Column, Sheet
from handlers.papers import (
    allotting,
    annex,
    ballots,
    common,
    decision,
    lacking,
    lists,
    noting,
    report,
    request,
    summary,
)
from handlers.papers.voice import Voice, bare
from scoring.award_rows import Of
from services.papers.content import PROPOSAL
from services.papers.parts import Proposed, Row

Cells = tuple[Cell, ...]


def book(v: Voice) -> Book:
    """The whole of it."""
    at = v.snapshot.at.astimezone(v.zone).replace(tzinfo=None)
    title = f"{v.content.unit}, {v.content.year}"
    return Book(title, at, v.translator.direction == "rtl", tuple(_sheets(v)))


def _sheets(v: Voice) -> Iterator[Sheet]:
    names: dict[Of, str] = {"collective": v.t("Collectives"), "person": v.t("Individuals")}
    for what, name in names.items():
        yield Sheet(name, _texts(v, lists.head(v, what)), _listed(v, what))
    figures = tuple(_figure(v, one) for one in v.content.rows)
    yield Sheet(v.t("Figures"), _figure_columns(v), figures)
    yield Sheet(v.t("Points"), _point_columns(v), tuple(_points(v)))
    yield allotting.sheet(v)
    yield Sheet(v.t("Dossier check"), (Column(v.t("Missing"), width=110),), tuple(_missing(v)))
    if v.content.kind == PROPOSAL:
        yield Sheet(v.t("Result of the vote"), _vote_columns(v), tuple(_votes(v)))


def _texts(v: Voice, titles: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column(one, "whole" if n == 0 else "text", 8 if n == 0 else 24)
                 for n, one in enumerate(titles))  # fmt: skip


def _listed(v: Voice, what: Of) -> tuple[Cells, ...]:
    found = [one for one in common.every(v) if one.what == what]
    row = _person if what == "person" else _collective
    return tuple(row(v, n, one) for n, one in enumerate(found, 1))


def _ends(v: Voice, one: Proposed) -> Cells:
    return (bare(summary.brief(v, one)), common.form(v), bare(lists.voted(v, one)),
            lists.remark(v, one))  # fmt: skip


def _collective(v: Voice, n: int, one: Proposed) -> Cells:
    return (n, one.name, common.above(v, one), bare(common.points(v, one)), *_ends(v, one))


def _person(v: Voice, n: int, one: Proposed) -> Cells:
    return (n, one.name, lists.title(v, one), one.post or "–", one.unit, report.role(v, one),
            *_ends(v, one))  # fmt: skip


def _figure_columns(v: Voice) -> tuple[Column, ...]:
    return (
        Column(v.t("Row"), "whole", 8), Column(v.t("Code"), width=16),
        Column(v.t("Indicator"), width=40), Column(v.t("Unit"), width=34),
        Column(v.t("Unit's code"), width=12), Column(v.t("Period"), width=16),
        Column(v.t("Value"), "number", 16), Column(v.t("In"), width=14),
        Column(v.t("Numerator"), "whole", 18), Column(v.t("Denominator"), "whole", 18),
        Column(v.t("Reports"), width=30), Column(v.t("Sent by"), width=24),
        Column(v.t("Verified by"), width=34), Column(v.t("Time"), width=18),
        Column(v.t("Snapshot"), "whole", 10),
    )  # fmt: skip


def _figure(v: Voice, one: Row) -> Cells:
    source = one.source
    return (
        one.n, one.code, v.named(one.name), one.whose, one.whose_code, noting.period(v, one),
        one.exact, annex.unit(v, one), one.top if one.value is not None else None,
        one.bottom if one.value is not None else None, annex.reports(v, one),
        noting.sender(v, source) if source.reports else None,
        ", ".join(source.verified_by) or None, v.moment(source.at) if source.at else None,
        v.snapshot.number,
    )  # fmt: skip


def _point_columns(v: Voice) -> tuple[Column, ...]:
    return (
        Column(v.t("No."), "whole", 8), Column(v.t("Name"), width=34),
        Column(v.t("Indicator"), width=40), Column(v.t("Most points"), "points", 12),
        Column(v.t("Points, self-computed"), "points", 14),
        Column(v.t("Points, appraised"), "points", 14), Column(v.t("Difference"), "points", 12),
        Column(v.t("Reason"), width=40), Column(v.t("Appraised by"), width=24),
    )  # fmt: skip


def _points(v: Voice) -> Iterator[Cells]:
    """Self-computed beside appraised, item by item."""
    for n, one in enumerate(v.content.nominees, 1):
        for each in one.figures:
            own = Fraction(each.points)
            seen = own if each.appraised is None else Fraction(each.appraised)
            name = v.named(v.content.row(each.row).name)
            yield (n, one.name, name, Fraction(each.weight), own, seen, seen - own, each.reason,
                   each.by)  # fmt: skip


def _missing(v: Voice) -> Iterator[Cells]:
    """All that any paper names as missing, each once."""
    whom = [one.id for one in v.content.nominees]
    papers = (request.CODE, decision.DECISION)
    every = [line for code in papers for line in lacking.lines(v, code, whom)]
    for line in dict.fromkeys(every):
        yield (line,)
    if not every:
        yield (v.t("Nothing is missing."),)


def _vote_columns(v: Voice) -> tuple[Column, ...]:
    first = Column(v.t("Sitting"), "whole", 10)
    titles = ballots.head(v)
    return (
        first, Column(titles[0], "whole", 8), Column(titles[1], width=40),
        *(Column(one, "whole", 12) for one in titles[2:-1]),
        Column(v.t("Base"), "whole", 10), Column(titles[-1], "share", 12),
        Column(v.t("Result"), width=14), Column("SHA-256", width=66),
    )  # fmt: skip


def _votes(v: Voice) -> Iterator[Cells]:
    for one in v.content.sittings:
        for case in one.result.cases:
            passed = v.t("passed") if case.passed else v.t("not passed")
            yield (one.number, case.number, case.name, *ballots.numbers(one, case), case.base,
                   case.share, passed, one.digest)  # fmt: skip
