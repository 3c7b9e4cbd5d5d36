"""What was awarded, and the leaves that excuse months: decisions, honours, absences."""

from __future__ import annotations

from collections.abc import Iterator

from services.export.kinds import Kind, Wanted, person_code, unit_code
from storage.absences import absences
from storage.award_decisions import decisions
from storage.honours import honours
from storage.paging import Source


def kinds(wanted: Wanted) -> Iterator[Kind]:
    """Decisions of a year, if one is asked for; honours and leaves whole, as the roster is."""
    of_year = Source(decisions, wanted.in_year(decisions.c.year))
    cancelled = ("cancelled_at", "cancelled_for")
    paper = ("movement", "year", "number", "day", "signer", "post", "salary", "at")
    yield Kind("award_decisions", of_year, (*paper, *cancelled))
    whose = Source(
        honours, more=lambda page: [person_code(page.c.person_id), unit_code(page.c.unit_id)]
    )
    yield Kind("honours", whose,
               ("person", "unit", "form", "sort", "number", "day", "body", "year", "achieved_from",
                "achieved_to", "money", "source", *cancelled))  # fmt: skip
    away = Source(absences, more=lambda page: [person_code(page.c.person_id)])
    yield Kind("absences", away, ("person", "first", "last", "reason", "at"))
