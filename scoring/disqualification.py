"""Disqualification: the grounds on which a unit may not be proposed for an award (criteria, 8).

A ground is data of a movement's file. What is computed looks at the stored measures of a unit's
year; what a person has to say is a step of a mark: proposed, answered, confirmed, lifted. A unit
that is marked is still ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from scoring import rows
from scoring.movement import Movement
from scoring.rollup import Unit, reports
from scoring.rules import Expression
from scoring.stored import MISSING, measured

Number = int | Fraction
Step = Literal["proposed", "answered", "confirmed", "lifted"]
REPORTED, REQUIRED, SHARE = "reported", "required", "minimum_share"
SHARED = (REPORTED, REQUIRED, SHARE)
"""What a condition may name beside measures: reports in and due, the share that its list asks."""
HIGHEST = "council"
"""Whoever decides where those who usually do would decide on themselves."""
_BEFORE: Mapping[Step, frozenset[Step | None]] = {
    "proposed": frozenset({None, "lifted"}),
    "answered": frozenset({"proposed", "answered"}),
    "confirmed": frozenset({"proposed", "answered"}),
    "lifted": frozenset({"proposed", "answered", "confirmed"}),
}
"""After which step each may follow; None: none so far."""


def follows(step: Step, last: Step | None) -> bool:
    """Whether a step may come after the last one."""
    return last in _BEFORE[step]


def applies(ground: rows.Ground, movement: Movement, kind: str) -> bool:
    """Whether a ground is there for units of a kind: those it names, else all that are ranked."""
    return kind in ground.levels if ground.levels else bool(movement.leagues_of(kind))


def of_kind(movement: Movement, kind: str) -> tuple[rows.Ground, ...]:
    """The grounds that hold of every unit of a kind, whatever it has done."""
    return tuple(one for one in movement.grounds.values()
                 if one.always and applies(one, movement, kind))  # fmt: skip


def computed(movement: Movement, kind: str, year: int, today: date) -> tuple[rows.Ground, ...]:
    """The grounds that are worked out of a kind's measures on a day, of a year that is over."""
    return tuple(one for one in movement.grounds.values()
                 if one.when and applies(one, movement, kind)
                 and one.since and today >= date(year + 1, *one.since))  # fmt: skip


def decider(ground: rows.Ground, movement: Movement, kind: str) -> str:
    """The role that decides: the ground's, or the Council's where that one answers for the unit."""
    above = {movement.reporter(one) for one in movement.tree.above(kind)}
    return ground.decided_by if ground.decided_by in above else HIGHEST


def until(ground: rows.Ground, proposed: date) -> date:
    """The last day on which only the unit has the word; from the next one it may be confirmed."""
    return proposed + timedelta(days=ground.answer_days)


def may_confirm(ground: rows.Ground, last: Step | None, since: date, today: date) -> bool:
    """Whether a mark may be confirmed: it has been answered, or the days for it are over."""
    return last == "answered" or (last == "proposed" and today > until(ground, since))


def counts(ground: rows.Ground, step: Step | None) -> bool:
    """Whether a unit may not be proposed for it."""
    return step == "confirmed" or (not ground.confirm and step in ("proposed", "answered"))


def known(movement: Movement, kind: str, unit: Unit) -> dict[str, Number]:
    """What conditions may name of a unit: its measures in their units, exactly, and its reports.

    A measure of which too little is known is not there, and a condition that names it is not met.
    """
    found: dict[str, Number] = dict(zip((REPORTED, REQUIRED), reports(movement, unit), strict=True))
    for league in movement.leagues_of(kind)[:1]:
        found[SHARE] = league.minimum_share
    for code, derived in movement.derived.items():
        one = measured(derived, unit.get(code, MISSING))
        if one.value is not None and not one.worthless:
            found[code] = one.value
    return found


def holds(ground: rows.Ground, found: Mapping[str, Number]) -> bool:
    """Whether any of its conditions is met by what is `known`."""
    return any(Expression.parse(one).holds(found) for one in ground.when)
