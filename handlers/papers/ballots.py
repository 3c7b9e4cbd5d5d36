"""The count table (dossier, section 5): the roll, the ballots, and each case with its rate."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.papers import common
from handlers.papers.paper import Block
from handlers.papers.voice import Line, Voice, cell, p, table
from services.papers.votes import Sitting
from services.sittings.results import Case


def head(v: Voice) -> tuple[str, ...]:
    """What the columns are."""
    return (v.t("No."), v.t("Case"), v.t("Members"), v.t("Present"), v.t("Ballots handed out"),
            v.t("Ballots returned"), v.t("Valid"), v.t("Invalid"), v.t("Opinions in writing"),
            v.t("In favour"), v.t("Rate"))  # fmt: skip


def numbers(one: Sitting, case: Case) -> tuple[int, ...]:
    """The numbers of a case, in the order of the columns."""
    r, room = one.result, case.room
    valid = room.yes + room.no + room.blank
    written = case.written.yes + case.written.no + case.written.blank + case.written.invalid
    return (r.members, r.present, r.handed, r.returned, valid, room.invalid, written, case.yes)


def _rows(v: Voice, one: Sitting) -> Iterator[Line]:
    """A line for each case."""
    for case in one.result.cases:
        name = case.unit if case.person is None else f"{case.person} ({case.unit})"
        yield (cell(v.number(case.number), "center"), cell(name),
               *(cell(v.number(n), "right") for n in numbers(one, case)),
               cell(common.rate(v, one, case), "right"))  # fmt: skip


def body(v: Voice, one: Sitting) -> Iterator[Block]:
    """The table, then what was wrong with ballots."""
    yield table((9, 40, 14, 14, 16, 16, 12, 14, 18, 14, 26), head(v), _rows(v, one))
    r = one.result
    if r.spoilt or r.lost:
        yield p(v.t("Ballots or codes changed after they were cast: {spoilt}; ballots that are "
                    "not there: {lost}.", spoilt=r.spoilt, lost=r.lost))  # fmt: skip
