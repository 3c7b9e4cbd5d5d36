"""`thidua standings`: the table that the chat shows, whole, for the desk."""

from __future__ import annotations

import csv
import sys
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import terminal
from bot.commands import common
from bot.settings import Settings
from scoring.levels import League
from storage import standings as standings_of
from storage import units
from storage.asked import Asked
from storage.engine import Db, reading
from storage.standings import Line
from storage.units import Unit

COLUMNS = ("place", "code", "name", "commune", "points", "reported", "required", "standing",
           "under_review")  # fmt: skip


def standings(
    year: Annotated[int, typer.Option(help="The year under review.")],
    unit: Annotated[str | None, typer.Option(help="Only the groups of this unit.")] = None,
    level: Annotated[Literal["group"], typer.Option(help="What is ranked.")] = "group",
    basis: Annotated[
        Literal["provisional", "official"],
        typer.Option(help="All confirmed reports, or only the accepted ones."),
    ] = "provisional",
    format: Annotated[Literal["table", "json", "csv"], typer.Option()] = "table",
) -> None:
    """Print the standings: place, points, reports in of reports due, as of now."""
    chosen = common.configured()
    moment, league = common.now(), common.movement(chosen).first_league
    with reading(common.database(chosen)) as db:
        scope = _scope(db, league, unit)
        asked = Asked(league, scope, year, basis)
        rows, covered = standings_of.table(db, asked), standings_of.coverage(db, asked)
    head = {
        "year": year,
        "level": level,
        "unit": scope.code,
        "name": scope.name,
        "basis": basis,
        "as_of": _local(chosen, moment),
        "coverage": f"{covered.reported}/{covered.active}",
    }
    {"table": _table, "json": _json, "csv": _csv}[format](head, [_row(row) for row in rows])


def _scope(db: Db, league: League, code: str | None) -> Unit:
    found = units.by_code(db, code) if code else units.root(db, league.widest)
    if found is None:
        raise common.Mistake(f"no unit {code}" if code else "no organisation has been imported")
    return found


def _local(chosen: Settings, moment: datetime) -> str:
    return moment.astimezone(chosen.timezone).isoformat(timespec="minutes")


def _row(line: Line) -> dict[str, Any]:
    exact = Decimal(line.total).scaleb(-9)
    points = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return {
        "place": line.place,
        "code": line.code,
        "name": line.name,
        "commune": line.commune,
        "points": str(points) if line.standing != "no_data" else None,
        "reported": line.reported,
        "required": line.required,
        "standing": line.standing,
        "under_review": line.under_review,
    }


def _table(head: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    title = "{name}, {year} ({basis}), {as_of}, {coverage}".format(**head)
    table = Table(*COLUMNS, title=Text(terminal.visible(title)))
    for row in rows:
        table.add_row(*(Text(_shown(row[name])) for name in COLUMNS))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _shown(value: Any) -> str:
    return "" if value is None else terminal.visible(str(value))


def _json(head: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    terminal.document({**head, "rows": rows})


def _csv(_head: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    terminal.spreadsheet()
    writer = csv.DictWriter(sys.stdout, COLUMNS)
    writer.writeheader()
    writer.writerows(map(terminal.safe, rows))
