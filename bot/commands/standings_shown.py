"""A standing at the desk: as a table, as JSON, as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import terminal
from scoring.levels import League
from scoring.standings import Line, Standings

Columns = tuple[str, ...]


def show(format: str, league: League, found: Standings, zone: ZoneInfo) -> None:
    """Write it out; JSON says beside the lines by which rules and on what they rest."""
    rows = [_row(league, line, found.barred) for line in found.lines]
    write = {"table": _table, "json": _json, "csv": _csv}[format]
    write(_head(league, found, zone), _columns(league), rows)


def _head(league: League, found: Standings, zone: ZoneInfo) -> dict[str, Any]:
    mean = found.mean
    return {
        "number": found.number,
        "movement": found.movement,
        "rules": found.digest,
        "year": found.year,
        "list": found.list,
        "level": found.level,
        "unit": found.scope.code,
        "name": found.scope.name,
        "basis": found.basis,
        "as_of": _local(found.as_of, zone),
        "coverage": f"{found.coverage.reported}/{found.coverage.active}",
        "mean": None
        if mean is None
        else {"points": _points(mean), "weighted_by": league.weighted_by or ""},
    }


def _points(total: int) -> str:
    exact = Decimal(total).scaleb(-9)
    return str(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _columns(league: League) -> tuple[str, ...]:
    """The unit above is called by its kind: "commune" where groups are ranked.

    Where classes of size are ranked apart, the class stands in front, from-to.
    """
    size = ("size",) if league.classes else ()
    return (*size, "place", "code", "name", _above(league), "points", "reported", "required",
            "standing", "under_review", "disqualified")  # fmt: skip


def _above(league: League) -> str:
    return league.inside[0] if league.inside else "within"


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="minutes")


def _row(league: League, line: Line, always: Sequence[str]) -> dict[str, Any]:
    size = "-".join(map(str, league.classes[line.size - 1])) if line.size else None
    return {
        **({"size": size} if league.classes else {}),
        "place": line.place,
        "code": line.code,
        "name": line.name,
        _above(league): line.commune,
        "points": _points(line.total) if line.standing != "no_data" else None,
        "reported": line.reported,
        "required": line.required,
        "standing": line.standing,
        "under_review": line.under_review,
        "disqualified": " ".join((*line.barred, *always)) or None,
    }


def _table(head: dict[str, Any], columns: Columns, rows: list[dict[str, Any]]) -> None:
    title = "{name}, {year} ({basis}), {as_of}, {coverage}".format(**head)
    if head["number"] is not None:
        title += f", publication No. {head['number']}"
    table = Table(*columns, title=Text(terminal.visible(title)))
    for row in rows:
        table.add_row(*(Text(_shown(row[name])) for name in columns))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _shown(value: Any) -> str:
    return "" if value is None else terminal.visible(str(value))


def _json(head: dict[str, Any], _columns: Columns, rows: list[dict[str, Any]]) -> None:
    terminal.document({**head, "rows": rows})


def _csv(_head: dict[str, Any], columns: Columns, rows: list[dict[str, Any]]) -> None:
    terminal.spreadsheet()
    writer = csv.DictWriter(sys.stdout, columns)
    writer.writeheader()
    writer.writerows(map(terminal.safe, rows))
