"""Rows of units in the general shape, each of the kind that it names."""

from __future__ import annotations

from collections.abc import Sequence

from locales.fold import fold
from services.roster import about, headers, nominees, shape
from services.roster.entries import UnitEntry
from services.roster.reading import Raw, Reading

_MAY_BE_SILENT = ("households", "transaction_day", *about.UNIT)


def units(reading: Reading, rows: Sequence[Raw]) -> tuple[UnitEntry, ...]:
    """The units that can be read."""
    known = headers.kinds(reading.movement)
    for raw in rows:
        cells = raw.cells if isinstance(raw.cells, dict) else {}
        kind = known.get(fold(str(cells.get("kind", ""))))
        if kind and "code" in cells:
            reading.kinds.setdefault(_plain(cells["code"]), kind)
    made = (_unit(reading, raw, known) for raw in rows)
    return tuple(unit for unit in made if unit is not None)


def _unit(reading: Reading, raw: Raw, known: headers.Names) -> UnitEntry | None:
    row = reading.row(raw, shape.Unit)
    if row is None or not reading.once(raw, "code", "code", row.code):
        return None
    kind = known.get(fold(row.kind))
    if kind is None:
        right = ", ".join(reading.movement.levels)
        reading.problems.append(f"{raw.at('kind')}: no kind of unit {row.kind!r}, only {right}")
        return None
    reading.places["row", row.code] = raw.place
    reading.places["unit", row.code] = raw.at("parent")
    reading.silent["unit", row.code] = reading.unsaid(row, *_MAY_BE_SILENT)
    if row.effective_from:
        reading.since[row.code] = row.effective_from
    if row.merged_into:
        reading.merged[row.code] = row.merged_into
    above = _above(reading, raw, row, kind)
    return UnitEntry(
        code=row.code,
        kind=kind,
        name=row.name,
        parent=above[0] if above else None,
        further=tuple(above[1:]),
        households=row.households,
        transaction_day=row.transaction_day,
        active=row.active,
        reports_from=row.reports_from,
        collective=nominees.kind(reading, raw, "collective", row.collective),
        members=row.members,
        women=row.women,
    )


def _above(reading: Reading, raw: Raw, row: shape.Unit, kind: str) -> list[str]:
    """In which units it lies directly, in the order in which its level names their kinds."""
    within = reading.movement.levels[kind].within
    found = [(code, "parent") for code in (row.parent, *row.parents) if code]
    for level in within:
        named = (raw.cells.get(key) for key in (level, headers.inside(level)))
        found += [(_plain(code), level) for code in named if code]
    for code, key in found:
        reading.places["above", row.code, code] = raw.at(key)
    order = {level: n for n, level in enumerate(within)}
    return sorted((code for code, _ in found), key=lambda one: order.get(_kind(reading, one), 0))


def _kind(reading: Reading, code: str) -> str:
    return reading.kinds.get(code, "")


def _plain(code: object) -> str:
    return " ".join(str(code).split())
