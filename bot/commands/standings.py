"""`thidua standings`: the table that the chat shows, whole, for the desk."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import terminal
from bot.commands import common
from bot.settings import Settings
from scoring import disqualification
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import nano
from scoring.rows import Ground
from services import disqualifications, means
from storage import standings as standings_of
from storage import then, units
from storage.asked import Asked, ended
from storage.engine import Db, reading
from storage.lines import Line
from storage.units import Unit

Columns = tuple[str, ...]


def standings(
    year: Annotated[int, typer.Option(help="The year under review.")],
    unit: Annotated[str | None, typer.Option(help="Only what lies in this unit.")] = None,
    named: Annotated[
        str | None, typer.Option("--list", help="A list of the movement; else its first one.")
    ] = None,
    level: Annotated[str | None, typer.Option(help="The kind of unit that is ranked.")] = None,
    basis: Annotated[
        Literal["provisional", "official"],
        typer.Option(help="All confirmed reports, or only the accepted ones."),
    ] = "provisional",
    format: Annotated[Literal["table", "json", "csv"], typer.Option()] = "table",
) -> None:
    """Print the standings: place, points, reports in of reports due, as of now."""
    chosen = common.configured()
    moment, engine = common.now(), common.database(chosen)
    live = common.movement(chosen, engine)
    movement = live.in_year(year)
    league = _league(movement, named, level)
    with reading(engine) as db:
        scope = _scope(db, league, unit)
        over = ended(year, common.today(chosen, moment))
        asked = then.scope(db, Asked(league, scope, year, basis, over))
        rows, covered = standings_of.table(db, asked), standings_of.coverage(db, asked)
        mean = _mean(db, movement, asked, common.today(chosen, moment))
        barred = disqualifications.barred(db, live, year, None)
    always = disqualification.of_kind(movement, league.level)
    head = {
        "year": year,
        "list": league.code,
        "level": league.level,
        "unit": scope.code,
        "name": asked.scope.name,
        "basis": basis,
        "as_of": _local(chosen, moment),
        "coverage": f"{covered.reported}/{covered.active}",
        "mean": mean,
    }
    given = [_row(league, row, (*barred.get(row.unit_id, ()), *always)) for row in rows]
    {"table": _table, "json": _json, "csv": _csv}[format](head, _columns(league), given)


def _league(movement: Movement, named: str | None, level: str | None) -> League:
    """The list of this code, of this level, or the one that is meant where none is named."""
    if named is None and level is None:
        return movement.first_league
    fits = [one for one in movement.leagues.values()
            if named in (None, one.code) and level in (None, one.level)]  # fmt: skip
    if not fits:
        known = ", ".join(f"{one.code} ({one.level})" for one in movement.leagues.values())
        raise common.Mistake(f"no such list: {named or level}; there are {known}")
    return fits[0]


def _mean(db: Db, movement: Movement, asked: Asked, today: date) -> dict[str, str] | None:
    """For information: no place rests on it."""
    league, scope, year, basis, _ = asked
    found = means.of(db, movement, league, scope, year, basis, today)
    if found is None:
        return None
    return {"points": _points(nano(found)), "weighted_by": league.weighted_by or ""}


def _points(total: int) -> str:
    exact = Decimal(total).scaleb(-9)
    return str(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _columns(league: League) -> tuple[str, ...]:
    """The unit above is called by its kind: "commune" where groups are ranked."""
    return ("place", "code", "name", _above(league), "points", "reported", "required", "standing",
            "under_review", "disqualified")  # fmt: skip


def _above(league: League) -> str:
    return league.inside[0] if league.inside else "within"


def _scope(db: Db, league: League, code: str | None) -> Unit:
    found = units.by_code(db, code) if code else units.root(db, league.widest)
    if found is None:
        raise common.Mistake(f"no unit {code}" if code else "no organisation has been imported")
    return found


def _local(chosen: Settings, moment: datetime) -> str:
    return moment.astimezone(chosen.timezone).isoformat(timespec="minutes")


def _row(league: League, line: Line, barred: Sequence[Ground]) -> dict[str, Any]:
    return {
        "place": line.place,
        "code": line.code,
        "name": line.name,
        _above(league): line.commune,
        "points": _points(line.total) if line.standing != "no_data" else None,
        "reported": line.reported,
        "required": line.required,
        "standing": line.standing,
        "under_review": line.under_review,
        "disqualified": " ".join(ground.code for ground in barred) or None,
    }


def _table(head: dict[str, Any], columns: Columns, rows: list[dict[str, Any]]) -> None:
    title = "{name}, {year} ({basis}), {as_of}, {coverage}".format(**head)
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
