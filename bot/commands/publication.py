"""`thidua publication`: what was published, byte for byte, and whether it still is what it was."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Annotated, Literal

import typer
from sqlalchemy import Engine

from bot import terminal
from bot.commands import common, standings_shown
from scoring import canonical
from scoring.live import Live
from scoring.standings import Basis, Standings
from services import publications
from services.publications import Summary
from storage.engine import Db, reading

app = typer.Typer(help="What was published: shown byte for byte, and verified.")
Number = Annotated[
    int, typer.Argument(min=1, max=common.MOST_NUMBER, help="The publication's number.")
]
Of = Annotated[
    Literal["provisional", "official"],
    typer.Option(help="All confirmed reports, or only the accepted ones."),
]


@app.command()
def show(
    number: Number,
    basis: Of = "provisional",
    format: Annotated[Literal["table", "json", "csv"], typer.Option()] = "table",
) -> None:
    """Print a publication; as JSON the very bytes of which the digests are kept."""
    chosen = common.configured()
    engine = common.database(chosen)
    with reading(engine) as db:
        table = _table(db, number, basis)
    if format == "json":
        terminal.exact(canonical.document(table))
        return
    movement = common.of(common.live(chosen, engine), table.movement)
    league = movement.in_year(table.year).leagues[table.list]
    standings_shown.show(format, league, table, chosen.timezone)


@app.command()
def verify(number: Number) -> None:
    """Work out the digests from what is stored and compare; exit status 1 if anything differs."""
    chosen = common.configured()
    engine = common.database(chosen)
    live = common.live(chosen, engine)
    summary = _summary(engine, number)
    wrong = [fault for basis in summary.tables for fault in _verified(engine, number, basis, live)]
    if wrong:
        raise common.Mistake(*wrong)


def _summary(engine: Engine, number: int) -> Summary:
    with reading(engine) as db:
        found = publications.by_number(db, number)
    if found is None:
        raise common.Mistake(f"no publication {number}")
    if not found.digests:
        raise common.Mistake(f"publication {number} is from before digests were kept")
    return found


def _verified(engine: Engine, number: int, basis: Basis, live: Live) -> Iterator[str]:
    """Say what was found of a table; what is wrong with it."""
    with reading(engine) as db:
        summary, table = publications.by_number(db, number), _table(db, number, basis)
    kept = summary.digests.get(basis) if summary else None
    found = canonical.faults(table, kept) if kept else ["no digests are kept"]
    yield from (f"publication {number}, {basis}: {fault}" for fault in found)
    if kept is not None and not found:
        known = any(one.in_year(table.year).digest == kept.rules for one in live.all)
        terminal.say(f"Publication {number}, {basis}: as it was published.")
        terminal.say(f"  inputs {kept.inputs}")
        terminal.say(f"  rules  {kept.rules}{'' if known else ' (others are installed now)'}")
        terminal.say(f"  result {kept.result}")


def _table(db: Db, number: int, basis: Basis) -> Standings:
    try:
        found = publications.published(db, number, basis)
    except (zlib.error, ValueError, TypeError):
        raise common.Mistake(f"publication {number}, {basis}: what is stored is damaged") from None
    if found is None or not found.list:
        raise common.Mistake(f"no publication {number} with {basis} standings, list and rules")
    return found
