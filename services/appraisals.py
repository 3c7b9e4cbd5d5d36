"""A unit's card as the appraiser sees it: beside what was worked out, item by item, with reasons.

No standing changes by it; the shortlist goes by it. Every word holds the unit, and looks again at
what was shown: the last word on the item, and the points that were worked out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from scoring import appraised, rollup
from scoring.appraised import Row
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import Score, score
from scoring.standings import Basis
from storage import appraisals, list_scores, measures, units
from storage.appraisals import Appraised
from storage.engine import Db
from storage.units import Unit

Result = Literal["done", "moved", "too_many", "same"]


@dataclass(frozen=True)
class Sheet:
    """A unit's card of a year, as worked out on a basis, with the last words of the appraiser."""

    movement: Movement
    unit: Unit
    year: int
    basis: Basis
    score: Score
    rows: tuple[Row, ...]
    said: dict[str, Appraised]

    @property
    def total(self) -> Fraction:
        """All points as appraised."""
        return appraised.total(self.rows)

    @property
    def changed(self) -> bool:
        """Whether the appraiser sees anything otherwise."""
        return any(one.said is not None for one in self.rows)

    def row(self, item: str) -> Row | None:
        """An item's row."""
        return next((one for one in self.rows if one.item.code == item), None)

    def step(self, item: str) -> int:
        """The last word on an item; 0 where there is none."""
        return self.said[item].id if item in self.said else 0


def league_of(rules: Movement, unit: Unit) -> League | None:
    """The list by whose card a unit is looked at."""
    return next(iter(rules.leagues_of(unit.kind)), None)


def sheet(db: Db, movement: Movement, unit: Unit, year: int) -> Sheet | None:
    """The card as it stands; None where the unit has no card, or nothing is known of its year."""
    rules = movement.in_year(year)
    league = league_of(rules, unit)
    if league is None:
        return None
    ranked = list_scores.ranked(db, league, year, [unit.id])
    basis = ranked[unit.id][0] if unit.id in ranked else "provisional"
    result = _score(db, rules, league, unit.id, year, basis)
    if result is None:
        return None
    said = {one.item: one for one in appraisals.last(db, rules.code, year, [unit.id])}
    return Sheet(rules, unit, year, basis, result, appraised.rows(result, _points(said)), said)


def totals(
    db: Db, rules: Movement, league: League, year: int, bases: dict[int, Basis]
) -> dict[int, Fraction]:
    """Of the units of a list that were appraised otherwise, their totals; `bases`: by unit."""
    words: dict[int, dict[str, Appraised]] = {}
    for one in appraisals.last(db, rules.code, year, list(bases)):
        if one.points is not None:
            words.setdefault(one.unit_id, {})[one.item] = one
    found: dict[int, Fraction] = {}
    for unit_id, said in words.items():
        result = _score(db, rules, league, unit_id, year, bases[unit_id])
        if result is not None and _known(result, said):
            found[unit_id] = appraised.total(appraised.rows(result, _points(said)))
    return found


def _known(result: Score, said: Collection[str]) -> bool:
    return any(item.code in said for item in result.items)


def _points(said: dict[str, Appraised]) -> dict[str, Fraction]:
    return {code: one.points for code, one in said.items() if one.points is not None}


def _score(
    db: Db, rules: Movement, league: League, unit_id: int, year: int, basis: Basis
) -> Score | None:
    kept = measures.of(db, rules.code, unit_id, year, basis)
    if kept is None:
        return None
    return score(rules.cards[league.card], rollup.measures(rules, league, kept.measures))


@dataclass(frozen=True)
class Word:
    """What an appraiser says of an item; `points` None: as worked out again.

    `step` and `own`: the last word, and the points as worked out, that were shown.
    """

    item: str
    points: Fraction | None
    reason: str
    step: int
    own: Fraction


def say(
    db: Db, movement: Movement, unit: Unit, year: int, word: Word, by: int, now: datetime
) -> tuple[Result, int | None]:
    """Keep it, with its id; `moved`: what was shown is no longer so, and nothing is kept."""
    units.hold(db, unit)
    found = sheet(db, movement, unit, year)
    row = found.row(word.item) if found else None
    if found is None or row is None or found.step(word.item) != word.step:
        return "moved", None
    if row.item.points != word.own:
        return "moved", None
    if word.points == row.said:
        return "same", None
    if word.points is not None and not appraised.fits(row.item, word.points):
        return "too_many", None
    rules = found.movement
    made = appraisals.add(
        db, rules.code, year, unit.id, word.item, word.points, word.reason, by, now
    )
    return "done", made
