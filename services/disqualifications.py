"""Marks of those who may not be proposed: proposed, answered by the unit, confirmed or lifted.

Every step holds the unit first, and looks at the last one again: what was shown may have moved on.
What is computed is looked at once more before it is confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoring import disqualification
from scoring.disqualification import Number, Step
from scoring.movement import Movement
from scoring.rows import Ground
from scoring.standings import Basis
from services.sums import silent
from storage import disqualifications as marks
from storage import measures
from storage.disqualifications import Mark, Of
from storage.engine import Db
from storage.units import Unit, hold

BASIS: Basis = "provisional"
"""Whoever has reported in time is not to suffer from a check that is late."""
Result = Literal["done", "moved", "early", "gone"]


@dataclass(frozen=True)
class Case:
    """A ground, and the unit's year that it is about, by the rules of that year."""

    movement: Movement
    unit: Unit
    year: int
    ground: Ground

    @property
    def of(self) -> Of:
        """As its marks are kept."""
        return Of(self.movement.code, self.year, self.unit.id, self.ground.code)

    @property
    def decider(self) -> str:
        """The role that decides."""
        return disqualification.decider(self.ground, self.movement, self.unit.kind)


def case(movement: Movement, unit: Unit, year: int, ground: str) -> Case | None:
    """The case of a unit; None where there is no such ground for it."""
    movement = movement.in_year(year)
    found = movement.grounds.get(ground)
    if found is None or not disqualification.applies(found, movement, unit.kind):
        return None
    return Case(movement, unit, year, found)


def propose(
    db: Db, case: Case, by: int | None, now: datetime,
    said: str | None = None, conclusion: str | None = None,
) -> int | None:  # fmt: skip
    """The mark is set; its id, or None where there is one already."""
    hold(db, case.unit)
    last = marks.last(db, case.of)
    if not disqualification.follows("proposed", last and last.step):
        return None
    return marks.add(db, case.of, "proposed", by, now, said, conclusion)


def answer(db: Db, case: Case, by: int, now: datetime, said: str) -> int | None:
    """The unit's answer, kept; its id, or None where nothing waits for one any more."""
    hold(db, case.unit)
    last = marks.last(db, case.of)
    if not disqualification.follows("answered", last and last.step):
        return None
    return marks.add(db, case.of, "answered", by, now, said)


def confirm(db: Db, case: Case, by: int, now: datetime, zone: ZoneInfo, seen: int) -> Result:
    """The unit may not be proposed. `seen`: the step that was shown to whoever says so.

    `early`: the unit still has the word; `gone`: what was computed is no longer so, and is lifted.
    """
    hold(db, case.unit)
    last, today = marks.last(db, case.of), now.astimezone(zone).date()
    if last is None or last.id != seen or not disqualification.follows("confirmed", last.step):
        return "moved"
    began = last.at.astimezone(zone).date()
    if not disqualification.may_confirm(case.ground, last.step, began, today):
        return "early"
    if case.ground.when and not _holds(db, case, today):
        marks.add(db, case.of, "lifted", None, now)
        return "gone"
    marks.add(db, case.of, "confirmed", by, now)
    return "done"


def lift(db: Db, case: Case, by: int, now: datetime, seen: int) -> Result:
    """The unit may be proposed after all."""
    hold(db, case.unit)
    last = marks.last(db, case.of)
    if last is None or last.id != seen or not disqualification.follows("lifted", last.step):
        return "moved"
    marks.add(db, case.of, "lifted", by, now)
    return "done"


def _holds(db: Db, case: Case, today: date) -> bool:
    found = known(db, case.movement, [case.unit], case.year, today)
    return disqualification.holds(case.ground, found[case.unit.id])


def known(
    db: Db, movement: Movement, found: Sequence[Unit], year: int, today: date
) -> dict[int, Mapping[str, Number]]:
    """What conditions look at, by unit; of whoever has told nothing what is owed counts."""
    kept = measures.several(db, movement.code, [unit.id for unit in found], year, BASIS)
    return {
        unit.id: disqualification.known(
            movement, unit.kind,
            kept[unit.id].measures if unit.id in kept
            else silent(movement, unit.kind, unit.reports_from, year, today, unit.excused),
        )
        for unit in found
    }  # fmt: skip


def review(
    db: Db, movement: Movement, found: Sequence[Unit], year: int, today: date, now: datetime
) -> Iterator[tuple[Unit, list[tuple[Case, int]]]]:
    """Unit by unit, what is computed and not so far marked, or marked and no longer so: new steps.

    What a person has decided stays.
    """
    names = known(db, movement, found, year, today)
    last = _last(db, movement, year, [unit.id for unit in found])
    for unit in found:
        grounds = disqualification.computed(movement, unit.kind, year, today)
        cases = [Case(movement, unit, year, ground) for ground in grounds]
        steps = ((one, _renewed(db, one, names[unit.id], last.get(one.of), now)) for one in cases)
        yield unit, [(one, made) for one, made in steps if made is not None]


def _last(db: Db, movement: Movement, year: int, ids: Collection[int]) -> dict[Of, Mark]:
    return {mark.of: mark for mark in marks.of_units(db, movement.code, year, ids)}


def _renewed(
    db: Db, case: Case, names: Mapping[str, Number], last: Mark | None, now: datetime
) -> int | None:
    met = disqualification.holds(case.ground, names)
    step = _wanted(last, met=met)
    if step is None:
        return None
    hold(db, case.unit)
    same = marks.last(db, case.of) == last
    return marks.add(db, case.of, step, None, now) if same else None


def _wanted(last: Mark | None, *, met: bool) -> Step | None:
    """The step that follows from a condition; where a person has decided, none does."""
    if met:
        anew = last is None or (last.step == "lifted" and last.person_id is None)
        return "proposed" if anew else None
    return "lifted" if last is not None and last.step in ("proposed", "answered") else None


def barred(
    db: Db, movement: Movement, year: int, ids: Collection[int] | None
) -> dict[int, tuple[Ground, ...]]:
    """Of some units (None: of all) those that may not be proposed, each with its grounds."""
    grounds, found = movement.in_year(year).grounds, dict[int, tuple[Ground, ...]]()
    for mark in marks.of_units(db, movement.code, year, ids):
        ground = grounds.get(mark.of.ground)
        if ground is not None and disqualification.counts(ground, mark.step):
            found[mark.of.unit_id] = (*found.get(mark.of.unit_id, ()), ground)
    return found
