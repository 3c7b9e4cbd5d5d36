"""The case that `/why` explains: a unit's year, its score, and how its parts are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from handlers.engine.turn import Turn
from handlers.movements import before
from scoring import rollup
from scoring.cards import Card, CardItem, Derived
from scoring.duties import year_under_review
from scoring.facts import Facts, Measure
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import Item, Score, measure, score
from scoring.shown import Shown, shown
from scoring.standings import Basis
from services import judged, sums
from services.sums import Sum
from storage import facts
from storage.units import Unit


@dataclass(frozen=True)
class Part:
    """An item of the card, what was measured, its points, and how they are shown."""

    item: CardItem
    derived: Derived
    found: Measure
    scored: Item
    shown: Shown

    @property
    def told(self) -> bool:
        """Whether there is a value that counts."""
        return self.found.value is not None and not self.found.worthless

    @property
    def applies(self) -> bool:
        """Whether it carries a weight."""
        return self.scored.note != "not_applicable"


@dataclass(frozen=True)
class Case:
    """What is known of a unit in a year, on one basis, and what the card makes of it.

    `sum`: of what it is made, where that is more than the unit's own figures; `said`: what those
    who judge it wrote, by measure.
    """

    turn: Turn
    unit: Unit
    basis: Basis
    facts: Facts
    league: League
    card: Card
    measures: Mapping[str, Measure]
    score: Score
    sum: Sum | None = None
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """In the card's order."""
        derived, as_shown = self.turn.movement.derived, shown(self.score)
        return tuple(
            Part(item, derived[item.indicator], self.measures[item.indicator], scored,
                 as_shown[item.code])
            for item, scored in zip(self.card.items, self.score.items, strict=True)
        )  # fmt: skip

    def own(self, part: Part) -> bool:
        """Whether an item follows from what the unit has told itself, and nothing else."""
        way = rollup.how(self.turn.movement, self.unit.kind, part.derived.code)
        return self.sum is None or way == "own"

    @property
    def families(self) -> list[str]:
        """The codes of the card's families, in the card's order."""
        return list(dict.fromkeys(item.family for item in self.card.items))

    def says(self, *more: str) -> str:
        """The command that leads here, on this basis."""
        basis = ("official",) if self.basis == "official" else ()
        return " ".join((f"/why {before(self.turn)}{self.unit.code}", *basis, *more)).rstrip()


def case_of(turn: Turn, unit: Unit, basis: Basis) -> Case:
    """Worked out anew, by the rules and the moment of this turn."""
    year = year_under_review(turn.today)
    movement = turn.movement.in_year(year)
    turn.turn_to(movement)
    known = facts.of_unit(turn.db, movement, unit, year, turn.now, turn.zone, basis)
    league = league_of(movement, unit.kind)
    card = movement.cards[league.card]
    told = judged.of(turn.db, movement, unit, year)
    if told is not None:
        measures = rollup.measures(movement, league, told.measures)
        result = score(card, measures)
        return Case(turn, unit, basis, known, league, card, measures, result, said=told.said)
    if movement.over(unit.kind) is None:
        measures = measure(movement, league, known)
        return Case(turn, unit, basis, known, league, card, measures, score(card, measures))
    whole = sums.added_up(turn.db, movement, unit, basis, known)
    measures = rollup.measures(movement, league, whole.kept.measures)
    found = score(card, measures)
    return Case(turn, unit, basis, whole.told, league, card, measures, found, whole)


def league_of(movement: Movement, kind: str) -> League:
    """The list in which units of a kind stand; of one that stands in none, that of those below."""
    found = movement.leagues_of(kind)
    return found[0] if found else league_of(movement, movement.levels[kind].over or "")
