"""Awards: whether what the terms, kinds, pieces and legal bases name is there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scoring.award_rows import Award, LegalBasis, Nominee
from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish
from scoring.checking.season import possible

_ONLY_WITH = ("nominee", "piece", "legal_basis", "salary")


def awards(known: Catalogue) -> Iterator[Fault]:
    """The terms, and each row."""
    if known.file.award is not None:
        yield from _terms(known, known.file.award)
    elif "award" not in known.raw:
        for table in _ONLY_WITH:
            if known.raw.get(table):
                yield Fault((table,), "there is no [award] to which it belongs")
    for at, nominee in known.rows("nominee"):
        yield from _nominee(known, at, nominee)
    for at, basis in known.rows("legal_basis"):
        yield from _basis(known, at, basis)
    yield from _salaries(known)


def _terms(known: Catalogue, award: Award) -> Iterator[Fault]:
    yield from known.unknown(("award", "council"), "level", award.council)
    yield from known.unknown(("award", "nominators"), "level", award.nominators)
    at: At = ("award", "places", "list")
    yield from _list(known, at, award.places.list)
    levels = {row.code: row.level for _, row in known.rows("list")}
    level = levels.get(award.places.list, award.nominators)
    if level != award.nominators:
        yield Fault(at, f"{award.places.list} ranks a {level}; places go to a {award.nominators}")
    levels_known = known.codes("level") or ()
    named = {award.council, award.nominators} <= set(levels_known)
    if named and award.council not in known.above(award.nominators):
        where = ("award", "council")
        yield Fault(where, f"{award.nominators} does not lie in {award.council}")
    if award.leaves is not None and not possible(award.leaves):
        says = f"{list(award.leaves)} is not in every year; a day is [month, day]"
        yield Fault(("award", "leaves"), says)
    if known.whole("salary") and not known.raw.get("salary"):
        yield Fault(("award", "money"), "no [[salary]] says from when which base salary holds")


def _nominee(known: Catalogue, at: At, one: Nominee) -> Iterator[Fault]:
    for number, level in enumerate(one.levels):
        yield from known.unknown((*at, "levels", number), "level", level)
    if one.of == "collective" and one.roles:
        yield Fault((*at, "roles"), "a collective holds no roles")
    elif one.of == "person" and one.levels:
        yield Fault((*at, "levels"), "a person is of no level")
    elif one.of == "collective" and (one.summary or one.direct):
        yield blemish((*at, "of"), "only persons work directly, or have a summary written")


def _list(known: Catalogue, at: At, code: str) -> Iterator[Fault]:
    """A list whose code is wrong where it stands is not named again wherever it is meant."""
    codes = [one.casefold() for one in known.codes("list") or ()]
    typed = all(one.replace("-", "").replace("_", "").isalnum() for one in codes)
    if typed and len(set(codes)) == len(codes) and code.casefold() not in codes:
        yield from known.unknown(at, "list", code)


def _basis(known: Catalogue, at: At, one: LegalBasis) -> Iterator[Fault]:
    if one.until is not None and one.until <= one.since:
        yield Fault((*at, "until"), f"is not after {one.since}")
    if one.successor is not None:
        yield from known.unknown((*at, "successor"), "legal_basis", one.successor)


def _salaries(known: Catalogue) -> Iterator[Fault]:
    rows = sorted(known.rows("salary"), key=lambda row: row[1].since)
    for (_, before), (at, one) in pairwise(rows):
        if before.since == one.since:
            yield Fault((*at, "since"), f"{one.since} stands there twice")
