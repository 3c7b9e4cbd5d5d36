"""Supposed: figures put in and measures set to a value, everything scored anew; nothing is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from scoring import rollup
from scoring.cards import Derived
from scoring.coverage import brings
from scoring.facts import Facts, Measure
from scoring.known import NONE
from scoring.levels import League
from scoring.measures import grade, of
from scoring.movement import Movement
from scoring.periods import Period, containing, of_year
from scoring.points import Score, ranked, score
from scoring.ranking import tie_key
from scoring.stored import measured

Figures = Mapping[str, Mapping[Period, int]]


@dataclass(frozen=True)
class Supposed:
    """`figures`: of a period each; `values`: what measures are set to, by their codes.

    `beside`: those of the figures that are as they were last, for a share has two sides.
    """

    figures: Figures = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Then:
    """What it would come to: the measures, their points, whether there would be a place."""

    measures: Mapping[str, Measure]
    score: Score
    standing: str
    key: tuple[int, ...]
    """By which places go: the total in units of 10^-9, then what decides between equals."""


def put(facts: Facts, figures: Figures) -> Facts:
    """The facts with these figures."""
    more = {code: {**facts.values.get(code, NONE), **told} for code, told in figures.items()}
    return replace(facts, values={**facts.values, **more})


def anew(
    movement: Movement,
    facts: Facts,
    changed: Collection[str],
    measures: Mapping[str, Measure],
    own: Collection[str],
) -> dict[str, Measure]:
    """All measures, of facts in which these figures are other ones.

    Only those that look at them are worked out again, and only of the unit's `own`.
    """

    def looks(derived: Derived) -> bool:
        if derived.code not in own:
            return False
        sides = derived.of, derived.per, derived.unless_zero
        return derived.kind in ("grade", "timely") or any(code in changed for code in sides)

    return {
        code: of(movement, code, facts) if looks(movement.derived[code]) else found
        for code, found in measures.items()
    }


def of_unit(
    movement: Movement,
    league: League,
    facts: Facts,
    measures: Mapping[str, Measure],
    supposed: Supposed,
) -> Then:
    """Of a unit that tells everything itself."""
    better = put(facts, supposed.figures)
    found = anew(movement, better, supposed.figures, measures, measures)
    given = {code: Measure(value) for code, value in supposed.values.items()}
    for code in found.keys() - given.keys():
        derived = movement.derived[code]
        if given and derived.kind == "grade":
            found[code] = measured(derived, grade(movement, derived, better, given))
    return _then(movement, league, {**found, **given}, ranked(movement, league, better))


def of_sum(
    movement: Movement,
    league: League,
    told: Facts,
    parts: Sequence[rollup.Unit],
    supposed: Supposed,
) -> Then:
    """Of a sum: what it has `told` itself, and the `parts` below it as they are."""
    own = rollup.own(movement, put(told, supposed.figures))
    whole = rollup.rollup(movement, told.level, own, parts)
    found = rollup.measures(movement, league, whole)
    found |= {code: Measure(value) for code, value in supposed.values.items()}
    return _then(movement, league, found, rollup.standing(movement, league, whole))


def _then(
    movement: Movement, league: League, found: Mapping[str, Measure], standing: str
) -> Then:  # fmt: skip
    result = score(movement.cards[league.card], found)
    return Then(found, result, standing, (result.nano, *tie_key(movement, league, found)))


def dated(
    movement: Movement, looked_at: Iterable[Derived], facts: Facts, given: Mapping[str, int]
) -> Supposed:
    """Figures in the period of the next report.

    A share that is added up over periods looks at both sides of each: one that is not given is
    taken to be as it was last.
    """
    periods = {code: period_of(movement, code, facts) for code in given}
    figures, beside = dict(given), set[str]()
    for derived in looked_at:
        sides = (derived.of or "", derived.per or "")
        mine = [periods[side] for side in sides if side in given]
        if derived.kind != "sum_ratio" or not mine:
            continue
        for side in sides:
            told = facts.values.get(side, NONE)
            if side in given:
                periods[side] = min(mine)
            elif told and min(mine) not in told:
                figures[side], periods[side] = told[max(told)], min(mine)
                beside.add(side)
    return Supposed(
        {code: {periods[code]: n} for code, n in figures.items()}, {}, frozenset(beside)
    )


def period_of(movement: Movement, code: str, facts: Facts) -> Period:
    """That of the next report which can still be given; else the next, else the last one told."""
    report = brings(movement, code, facts)
    following_one = report[1] if report else following(movement, code, facts)
    if following_one is not None:
        return following_one
    told = facts.values.get(code, NONE)
    return max(told) if told else of_year(movement.indicators[code].frequency, facts.year)[-1]


def following(movement: Movement, code: str, facts: Facts) -> Period | None:
    """The first period that is neither told nor over: what has happened is not to be improved."""
    period = containing(movement.indicators[code].frequency, facts.as_of)
    told = facts.values.get(code, NONE)
    while period in told:
        period = period.next()
    return period if period.year == facts.year else None
