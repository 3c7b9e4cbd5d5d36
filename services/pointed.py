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
    wanted = {one.id: its for one in nominees if (its := _where(rules, one)) is not None}
    totals: dict[tuple[str, int], Pointed] = {}
    for league in dict.fromkeys(league for league, _ in wanted.values()):
        ids = {unit_id for of, unit_id in wanted.values() if of is league}
        for unit_id, (basis, nano) in list_scores.ranked(db, league, year, ids).items():
            found = Pointed(unit_id, league, basis, Fraction(nano, NANO))
            totals[league.code, unit_id] = found
    return {key: totals[league.code, unit_id] for key, (league, unit_id) in wanted.items()
            if (league.code, unit_id) in totals}  # fmt: skip


def _where(rules: Movement, one: Proposed) -> tuple[League, int] | None:
    """The list and the unit by whose points a nominee is put in order."""
    kind = rules.award.nominees.get(one.kind) if rules.award else None
    league = rules.leagues.get(kind.list or "") if kind else None
    unit_id = one.unit.ancestor(league.level) if league else None
    return (league, unit_id) if league and unit_id else None
