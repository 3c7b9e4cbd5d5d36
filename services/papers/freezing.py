"""Freezing: a unit's content is read at once and kept under a number; read again by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from scoring.award import Award
from scoring.movement import Movement
from services.papers import gathered
from services.papers.content import DOSSIER, PROPOSAL, Content, Kind, canonical, digest
from storage import snapshots
from storage.dossiers import Dossier
from storage.engine import Db
from storage.snapshots import Snapshot as Kept
from storage.units import Unit, by_id, hold


class Changed(Exception):
    """A snapshot is not what was frozen: nothing is printed from it."""


@dataclass(frozen=True)
class Snapshot:
    """A frozen content: its number, its digest, the moment, of which unit."""

    number: int
    digest: str
    at: datetime
    unit_id: int
    content: Content


def freeze(
    db: Db, movement: Movement, year: int, unit: Unit, by: int | None, now: datetime,
    zone: ZoneInfo,
) -> Snapshot:  # fmt: skip
    """Freeze an office's dossier or the Council's proposal. LookupError for any other unit.

    Nothing new is kept where the last one of the same day says the same.
    """
    hold(db, unit)
    found = gathered.content(db, movement, year, unit, now, zone)
    body = canonical(found)
    mark = digest(body)
    last = snapshots.last(db, found.movement, year, unit.id, found.kind)
    same_day = last is not None and last.at.astimezone(zone).date() == now.astimezone(zone).date()
    if last is not None and same_day and last.digest == mark:
        return _read(last)
    of = (found.movement, year, unit.id, found.kind)
    kept = snapshots.add(db, of, body, mark, by, now.replace(microsecond=0))
    return Snapshot(kept.number, mark, kept.at, unit.id, found)


def kind(award: Award, unit: Unit) -> Kind:
    """Of which kind a unit's content is."""
    return PROPOSAL if unit.kind == award.terms.council else DOSSIER


def on_submit(
    movement: Movement, by: int, now: datetime, zone: ZoneInfo
) -> Callable[[Db, Dossier], int]:  # fmt: skip
    """What freezes a dossier as it is sent to the Council (see `services.dossiers.submit`)."""

    def frozen(db: Db, dossier: Dossier) -> int:
        unit = by_id(db, dossier.unit_id)
        return freeze(db, movement, dossier.year, unit, by, now, zone).number

    return frozen


def read(db: Db, number: int) -> Snapshot | None:
    """The snapshot of a number; `Changed` where it is not what was frozen."""
    kept = snapshots.by_number(db, number)
    return None if kept is None else _read(kept)


def _read(kept: Kept) -> Snapshot:
    if digest(kept.body) != kept.digest:
        raise Changed(f"snapshot {kept.number} was changed since it was frozen")
    content = Content.model_validate_json(kept.body)
    return Snapshot(kept.number, kept.digest, kept.at, kept.unit_id, content)
