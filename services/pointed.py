"""By how many points nominees are put in order: those of the unit in the list of their kind.

Official points where there are any, else provisional ones, as `/why` shows them; beside them what
the appraiser sees otherwise, which changes no standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.levels import League
from scoring.movement import Movement
from scoring.points import NANO
from scoring.standings import Basis
from services import appraisals
from storage import list_scores
from storage.engine import Db
from storage.proposed import Proposed


@dataclass(frozen=True)
class Pointed:
    """Points of a unit in a list: as worked out, on which basis, and as appraised."""

    unit_id: int
    league: League
    basis: Basis
    total: Fraction
    appraised: Fraction | None = None

    @property
    def counts(self) -> Fraction:
        """What the order goes by."""
        return self.total if self.appraised is None else self.appraised


def pointed(db: Db, rules: Movement, year: int, nominees: Sequence[Proposed]) -> dict[int, Pointed]:
    """By nomination; whoever is in no list, or has no place there, is left out."""
    lists = {one.id: league for one in nominees if (league := list_of(rules, one)) is not None}
    totals: dict[tuple[str, int], Pointed] = {}
    for league in dict.fromkeys(lists.values()):
        ids = {one.unit.id for one in nominees if lists.get(one.id) is league}
        ranked = list_scores.ranked(db, league, year, ids)
        bases = {unit_id: basis for unit_id, (basis, _) in ranked.items()}
        seen = appraisals.totals(db, rules, league, year, bases)
        for unit_id, (basis, nano) in ranked.items():
            found = Pointed(unit_id, league, basis, Fraction(nano, NANO), seen.get(unit_id))
            totals[league.code, unit_id] = found
    return {one.id: totals[league.code, one.unit.id] for one in nominees
            if (league := lists.get(one.id)) and (league.code, one.unit.id) in totals}  # fmt: skip


def list_of(rules: Movement, one: Proposed) -> League | None:
    """The list by whose points a nominee is put in order: that of its kind, else of its unit."""
    kind = rules.award.nominees.get(one.kind) if rules.award else None
    named = rules.leagues.get(kind.list) if kind and kind.list else None
    if named is not None and named.level == one.unit.kind:
        return named
    return next(iter(rules.leagues_of(one.unit.kind)), None)
