"""Brings the stored organisation to a wanted one; no unit or person is ever deleted.

In one transaction, or in small steps beside the running program: a step that is interrupted leaves
nothing half done, and the same import again does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring.movement import Movement
from scoring.periods import containing
from services.roster.compare import Plan, Roster, compare
from services.roster.rows import AT_ONCE, Rows, pieces, unit_ids
from services.scores import renew
from storage import imports, scores, settings
from storage.engine import Db
from storage.imports import PROGRAM, Source
from storage.schema import alone
from storage.steps import Step, brief

BEGUN = "organisation.begun"
"""The first month of new units, while an import is under way."""


def preview(db: Db, wanted: Roster, movement: Movement, today: date) -> Plan:
    """What `bring` would change."""
    return compare(db, wanted, first_month(db, movement, today))


def bring(
    db: Db,
    wanted: Roster,
    movement: Movement,
    now: datetime,
    zone: ZoneInfo,
    source: Source = PROGRAM,
) -> Plan:
    """Bring the stored organisation to the wanted one, the scores included; what was changed.

    What was there before is kept with its `source`: the file, and who answers for it.
    """
    alone(db, "import")
    plan = preview(db, wanted, movement, now.astimezone(zone).date())
    rows = Rows(movement, now, zone, source, unit_ids(db))
    changes = plan.changes()
    rows.hold(db, changes)
    number = None
    for piece in pieces(changes):
        number = rows.apply(db, piece, number)
    settings.drop(db, BEGUN)
    while renew(db, movement, _moved(now, zone), now, zone):
        continue
    return plan


def _moved(now: datetime, zone: ZoneInfo) -> dict[int, date]:
    """The years in which what moved with another unit has to be worked out anew."""
    today = now.astimezone(zone).date()
    return dict.fromkeys((today.year - 1, today.year), scores.MARKED)


def bring_in_steps(
    look: Step,
    step: Step,
    wanted: Roster,
    movement: Movement,
    now: datetime,
    zone: ZoneInfo,
    source: Source,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> Plan:
    """The same in small steps; `told` hears how many changes of how many are in.

    OvertakenError where another import begins meanwhile.
    """
    today = now.astimezone(zone).date()
    first = look(lambda db: first_month(db, movement, today))
    newest = look(imports.newest)  # before it is compared: who comes in between is noticed
    plan = look(lambda db: compare(db, wanted, first))
    rows = Rows(movement, now, zone, source, look(unit_ids))
    changes = plan.changes()
    done, number = 0, None

    def some(db: Db) -> tuple[int, int | None]:
        imports.alone_since(db, number or newest)
        rows.hold(db, changes[done : done + AT_ONCE])
        settings.put(db, BEGUN, first)
        at, kept = done, number
        for piece in brief(pieces(changes, done)):
            kept = rows.apply(db, piece, kept)
            at += len(piece)
        if at == len(changes):
            settings.drop(db, BEGUN)
        return at, kept

    while done < len(changes):
        done, number = step(some)
        told(done, len(changes))
    _renew(look, step, movement, now, zone)
    return plan


def _renew(look: Step, step: Step, movement: Movement, now: datetime, zone: ZoneInfo) -> None:
    """What moved with another unit."""
    marked = _moved(now, zone)
    while look(lambda db: scores.stale(db, movement, marked, 1)):
        step(lambda db: renew(db, movement, marked, now, zone))


def first_month(db: Db, movement: Movement, today: date) -> str:
    """The first month asked of new units where the file names none: their first full one.

    Where there was no unit before, the season is under way and those that are brought were
    there: the earliest month that can still be reported. An import that was interrupted goes on
    with the month with which it began.
    """
    begun = settings.get(db, BEGUN)
    if begun is not None:
        return max(begun, first_open_month(movement, today))
    if not unit_ids(db):
        return first_open_month(movement, today)
    month = containing("monthly", today)
    return (month if today.day == 1 else month.next()).code


def first_open_month(movement: Movement, today: date) -> str:
    """The earliest month that can still be reported."""
    forms = [form for form in movement.forms.values() if form.frequency == "monthly"]
    month = containing("monthly", today)
    while all(form.lock(month.previous()) >= today for form in forms):
        month = month.previous()
    return month.code
