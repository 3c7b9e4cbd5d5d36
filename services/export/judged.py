"""What follows from reports: scores, measures, who may not be proposed, ballots, publications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from scoring.stored import Stored, measured, unpacked
from services.export.kinds import Cells, Getter, Kind, Wanted, person_code, unit_code
from services.export.values import versions
from services.publications import Summary
from storage.ballots import entries as ballots
from storage.disqualifications import marks
from storage.measures import measures
from storage.paging import Source
from storage.publications import publications
from storage.scores import MARKED, scores

_DIGITS = 9
"""Decimals of points, and of a measure's value."""


def kinds(wanted: Wanted) -> Iterator[Kind]:
    """Of a year, if one is asked for."""

    def unit(page: Any) -> list[Any]:
        return [unit_code(page.c.unit_id)]

    def unit_and_person(page: Any) -> list[Any]:
        return [unit_code(page.c.unit_id), person_code(page.c.person_id)]

    yield Kind("scores", Source(scores, wanted.in_year(scores.c.year), unit), _RANKED, _SCORE)
    yield _measures(wanted)
    steps = ("movement", "year", "unit", "ground", "step", "person", "at", "said", "conclusion",
             "latest")  # fmt: skip
    barred = Source(marks, wanted.in_year(marks.c.year), unit_and_person)
    yield Kind("disqualifications", barred, steps)
    judged = ("movement", "year", "unit", "code", "value", "said", "at")
    yield Kind("ballots", Source(ballots, wanted.in_year(ballots.c.year), unit), judged)
    yield _publications(wanted)


def _points(row: Any) -> Decimal:
    return Decimal(row.total).scaleb(-_DIGITS)


_RANKED = ("list", "year", "basis", "unit", "standing", "points", "size", "reported", "required",
           "under_review", "as_of")  # fmt: skip
_SCORE: Mapping[str, Getter] = {
    "list": lambda row: row.league,
    "points": _points,
    "as_of": lambda row: row.as_of if row.as_of > MARKED else None,
}
"""Not the ties: they are made for comparing, and the measures say the same. No day where a score
is yet to be worked out."""


def _measures(wanted: Wanted) -> Kind:
    """A row a measure; a unit's year of which none is known has one without."""
    known = {(one.code, code): derived for one in wanted.live.all for version in versions(one)
             for code, derived in version.derived.items()}  # fmt: skip

    def value(row: Any, code: str, found: Stored) -> Decimal | None:
        derived = known.get((row.movement, code))
        made = None if derived is None else measured(derived, found).value
        return None if made is None else _decimal(made)

    def split(row: Any) -> Iterator[Cells]:
        head = [row.movement, row.year, row.basis, row.unit]
        foot = [row.counts, row.told, row.among, row.under_review]
        body = unpacked(row.body)
        for code, one in body.items():
            exact = [one.top, one.bottom, one.known, one.due, one.note]
            yield [*head, code, value(row, code, one), *exact, *foot]
        if not body:
            yield [*head, *[None] * 7, *foot]

    columns = ("movement", "year", "basis", "unit", "measure", "value", "numerator", "denominator",
               "known", "due", "note", "counts", "told", "among", "under_review")  # fmt: skip
    source = Source(
        measures, wanted.in_year(measures.c.year), lambda page: [unit_code(page.c.unit_id)]
    )
    return Kind("measures", source, columns, split=split)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(round(value * 10**_DIGITS)).scaleb(-_DIGITS)


def _publications(wanted: Wanted) -> Kind:
    """An index: the tables themselves are `thidua standings --number N`."""

    def told(name: str) -> Getter:
        return lambda row: getattr(_pushed(row.body), name, None)

    names = {"movement": "movement", "list": "list", "basis": "basis", "rules_sha256": "digest"}
    getters = {column: told(name) for column, name in names.items()}
    columns = ("number", "year", "as_of", "key", "version", "corrects", *getters)
    of_year = wanted.in_year(publications.c.year)
    source = Source(publications, (publications.c.number.is_not(None), *of_year))
    return Kind("publications", source, columns, getters)


def _pushed(body: str) -> object:
    """The table that was told of; of what was kept before there were summaries, nothing."""
    try:
        return Summary.model_validate_json(body).pushed
    except (ValidationError, KeyError):
        return None
