"""How many persons each office may propose: by the results of a list, and the Council's word.

The arithmetic is kept whole, round by round, to be shown to anyone it concerns (criteria, 9.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from scoring import placing, quotas
from scoring.award import Award
from scoring.duties import settled
from scoring.levels import League
from scoring.movement import Movement
from scoring.placing import Placed
from scoring.points import NANO
from scoring.quotas import Round
from scoring.standings import Basis
from services import disqualifications
from storage import list_scores, nominable, place_overrides, places, units
from storage.asked import Asked
from storage.engine import Db
from storage.place_overrides import Override
from storage.schema import alone
from storage.units import Unit

Refused = Literal["too_many", "not_here", "same"]


@dataclass(frozen=True)
class Row:
    """An office: its points and place in the list, how many it could use, what it gets.

    `by_rule`: without the Council's word; `word`: that word, if there is one.
    """

    unit: Unit
    placed: Placed
    nominees: int
    by_rule: int
    word: Override | None

    @property
    def places(self) -> int:
        """How many it may propose."""
        said = self.word.places if self.word is not None else None
        return self.by_rule if said is None else said


@dataclass(frozen=True)
class Places:
    """All offices, the best first; `rounds`: the arithmetic; `final`: results change no more."""

    all: int
    cap: int | None
    basis: Basis
    final: bool
    rows: Sequence[Row]
    rounds: Sequence[Round]

    @property
    def given(self) -> int:
        """All that offices may propose together."""
        return sum(one.places for one in self.rows)

    def of(self, office: int) -> int:
        """How many an office may propose; 0 for whoever is none."""
        return next((one.places for one in self.rows if one.unit.id == office), 0)


def council_of(db: Db, award: Award, office: Unit) -> Unit | None:
    """The unit in which the Council sits that an office's dossier goes to."""
    found = office.ancestor(award.terms.council)
    return None if found is None else units.by_id(db, found)


def of_council(
    db: Db, movement: Movement, year: int, council: Unit, today: date, *, exact: bool = False
) -> Places:
    """The places of all offices below a Council's unit; `exact`: with how many persons each could
    propose, where they are more than all places too.
    """
    rules = movement.in_year(year)
    award = rules.award
    if award is None:
        return Places(0, None, "provisional", False, (), ())
    offices = units.below(db, council, award.terms.nominators)
    league = rules.leagues[award.places.list]
    over = today >= settled(rules, year)
    basis, totals = _totals(db, rules, award, league, year, offices, over=over)
    placed = _placed(db, rules, Asked(league, council, year, basis), offices, totals)
    usable = _usable(db, rules, award, year, offices, None if exact else rules.caps[1])
    return _allotted(db, rules, year, offices, placed, usable, basis, over=over)


def _allotted(
    db: Db, rules: Movement, year: int, offices: Sequence[Unit], placed: Mapping[str, Placed],
    usable: Mapping[str, int], basis: Basis, *, over: bool,
) -> Places:  # fmt: skip
    award = rules.award
    if award is None:
        return Places(0, None, basis, False, (), ())
    cap, all_ = award.places.cap, rules.caps[1]
    weights = placing.weights(award.places.weight, placed.values(),
                              Fraction(award.terms.least_points))  # fmt: skip
    order = placing.order(placed.values())
    found = quotas.allocate(weights, all_, cap=cap, nominees=usable, order=order)
    rounds = quotas.rounds(weights, all_, cap=cap, nominees=usable, order=order)
    words = place_overrides.last(db, rules.code, year)
    by_code = {one.code: one for one in offices}
    rows = [Row(by_code[code], placed[code], usable[code], found[code], words.get(by_code[code].id))
            for code in order]  # fmt: skip
    return Places(all_, cap, basis, over and basis == "official", rows, rounds)


def _totals(
    db: Db, rules: Movement, award: Award, league: League, year: int, offices: Sequence[Unit],
    *, over: bool,
) -> tuple[Basis, dict[int, int]]:  # fmt: skip
    """On one basis for all: official once nothing changes any more, or once no office lacks it."""
    ids = [one.id for one in offices]
    official = list_scores.on(db, league, year, ids, "official")
    provisional = list_scores.on(db, league, year, ids, "provisional")
    whole = over or not provisional.keys() - official.keys()
    if award.places.scores == "official" and official and whole:
        return "official", official
    return "provisional", provisional


def _placed(
    db: Db, rules: Movement, asked: Asked, offices: Sequence[Unit], totals: Mapping[int, int]
) -> dict[str, Placed]:
    """Every office as it stands in the list."""
    there = places.every(db, asked)
    below = nominable.units_in(db, [one.id for one in offices], rules.tree.lowest)
    return {
        one.code: Placed(one.code, Fraction(totals[one.id], NANO), there.get(one.id),
                         below.get(one.id, 0))
        if one.id in totals else Placed(one.code, None)
        for one in offices
    }  # fmt: skip


def _usable(
    db: Db, rules: Movement, award: Award, year: int, offices: Sequence[Unit], most: int | None
) -> dict[str, int]:
    """How many each could propose: persons of a kind that may be, whose unit is not barred; none is
    counted beyond `most`.
    """
    kinds = [one for one in award.nominees.values() if one.of == "person"]
    barred = list(disqualifications.barred(db, rules, year, None))
    if most is None:
        return {one.code: sum(nominable.count(db, one, kind, barred) for kind in kinds)
                for one in offices}  # fmt: skip
    found = {one.id: 0 for one in offices}
    for kind in sorted(kinds, key=lambda one: not one.roles):  # those whom a role makes are many
        open_still = [office for office, n in found.items() if n < most]
        for office, n in nominable.at_least(db, open_still, kind, barred, most).items():
            found[office] = min(found[office] + n, most)
    return {one.code: found[one.id] for one in offices}


def say(
    db: Db, movement: Movement, year: int, office: Unit, places_: int | None, reason: str,
    by: int, now: datetime, today: date,
) -> Refused | None:  # fmt: skip
    """The Council gives an office so many places (None: as the rule has it), with the reason.

    Never more than there are for all together.
    """
    alone(db, "award")
    rules = movement.in_year(year)
    council = council_of(db, rules.award, office) if rules.award else None
    if council is None:
        return "not_here"
    found = of_council(db, rules, year, council, today)
    row = next((one for one in found.rows if one.unit.id == office.id), None)
    if row is None:
        return "not_here"
    if (row.word.places if row.word else None) == places_:
        return "same"
    others = found.given - row.places
    if others + (row.by_rule if places_ is None else places_) > found.all:
        return "too_many"
    place_overrides.add(db, rules.code, year, office.id, places_, reason, by, now)
    return None
