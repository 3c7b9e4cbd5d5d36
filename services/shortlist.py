"""The shortlist: who may be voted on, kind by kind in order, and who is not on it and why.

At least so many points, neither barred nor on hold; women and collectives of many women go first
among equals. Points without a list nobody has: of those the Council says so with a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring import nominees
from scoring.award import Award
from scoring.award_rows import Of
from scoring.movement import Movement
from scoring.nominees import Candidate, Warned, Why
from scoring.rows import Ground
from services import disqualifications
from services.pointed import Pointed, pointed
from storage import award_choices, proposed, standing_holds
from storage.award_choices import Choice
from storage.engine import Db
from storage.proposed import Proposed
from storage.standing_holds import Standing
from storage.units import Unit


@dataclass(frozen=True)
class Listed:
    """A nominee: with the points that count for the order, what stands against it, what was said.

    `why`: why it is not on the shortlist; None: it is.
    """

    nominee: Proposed
    candidate: Candidate
    pointed: Pointed | None
    why: Why | None
    grounds: tuple[Ground, ...]
    holds: tuple[Standing, ...]
    said: Choice | None

    @property
    def may_go(self) -> bool:
        """Whether the Council may vote on it at all; fewer points need a reason only."""
        return self.why not in ("barred", "held")


@dataclass(frozen=True)
class Shortlist:
    """All nominees of a year, in order; `warned`: what is to be said of the choice so far."""

    all: Sequence[Listed]
    warned: Sequence[Warned]

    @property
    def listed(self) -> list[Listed]:
        """Those on the shortlist."""
        return [one for one in self.all if one.why is None]

    @property
    def left_out(self) -> list[Listed]:
        """Those who are not, each with the reason."""
        return [one for one in self.all if one.why is not None]

    @property
    def chosen(self) -> list[Listed]:
        """Those who go to the vote."""
        return [one for one in self.all if one.candidate.chosen]

    def find(self, nomination_id: int) -> Listed | None:
        """A nominee of the list."""
        return next((one for one in self.all if one.nominee.id == nomination_id), None)


def of(
    db: Db, movement: Movement, year: int, what: Of, scope: Unit | None = None,
    placed: Collection[int] | None = None,
) -> Shortlist:  # fmt: skip
    """The shortlist of collectives or persons of a year; `scope`: of those below a unit; `placed`:
    whose places in the whole list are told too (None: everybody's).
    """
    rules = movement.in_year(year)
    award = rules.award
    if award is None:
        return Shortlist((), ())
    terms = award.terms
    least = Fraction(terms.least_points)
    live = proposed.live(db, rules.code, year, what, scope)
    found = {one.nominee.id: one for one in _judged(db, rules, award, live, placed)}
    candidates = nominees.ordered(
        (one.candidate for one in found.values()), list(award.nominees), terms.women_share
    )
    warned = nominees.warnings(candidates, least, terms.women_share)
    return Shortlist([found[one.key] for one in candidates], warned)


def _judged(
    db: Db, rules: Movement, award: Award, found: Sequence[Proposed],
    placed: Collection[int] | None,
) -> Iterator[Listed]:  # fmt: skip
    if not found:
        return
    year, ids = found[0].year, sorted({one.unit.id for one in found})
    points = pointed(db, rules, year, found, placed)
    barred = disqualifications.barred(db, rules, year, ids)
    held = standing_holds.of_year(db, rules.code, year)
    said = award_choices.last(db, [one.id for one in found])
    for one in found:
        grounds = barred.get(one.unit.id, ())
        holds = tuple(hold for hold in held if hold.concerns(one))
        candidate = _candidate(award, one, points, said.get(one.id))
        candidate = replace(candidate, barred=bool(grounds), held=bool(holds))
        why = nominees.kept_off(candidate, Fraction(award.terms.least_points))
        chosen = candidate.chosen and why not in ("barred", "held")
        yield Listed(one, replace(candidate, chosen=chosen), points.get(one.id), why, grounds,
                     holds, said.get(one.id))  # fmt: skip


def _candidate(
    award: Award, one: Proposed, points: Mapping[int, Pointed], said: Choice | None
) -> Candidate:
    found, kind = points.get(one.id), award.nominees.get(one.kind)
    return Candidate(
        key=one.id,
        kind=one.kind,
        of=one.what,
        points=found.counts if found else None,
        place=found.rank if found else None,
        woman=None if one.gender is None else one.gender == "female",
        members=one.members,
        women=one.women,
        direct=kind is not None and kind.direct,
        chosen=said is not None and said.chosen,
        reasoned=said is not None and said.reason is not None,
    )
