"""What suppositions come to: points and place, with everything else as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from handlers.why.case import Case
from handlers.why.scopes import scopes
from handlers.why.supposing.full import at_best, best
from handlers.why.supposing.said import Choice
from handlers.why.supposing.settable import looked_at
from handlers.why.supposing.valued import FULL
from scoring.supposed import Supposed, Then, dated, of_sum, of_unit
from storage import places
from storage.asked import Asked
from storage.units import Unit


@dataclass(frozen=True)
class Placed:
    """A place in a scope, as it is and as it would be, and of how many."""

    scope: Unit
    now: int | None
    then: int
    among: int


def supposed(case: Case, choices: Sequence[Choice]) -> Supposed:
    """The figures and values that are meant."""
    figures: dict[str, int] = {}
    values: dict[str, Fraction] = {}
    beside = set[str]()
    for one, said in choices:
        if one.part is None:
            figures[one.code] = int(said)
            continue
        gain = best(case, one.part) if said == FULL else None
        if gain is not None:
            figures |= gain.values
            beside |= {code for code in gain.values if code != one.part.derived.of}
            continue
        code = one.part.derived.code
        values[code] = _value(case, one.part.derived.kind, said) if said != FULL else _value(
            case, one.part.derived.kind, at_best(case, one.part.item)
        )  # fmt: skip
    found = dated(case.turn.movement, looked_at(case), case.facts, figures)
    beside -= {one.code for one, _ in choices}
    return replace(found, values=values, beside=found.beside | beside)


def _value(case: Case, kind: str, said: str) -> Fraction:
    if kind != "grade":
        return Fraction(said)
    return next(band.factor for band in case.turn.movement.bands if band.grade == said)


def then(case: Case, what: Supposed) -> Then:
    """Everything scored anew."""
    movement = case.turn.movement
    if case.sum is None:
        return of_unit(movement, case.league, case.facts, case.measures, what)
    return of_sum(movement, case.league, case.sum.told, case.sum.parts, what)


def placed(case: Case, found: Then) -> list[Placed]:
    """The places among the others as they are now; none without enough reports."""
    told = []
    for scope in scopes(case):
        asked = Asked(case.league, scope, case.facts.year, case.basis)
        now = places.place(case.turn.db, case.unit, asked)
        if now is None and found.standing != "ranked":
            continue
        new, among = places.supposed(case.turn.db, case.unit, asked, found.key)
        told.append(Placed(scope, now[0] if now else None, new, among))
    return told
