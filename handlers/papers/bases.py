"""Legal bases on a paper: those in force on its day; one that has lapsed stops the print.

They are cited in Vietnamese in every language: it is what they are called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from handlers.papers.paper import Paragraph
from handlers.papers.voice import Voice, p
from scoring import bases
from scoring.award_rows import LegalBasis
from services.papers.content import Content

_LAW, _MARK = "/QH", "(*)"
_PLAIN = ("quy định", "hướng dẫn", "sửa đổi", "phân cấp", "tiếp tục")
"""A title that begins so stands behind the issuer without "về"."""


class Lapsed(Exception):
    """A paper needs what is no longer in force; nothing is printed."""

    def __init__(self, day: date, found: list[tuple[LegalBasis, LegalBasis | None]]) -> None:
        super().__init__("; ".join(one.number for one, _ in found))
        self.day, self.found = day, found


def cited(content: Content, paper: str) -> tuple[LegalBasis, ...]:
    """Those that a paper cites, whatever their days."""
    return tuple(one for one in content.bases if paper in one.cites)


def needed(content: Content, papers: Collection[str], day: date) -> None:
    """`Lapsed` where any of some papers needs what is no longer in force on a day."""
    wanted = [one.code for one in content.bases if not set(one.cites).isdisjoint(papers)]
    found = bases.lapsed(content.bases, wanted, day)
    if found:
        raise Lapsed(day, found)


def block(v: Voice, paper: str) -> Iterator[Paragraph]:
    """The bases of a paper, one a line; those that nobody has confirmed are marked, with a note."""
    needed(v.content, [paper], v.day)
    found = list(bases.in_force(cited(v.content, paper), v.day))
    for n, one in enumerate(found, 1):
        said = citation(one) + ("" if one.confirmed else f" {_MARK}")
        line = v.t("Pursuant to {basis}", basis=said) + ("." if n == len(found) else ";")
        yield p(line, "basis", italic=True)
    open_ = [one for one in found if not one.confirmed]
    if open_:
        said = v.t("The Council has not confirmed yet that these are cited rightly.")
        notes = [f"{one.number}: {one.note}" for one in open_ if one.note and v.record]
        yield p(" ".join([_MARK, said, *notes]), "note")


def unsure(v: Voice, paper: str) -> list[str]:
    """The numbers of bases in force that the Council has not confirmed yet."""
    return [one.number for one in bases.in_force(cited(v.content, paper), v.day)
            if not one.confirmed]  # fmt: skip


def citation(one: LegalBasis) -> str:
    """As a paper names it: kind, number, day, issuer, what it is about."""
    day = date_in_words(one.day)
    if _LAW in one.number:
        return f"{one.kind} {one.title} số {one.number} {day}"
    about = one.title if one.title.startswith(_PLAIN) else f"về {one.title}"
    return f"{one.kind} số {one.number} {day} của {one.issuer} {about}"


def date_in_words(day: date) -> str:
    """Days below 10 and the first two months have a zero in front (Decree 30/2020)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def short(one: LegalBasis) -> str:
    """Kind and number."""
    return f"{one.kind} {one.number}"
