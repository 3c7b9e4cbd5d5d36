"""The shortlist: who may be voted on, in order, and who is left out and why.

At least so many points, neither barred nor on hold; women and collectives of many women go first
among equals (Decree 152/2025, Article 4(6)).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.award import Award
from scoring.award_rows import Of
from scoring.movement import Movement
from scoring.rows import Ground
from services import disqualifications
from services.pointed import Pointed, list_of, pointed
from storage import proposed, standing_holds
from storage.engine import Db
from storage.proposed import Proposed
from storage.standing_holds import Standing
from storage.units import Unit

Why = Literal["points", "no_points", "barred", "held"]


@dataclass(frozen=True)
class Listed:
    """A nominee with the points that count for the order; `first`: goes first among equals.

    `why`: on which grounds it is left out; none: it stands on the list.
    """

    nominee: Proposed
    pointed: Pointed | None
    first: bool
    why: tuple[Why, ...] = ()
    grounds: tuple[Ground, ...] = ()
    holds: tuple[Standing, ...] = ()

    @property
    def points(self) -> Fraction | None:
        """As appraised, else as worked out."""
        return None if self.pointed is None else self.pointed.counts


@dataclass(frozen=True)
class Shortlist:
    """Those who may be voted on, the best first; those who may not."""

    listed: Sequence[Listed]
    left_out: Sequence[Listed]


def of(db: Db, movement: Movement, year: int, what: Of, scope: Unit | None = None) -> Shortlist:
    """The shortlist of collectives or persons of a year; `scope`: of those below a unit."""
    rules = movement.in_year(year)
    award = rules.award
    if award is None:
        return Shortlist((), ())
    found = list(_judged(db, rules, award, year, proposed.live(db, rules.code, year, what, scope)))
    found.sort(key=_order)
    return Shortlist([one for one in found if not one.why], [one for one in found if one.why])


def _order(one: Listed) -> tuple[bool, Fraction, bool, str, int]:
    points = one.points
    return (points is None, -(points or Fraction(0)), not one.first, one.nominee.name,
            one.nominee.id)  # fmt: skip


def _judged(
    db: Db, rules: Movement, award: Award, year: int, nominees: Sequence[Proposed]
) -> Iterator[Listed]:
    points = pointed(db, rules, year, nominees)
    ids = sorted({one.unit.id for one in nominees})
    barred = disqualifications.barred(db, rules, year, ids) if ids else {}
    held = standing_holds.of_year(db, rules.code, year)
    for one in nominees:
        found = points.get(one.id)
        grounds = barred.get(one.unit.id, ())
        holds = tuple(hold for hold in held if hold.concerns(one))
        why = _why(rules, award, one, found, grounds, holds)
        yield Listed(one, found, _first(award, one), why, grounds, holds)


def _why(
    rules: Movement, award: Award, one: Proposed, found: Pointed | None,
    grounds: Sequence[Ground], holds: Sequence[Standing],
) -> tuple[Why, ...]:  # fmt: skip
    why: list[Why] = []
    if found is not None and found.counts < award.terms.least_points:
        why.append("points")
    if found is None and list_of(rules, one) is not None:
        why.append("no_points")
    if grounds:
        why.append("barred")
    if holds:
        why.append("held")
    return tuple(why)


def _first(award: Award, one: Proposed) -> bool:
    """Whether it goes first among equals: a woman, a collective with many women."""
    if one.what == "person":
        return one.gender == "female"
    if not one.members or one.women is None:
        return False
    return one.women * 100 >= award.terms.women_share * one.members
