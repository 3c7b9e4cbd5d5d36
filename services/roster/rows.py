"""Writes changes of the organisation: what is new in bulk, what changes one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from locales.naming import plain
from scoring.duties import open_years
from scoring.movement import Movement
from services import absences
from services.roster import persons
from services.roster.compare import AnyChange, Change, Entry, PersonEntry, UnitEntry
from services.roster.persons import ids_of
from services.roster.redating import DAY
from services.scores import entered, left, mark, refresh
from storage import events, imports, then, within
from storage.engine import Db
from storage.imports import Changed, Source, as_text
from storage.units import by_id, hold_all, units

AT_ONCE = 50
"""New rows that are written together."""


def pieces(changes: Sequence[AnyChange], start: int = 0) -> Iterator[Sequence[AnyChange]]:
    """Some new ones of a kind together (a unit's row needs the ids of those above it), else one."""
    while start < len(changes):
        end = start + 1
        kind = _kind(changes[start])
        while kind and end < min(len(changes), start + AT_ONCE) and _kind(changes[end]) == kind:
            end += 1
        yield changes[start:end]
        start = end


def _kind(change: AnyChange) -> str | None:
    """The kind of what is new."""
    if change.act != "add":
        return None
    return change.new.kind if isinstance(change.new, UnitEntry) else "person"


def unit_ids(db: Db) -> dict[str, int]:
    """The ids of all units, by code."""
    return {row.code: row.id for row in db.execute(select(units.c.code, units.c.id))}


@dataclass(frozen=True)
class Rows:
    """What the changes of an import are written with; `ids` are the units' by code, and grow.

    `lies`: where whoever lies directly in some units lies, by their codes; only while units are
    new.
    """

    movement: Movement
    now: datetime
    zone: ZoneInfo
    source: Source
    ids: dict[str, int]
    lies: dict[tuple[str, ...], within.Above] = field(default_factory=dict)

    def hold(self, db: Db, changes: Sequence[AnyChange]) -> None:
        """Hold the units that change, in the order of their ids."""
        there = (c.new.code for c in changes if _is_unit(c) and c.act != "add")
        hold_all(db, [self.ids[code] for code in there])

    def apply(self, db: Db, piece: Sequence[AnyChange], number: int | None) -> int | None:
        """Write some changes, and what was there before; the import's number."""
        history = (line for change in piece for line in _history(change))
        number = imports.note(db, "organisation", self.source, self.now, history, number)
        if _is_unit(piece[0]):
            self._units(db, cast(Sequence[Change[UnitEntry]], piece))
        else:
            some = cast(Sequence[Change[PersonEntry]], piece)
            persons.write(db, some, self.ids, self.now)
            touched = [self.ids[code] for code in persons.units_of(some)]
            absences.settle(db, touched, absences.reporters([self.movement]), self.today)
        return number

    def _units(self, db: Db, piece: Sequence[Change[UnitEntry]]) -> None:
        if piece[0].act == "add":
            for day, some in groupby(piece, lambda change: change.day):
                self._enter(db, [change.new for change in some], day)
            return
        [change] = piece
        where = units.c.code == change.new.code
        unit_id, day = self.ids[change.new.code], change.day or self.today
        before, named = by_id(db, unit_id), {name for name, _, _ in change.fields}
        left_on = {"left_on": None if change.new.active else day} if "active" in named else {}
        db.execute(update(units).where(where).values(self._row(change.new) | left_on))
        if "name" in named:
            then.renamed(db, unit_id, before.name, day)
        moves = named & {"parent", "further", "active"}
        touched = within.move(db, unit_id, day) if moves else [unit_id]
        for was in (old for name, old, _ in change.fields if name == DAY and isinstance(old, date)):
            touched = events.redate(db, unit_id, was, day)
        for year in self.years():
            refresh(db, self.movement, by_id(db, unit_id), year, self.now, self.zone)
            mark(db, self.movement, [one for one in touched if one != unit_id], year)
            left(db, self.movement, before, year)

    def _enter(self, db: Db, entries: Sequence[UnitEntry], day: date | None) -> None:
        """New units, and where they lie: since ever, where nobody says since when."""
        lies_in = [self._above(db, entry) for entry in entries]
        rows = [self._row(entry) | {"lies_in": within.written(above)}
                for entry, above in zip(entries, lies_in, strict=True)]  # fmt: skip
        db.execute(insert(units), rows)
        self.ids.update(ids_of(db, units, [entry.code for entry in entries]))
        told = zip(entries, lies_in, strict=True)
        links = [(self.ids[e.code], e.kind, e.active, above) for e, above in told]
        within.enter(db, links, day or within.ALWAYS)
        for year in self.years():
            entered(db, self.movement, [unit_id for unit_id, *_ in links], year)

    def years(self) -> tuple[int, ...]:
        """The years that are not locked."""
        return open_years(self.movement, self.today)

    @property
    def today(self) -> date:
        """The local day of the import."""
        return self.now.astimezone(self.zone).date()

    def _above(self, db: Db, entry: UnitEntry) -> within.Above:
        codes = parents(entry)
        if codes not in self.lies:
            self.lies[codes] = within.above([by_id(db, self.ids[code]) for code in codes])
        return self.lies[codes]

    def _row(self, entry: UnitEntry) -> dict[str, Any]:
        row = asdict(entry) | {"plain": plain(entry.name)}
        parent, further = row.pop("parent"), [self.ids[code] for code in entry.further]
        above = {"parent_id": None if parent is None else self.ids[parent]}
        return row | above | {"further": json.dumps(further, separators=(",", ":"))}


def parents(entry: UnitEntry) -> tuple[str, ...]:
    """The codes of the units in which one lies directly, that of the roster's tree first."""
    return entry.further if entry.parent is None else (entry.parent, *entry.further)


def _is_unit(change: AnyChange) -> bool:
    return isinstance(change.new, UnitEntry)


def _history(change: AnyChange) -> Iterator[Changed]:
    """Old and new of everything that was there; of what is new only that it came."""
    if isinstance(change.new, UnitEntry):
        yield from _fields("unit", change)
    else:
        yield from _fields("person", change)


def _fields(what: Literal["unit", "person"], change: Change[Entry]) -> Iterator[Changed]:
    if change.act == "add":
        yield Changed(what, change.new.code, "", None, change.new.name)
    for name, old, new in change.fields:
        yield Changed(what, change.new.code, name, as_text(old), as_text(new))
