"""What an office's year still lacks: reports that nobody gave, reports that nobody checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoring.forms import Form
from scoring.movement import Movement
from scoring.periods import Period, of_year
from services.duties import asked, may_be_told
from storage import board, people, units
from storage.board import Place, Which
from storage.engine import Db
from storage.history import COUNTS
from storage.units import Unit


@dataclass(frozen=True)
class Owing:
    """Somebody (or a unit without anybody) that owes so many reports, or checks."""

    name: str
    reports: int


@dataclass(frozen=True)
class Gathered:
    """Who owes reports and who checks, those with most in front; how many there are in all."""

    owing: tuple[Owing, ...]
    checking: tuple[Owing, ...]

    @property
    def missing(self) -> int:
        """Reports that are not in."""
        return sum(one.reports for one in self.owing)

    @property
    def unchecked(self) -> int:
        """Reports that are in, and wait to be checked."""
        return sum(one.reports for one in self.checking)


def of_year_in(db: Db, movement: Movement, year: int, office: Unit, today: date) -> Gathered:
    """Of all forms of a year that are due by now, below an office and of its own."""
    owing, checking = Counter[str](), Counter[str]()
    checkers: dict[tuple[str, int | None], str] = {}
    for form, period in _due(movement.in_year(year), year, office, today):
        which = Which(form.level, form.code, period.code, form.reporter)
        for place in board.places(db, office, which):
            if not may_be_told(form, place.unit, period):
                continue
            if place.status not in COUNTS:
                returned = place.status == "returned"
                owing[_owes(place)] += asked(form, place.unit, period, returned=returned)
            elif place.status == "confirmed":
                key = form.level, place.unit.parent_id
                if key not in checkers:
                    checkers[key] = _checks(db, movement, form, place)
                checking[checkers[key]] += 1
    return Gathered(_ordered(+owing), _ordered(checking))


def _due(movement: Movement, year: int, office: Unit, today: date) -> Iterator[tuple[Form, Period]]:
    for form in movement.forms.values():
        if form.level != office.kind and form.level not in movement.tree.below(office.kind):
            continue
        for period in of_year(form.frequency, year):
            if form.opens(period) <= today:
                yield form, period


def _owes(place: Place) -> str:
    names = [one.name for one in place.holders]
    return names[0] if names else place.unit.name


def _checks(db: Db, movement: Movement, form: Form, place: Place) -> str:
    """Who checks it: the first who holds the role above; else the unit that is to be checked."""
    level = movement.levels[form.level]
    above = place.unit.above()
    held = (one for unit in above for one in people.holding(db, level.verifier or "", unit))
    person = next((found for one in held if (found := people.by_id(db, one))), None)
    return person.name if person else units.by_id(db, place.unit.id).name


def _ordered(found: Counter[str]) -> tuple[Owing, ...]:
    return tuple(
        Owing(name, n) for name, n in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )
