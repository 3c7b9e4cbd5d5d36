"""Roll-up: the measures of a unit over several others (criteria, section 7).

Numerators and denominators are added, never percentages averaged; so is what is known and what is
due, by which a sum of which fewer than half is known is worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from scoring.cards import AMOUNTS, Derived, How
from scoring.facts import Facts, Measure
from scoring.levels import League
from scoring.measures import stored
from scoring.movement import Movement
from scoring.points import wanted
from scoring.stored import MISSING, NOT_ASKED, Stored, measured, value_of

Unit = Mapping[str, Stored]
"""What is stored of a unit, by measure."""


@lru_cache(maxsize=4096)
def how(movement: Movement, level: str, code: str) -> How | None:
    """How a level comes by a measure; None where it cannot have it at all.

    `own`: from its own reports and figures; `sum`: added up over the units below, with its own
    part; `mean`: the same over their number; `count`: those below of which it is so. The file says
    it (`over`), else what a level tells itself is its own, and what it does not is a sum.
    """
    derived, over = movement.derived[code], movement.levels[level].over
    own, said = _tells(movement, level, derived), derived.over.get(level)
    alone = said == "own" or over is None or (said is None and own and derived.of is not None)
    if alone or over is None:
        return "own" if own else None
    counted = derived.counts or code if said == "count" else code
    below = how(movement, over, counted) is not None
    return said or "sum" if own or below else None


def _tells(movement: Movement, level: str, derived: Derived) -> bool:
    """Whether units of a level report it, or the office gives it of them."""
    if derived.kind == "timely":
        return any(form.level == level for form in movement.forms.values())
    if derived.of is None:
        return False
    if (level, derived.of) in movement.asking:
        return True
    whose, bottom = movement.indicators[derived.of].level, movement.levels[level].over is None
    asked = any(code == derived.of for _, code in movement.asking)
    return whose == level or (whose is None and bottom and not asked)


def own(movement: Movement, facts: Facts) -> dict[str, Stored]:
    """What a unit tells itself, as it is kept."""
    return {code: stored(movement, code, facts) for code in _told(movement, facts.level)}


@lru_cache(maxsize=64)
def _told(movement: Movement, level: str) -> tuple[str, ...]:
    return tuple(code for code, one in movement.derived.items() if _tells(movement, level, one))


def rollup(movement: Movement, level: str, mine: Unit, below: Sequence[Unit]) -> dict[str, Stored]:
    """All measures of a unit: `mine` are its `own`, `below` those of the units it is `over`.

    A unit below that has told nothing belongs there too: what it owes is counted.
    """
    return {code: _of(movement, level, code, mine, below) for code in movement.derived}


def _of(movement: Movement, level: str, code: str, mine: Unit, below: Sequence[Unit]) -> Stored:
    derived, way = movement.derived[code], how(movement, level, code)
    if way is None:
        return NOT_ASKED
    if way == "own":
        return mine.get(code, MISSING)
    if way == "count":
        counted = movement.derived[derived.counts or code]
        return _counted(derived, counted, [unit.get(counted.code, MISSING) for unit in below])
    own_part = (mine,) if way == "sum" else ()
    return added(derived, [unit.get(code, MISSING) for unit in (*own_part, *below)], way)


def added(derived: Derived, parts: Iterable[Stored], way: How = "sum") -> Stored:
    """Their sum, or of amounts their mean."""
    parts = tuple(parts)
    top, bottom, known, due = (
        sum(getattr(part, side) for part in parts) for side in ("top", "bottom", "known", "due")
    )
    if derived.kind in AMOUNTS and way != "mean":
        bottom = min(1, bottom)
    idle = any(part.note == "not_applicable" for part in parts)
    return _noted(derived, Stored(top, bottom, known, due), idle=idle)


def part_of(movement: Movement, level: str, code: str, one: Unit) -> Stored | None:
    """What a unit below brings to a measure of a level; None where it brings nothing to it."""
    derived, way = movement.derived[code], how(movement, level, code)
    if way in (None, "own"):
        return None
    if way == "count":
        counted = movement.derived[derived.counts or code]
        return _counted(derived, counted, [one.get(counted.code, MISSING)])
    return one.get(code, MISSING)


def _counted(derived: Derived, counted: Derived, parts: Sequence[Stored]) -> Stored:
    """The units of which it is so, of those of which it is known."""
    values = [(one, value_of(counted, one.top, one.bottom)) for one in parts if one.known]
    known = [(one, value) for one, value in values if value is not None]
    yes = sum(_is_so(derived, counted, one, value) for one, value in known)
    due = sum(1 for one in parts if one.known or one.due)
    return _noted(derived, Stored(yes, len(known), len(known), due), idle=False)


def _is_so(derived: Derived, counted: Derived, one: Stored, value: Fraction) -> bool:
    if derived.grades:
        return counted.band(Fraction(one.top, one.bottom)).grade in derived.grades
    return value > 0


def _noted(derived: Derived, found: Stored, *, idle: bool) -> Stored:
    """With the note that follows from the numbers; reports that are late lower `timely` itself."""
    note = None
    if found.known * 2 < found.due and derived.kind != "timely":
        note = "half"
    elif measured(derived, found).value is None:
        note = "not_applicable" if found.known or idle else "missing"
    elif derived.kind == "change" and found.bottom == 0:
        note = "zero_start"
    return Stored(found.top, found.bottom, found.known, found.due, note)


def measures(movement: Movement, league: League, unit: Unit) -> dict[str, Measure]:
    """Every measure that a list looks at, of what is stored."""
    found = {code: unit.get(code, MISSING) for code in wanted(movement, league)}
    return {code: measured(movement.derived[code], one) for code, one in found.items()}


def standing(movement: Movement, league: League, unit: Unit) -> str:
    """`ranked`; `not_enough` (of all reports added up, DQ5); `no_data`: see `points.ranked`."""
    if not has_data(movement, league, unit):
        return "no_data"
    told = [unit.get(code, MISSING) for code in _timely(movement)]
    enough = all(one.known * 100 >= league.minimum_share * one.due for one in told)
    return "ranked" if enough else "not_enough"


def has_data(movement: Movement, league: League, unit: Unit) -> bool:
    """Whether anything is known that a list looks at, but how many reports are in."""
    told = (code for code in wanted(movement, league) if movement.derived[code].kind != "timely")
    return any(unit.get(code, MISSING).known for code in told)


def reports(movement: Movement, unit: Unit) -> tuple[int, int]:
    """How many reports of all that are added up are in, and how many were due."""
    found = [unit.get(code, MISSING) for code in _timely(movement)]
    return sum(one.known for one in found), sum(one.due for one in found)


@lru_cache(maxsize=16)
def _timely(movement: Movement) -> tuple[str, ...]:
    return tuple(code for code, one in movement.derived.items() if one.kind == "timely")


def coverage(movement: Movement, league: League, units: Sequence[Unit]) -> tuple[int, int]:
    """How many of the units have data, and of how many: "34/36"."""
    return sum(has_data(movement, league, unit) for unit in units), len(units)
