"""By how many points nominees are put in order: those of their unit, in the list of its level.

Official points where there are any, else provisional ones, as `/why` shows them; beside them what
the appraiser sees otherwise, which changes no standing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.levels import League
from scoring.movement import Movement
from scoring.points import NANO
from scoring.standings import Basis
from services import appraisals
from storage import list_scores, places, units
from storage.asked import Asked
from storage.engine import Db
from storage.proposed import Proposed


@dataclass(frozen=True)
class Pointed:
    """A unit's points in a list: as worked out, on a basis, with the place; as appraised.

    `rank`: how it comes among these nominees; `place`, where it is asked for: in the whole list.
    """

    unit_id: int
    league: League
    basis: Basis
    total: Fraction
    rank: int
    place: int | None = None
    among: int = 0
    appraised: Fraction | None = None

    @property
    def counts(self) -> Fraction:
        """What the order goes by."""
        return self.total if self.appraised is None else self.appraised


def pointed(
    db: Db, rules: Movement, year: int, nominees: Sequence[Proposed],
    placed: Collection[int] | None = None,
) -> dict[int, Pointed]:  # fmt: skip
    """By nomination; whoever is in no list, or has no place there, is left out.

    `placed`: the nominations whose place is asked for (None: all); each is counted in its list.
    """
    lists = {one.id: league for one in nominees if (league := list_of(rules, one)) is not None}
    totals: dict[tuple[str, int], Pointed] = {}
    for league in dict.fromkeys(lists.values()):
        its = {one.unit.id: one for one in nominees if lists.get(one.id) is league}
        wanted = {one.unit.id for one in nominees if placed is None or one.id in placed}
        for found in _of_list(db, rules, year, league, list(its.values()), wanted):
            totals[league.code, found.unit_id] = found
    return {one.id: totals[league.code, one.unit.id] for one in nominees
            if (league := lists.get(one.id)) and (league.code, one.unit.id) in totals}  # fmt: skip


def _of_list(
    db: Db, rules: Movement, year: int, league: League, nominees: Sequence[Proposed],
    placed: Collection[int],
) -> Iterator[Pointed]:  # fmt: skip
    ranked = list_scores.ranked(db, league, year, {one.unit.id for one in nominees})
    bases = {unit_id: basis for unit_id, (basis, _) in ranked.items()}
    seen = appraisals.totals(db, rules, league, year, bases)
    ranks = list_scores.ranks(db, league, year, bases)
    for one in nominees:
        if one.unit.id in ranked:
            basis, nano = ranked[one.unit.id]
            place, among = None, 0
            if one.unit.id in placed:
                place, among = _place(db, rules, year, league, one, basis)
            yield Pointed(one.unit.id, league, basis, Fraction(nano, NANO), ranks[one.unit.id],
                          place, among, seen.get(one.unit.id))  # fmt: skip


def _place(
    db: Db, rules: Movement, year: int, league: League, one: Proposed, basis: Basis
) -> tuple[int | None, int]:
    """Where it stands in the whole list that the Council sees."""
    top = one.unit.ancestor(rules.award.terms.council) if rules.award else None
    if top is None:
        return None, 0
    asked = Asked(league, units.by_id(db, top), year, basis)
    return places.place(db, one.unit, asked) or (None, 0)


def list_of(rules: Movement, one: Proposed) -> League | None:
    """The list by whose points a nominee is put in order: that of its unit."""
    return next(iter(rules.leagues_of(one.unit.kind)), None)
