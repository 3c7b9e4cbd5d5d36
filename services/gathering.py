"""What an office's year still lacks: reports that nobody gave, reports that nobody checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from scoring.forms import Form
from scoring.movement import Movement
from scoring.periods import Period, months, of_year
from storage import people, units, year_board
from storage.engine import Db
from storage.history import COUNTS
from storage.units import Unit
from storage.year_board import Asked


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
    rules = movement.in_year(year)
    for form, periods in _due(rules, year, office, today):
        of = _Form(db, rules, form, office, periods)
        for who, n in of.owing():
            owing[who] += n
        for who, n in of.checking():
            checking[who] += n
    return Gathered(_ordered(owing), _ordered(checking))


def _due(
    movement: Movement, year: int, office: Unit, today: date
) -> Iterator[tuple[Form, Sequence[Period]]]:
    for form in movement.forms.values():
        if form.level == office.kind or form.level in movement.tree.below(office.kind):
            found = [one for one in of_year(form.frequency, year) if form.opens(one) <= today]
            if found:
                yield form, found


class _Form:
    """The reports of one form in an office's year: of each unit how many lack, and how many wait.

    Months that are excused are not asked for; what was given in one all the same is looked at.
    """

    def __init__(
        self, db: Db, movement: Movement, form: Form, office: Unit, periods: Sequence[Period]
    ) -> None:
        self._db, self._movement, self._form, self._office = db, movement, form, office
        self._periods = periods
        self._units = year_board.asked(db, office, form.level)
        codes = [one.code for one in periods]
        self._told = year_board.statuses(db, office, form.level, form.code, codes)
        self._asked = cache(self._asked_of)

    def _asked_of(self, since: str, excused: str) -> frozenset[str]:
        first, spared = Period.parse(since), months(excused)
        return frozenset(p.code for p in self._periods if self._form.asked(p, first, spared))

    def owing(self) -> Iterator[tuple[str, int]]:
        """Who owes how many."""
        found = [(one, n) for one in self._units if (n := self._lacking(one))]
        form, names = self._form, dict[int, str]()
        if found:
            names = year_board.reporters(self._db, self._office, form.level, form.reporter)
        yield from ((names.get(one.id, one.name), n) for one, n in found)

    def _lacking(self, one: Asked) -> int:
        told = self._told.get(one.id, {})
        asked = self._asked(one.reports_from, one.excused)
        if one.excused:  # what was given back is asked for again, excused or not
            all_ = self._asked(one.reports_from, "")
            asked |= {code for code in all_ if told.get(code) == "returned"}
        return sum(told.get(code) not in COUNTS for code in asked)

    def checking(self) -> Iterator[tuple[str, int]]:
        """Who has how many to check."""
        checkers: dict[int | None, str] = {}
        for one in self._units:
            told = self._told.get(one.id, {})
            asked = self._asked(one.reports_from, "")
            n = sum(told[code] == "confirmed" for code in told.keys() & asked)
            if n:
                if one.above_id not in checkers:
                    checkers[one.above_id] = self._checks(one)
                yield checkers[one.above_id], n

    def _checks(self, one: Asked) -> str:
        """The first who holds the role above; else the unit that is to be checked."""
        db, role = self._db, self._movement.levels[self._form.level].verifier or ""
        above = units.by_id(db, one.id).above()
        held = (person for unit in above for person in people.holding(db, role, unit))
        person = next((found for one in held if (found := people.by_id(db, one))), None)
        return person.name if person else one.name


def _ordered(found: Counter[str]) -> tuple[Owing, ...]:
    return tuple(
        Owing(name, n) for name, n in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )
