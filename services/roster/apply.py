"""Brings the stored organisation to a wanted one; no unit or person is ever deleted.

In one transaction, or in small steps beside the running program: a step that is interrupted leaves
nothing half done, and the same import again does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from scoring.movement import Movement
from services.roster.compare import Plan, Roster, compare
from services.roster.months import BEGUN, months
from services.roster.opening import carry
from services.roster.rows import AT_ONCE, Rows, pieces, unit_ids
from services.scores import renew
from storage import imports, scores, settings
from storage.engine import Db
from storage.imports import PROGRAM, Source
from storage.schema import alone
from storage.steps import Step, brief


def preview(db: Db, wanted: Roster, movement: Movement, now: datetime, zone: ZoneInfo) -> Plan:
    """What `bring` would change."""
    today = now.astimezone(zone).date()
    return compare(db, wanted, movement, months(db, movement, today, zone))


def apply(
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
    plan = preview(db, wanted, movement, now, zone)
    rows = Rows(movement, now, zone, source, unit_ids(db))
    changes = plan.changes()
    rows.hold(db, changes)
    number = None
    for piece in pieces(changes):
        number = rows.apply(db, piece, number)
    for merger in plan.mergers:
        carry(db, rows, merger)
    settings.drop(db, BEGUN)
    while renew(db, movement, _moved(now, zone), now, zone):
        continue
    return plan


def _moved(now: datetime, zone: ZoneInfo) -> dict[int, date]:
    """The years in which what moved with another unit has to be worked out anew."""
    today = now.astimezone(zone).date()
    return dict.fromkeys((today.year - 1, today.year), scores.MARKED)


def apply_in_steps(
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
    first = look(lambda db: months(db, movement, today, zone))
    newest = look(imports.newest)  # before it is compared: who comes in between is noticed
    plan = look(lambda db: compare(db, wanted, movement, first))
    rows = Rows(movement, now, zone, source, look(unit_ids))
    changes = plan.changes()
    done, number = 0, None

    def some(db: Db) -> tuple[int, int | None]:
        imports.alone_since(db, number or newest)
        rows.hold(db, changes[done : done + AT_ONCE])
        settings.put(db, BEGUN, first.usual)
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
    _finish(look, step, rows, plan)
    return plan


def _finish(look: Step, step: Step, rows: Rows, plan: Plan) -> None:
    """What mergers open the year with, and what moved with another unit."""
    for merger in plan.mergers:
        step(partial(carry, rows=rows, merger=merger))
    movement, now, zone = rows.movement, rows.now, rows.zone
    marked = _moved(now, zone)
    while look(lambda db: scores.stale(db, movement, marked, 1)):
        step(lambda db: renew(db, movement, marked, now, zone))
