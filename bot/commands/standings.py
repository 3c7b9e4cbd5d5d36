"""`thidua standings`: the table that the chat shows, whole, for the desk; or one that was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from bot.commands import common
from bot.commands.standings_files import FILES, checked, write
from bot.commands.standings_shown import show
from locales.translator import translator
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Basis, Scope, Standings
from services.publications import published
from services.standings import whole
from storage import units
from storage.asked import Asked, ended
from storage.engine import Db, reading
from storage.units import Unit

List = Annotated[
    str | None, typer.Option("--list", help="A list of the movement; else its first one.")
]
Counted = Annotated[
    Literal["provisional", "official"],
    typer.Option(help="All confirmed reports, or only the accepted ones."),
]
Number = Annotated[
    int | None,
    typer.Option(min=1, max=common.MOST_NUMBER, help="Instead: a publication, as it was sent."),
]
Format = Annotated[
    Literal["table", "json", "csv", "xlsx", "png", "pdf"],
    typer.Option(help="Printed, or as a file: a workbook, a picture, a document."),
]
Out = Annotated[
    Path | None, typer.Option(dir_okay=False, help="Where the file goes; else into a pipe.")
]
Language = Annotated[
    Literal["vi", "en", "hi", "ar"], typer.Option(help="Of a file: whose readers it is for.")
]


class Wanted(NamedTuple):
    """What the options name."""

    year: int
    list: str | None
    level: str | None
    unit: str | None
    basis: Basis


def standings(
    year: Annotated[
        int | None, typer.Option(min=1, max=9998, help="The year under review.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Only what lies in this unit.")] = None,
    named: List = None,
    level: Annotated[str | None, typer.Option(help="The kind of unit that is ranked.")] = None,
    basis: Counted = "provisional",
    movement: common.Of = None,
    number: Number = None,
    format: Format = "table",
    out: Out = None,
    language: Language = "vi",
) -> None:
    """Print the standings: place, points, reports in of reports due, as of now."""
    if format in FILES:
        checked(out)
    elif out is not None:
        raise common.Mistake("--out is for --format xlsx, png or pdf")
    chosen = common.configured()
    moment, engine = common.now(), common.database(chosen)
    live = common.live(chosen, engine)
    if year is not None and number is None:
        of = common.of(live, movement)
        wanted = Wanted(year, named, level, unit, basis)
        with reading(engine) as db:
            found = _now(db, of, wanted, moment, common.today(chosen, moment))
    elif number is not None and not any((year, named, level, unit, movement)):
        with reading(engine) as db:
            found = _published(db, live.all[0], number, basis)
        of = common.of(live, found.movement)
    else:
        raise common.Mistake("--year is needed; or --number alone, with --basis and --format")
    rules = of.in_year(found.year)
    if format in FILES:
        with reading(engine) as db:
            made = FILES[format](db, translator(language), rules, found, chosen.timezone)
        return write(made, out)
    return show(format, _league(rules, found.list, None), found, chosen.timezone)


def _now(db: Db, of: Movement, wanted: Wanted, moment: datetime, today: date) -> Standings:
    league = _league(of.in_year(wanted.year), wanted.list, wanted.level)
    scope, over = _scope(db, league, wanted.unit), ended(wanted.year, today)
    asked = Asked(league, scope, wanted.year, wanted.basis, over)
    return whole(db, of, asked, moment, today)


def _published(db: Db, movement: Movement, number: int, basis: Basis) -> Standings:
    """As it was sent; what was kept before there were numbers is of the first list."""
    found = published(db, number, basis)
    if found is None:
        raise common.Mistake(f"no publication {number} with {basis} standings")
    if found.list:
        return found
    league, root = movement.first_league, units.root(db, movement.first_league.widest)
    scope = Scope(root.kind, root.code, root.name) if root else found.scope
    return replace(found, movement=movement.code, list=league.code, level=league.level, scope=scope)


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


def _scope(db: Db, league: League, code: str | None) -> Unit:
    found = units.by_code(db, code) if code else units.root(db, league.widest)
    if found is None:
        raise common.Mistake(f"no unit {code}" if code else "no organisation has been imported")
    return found
