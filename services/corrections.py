"""A year's official table was published: whether it has to be corrected, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from scoring.corrected import Reason, differ
from scoring.levels import League
from scoring.movement import Movement
from services.standings import whole
from storage import corrections, people, publications, units
from storage.asked import Asked, ended
from storage.corrections import Mark
from storage.engine import Db
from storage.units import Unit


def reasons(
    db: Db, movement: Movement, year: int, after: Mark, since: datetime
) -> list[Reason]:  # fmt: skip
    """What was done since that may have changed it; nothing: then time alone has passed."""
    return [
        *_reports(db, movement, year, after, since),
        *_imports(db, year, after, since),
        *(_of(units.by_id(db, one), "eligibility")
          for one in corrections.barred(db, movement.code, year, after, since)),
    ]  # fmt: skip


def _reports(
    db: Db, movement: Movement, year: int, after: Mark, since: datetime
) -> Iterator[Reason]:
    for one in corrections.accepted(db, tuple(movement.forms), year, after, since):
        unit = units.by_id(db, one.unit_id)
        office = _office(db, unit, one.person_id)
        found = _of(unit, "report")
        yield found.model_copy(update={"form": one.form, "period": one.period, "by": office})


def _office(db: Db, unit: Unit, person_id: int) -> str | None:
    """The unit for which somebody checked a report; whoever it was is not told."""
    person = people.by_id(db, person_id)
    held = person.assignments if person else ()
    return next((one.unit.name for one in held if one.unit.id in (unit.id, *unit.above())), None)


def _imports(db: Db, year: int, after: Mark, since: datetime) -> Iterator[Reason]:
    for what, code in corrections.imported(db, year, after, since):
        unit = units.by_code(db, code)
        if unit is not None:
            yield _of(unit, "figures" if what == "figure" else "roster")


def _of(unit: Unit, kind: str) -> Reason:
    return Reason.model_validate(
        {"kind": kind, "unit": unit.name, "within": (unit.id, *unit.above())}
    )


def changed(
    db: Db, movement: Movement, league: League, number: int, year: int, now: datetime, today: date
) -> bool:
    """Whether the official table would be another one now."""
    root = units.root(db, league.widest)
    if root is None:
        return False
    asked = Asked(league, root, year, "official", ended(year, today))
    found = whole(db, movement, asked, now, today)
    return differ(publications.lines(db, number, "official"), found.lines)
