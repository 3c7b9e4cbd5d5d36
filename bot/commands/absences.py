"""`thidua absences`: leaves of people, in whose months nothing is asked of their units."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import common, importing
from services import absence_rows
from services import absences as service
from services.lists import ListError
from storage import absences, imports
from storage.engine import looked_at, reading, transaction

app = typer.Typer(help="Leaves of people: their months are excused.", no_args_is_help=True)


@app.callback()
def away() -> None:
    """Leaves of people: their months are excused."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="Text (CSV), a workbook or JSON; see the README.")],
    apply: Annotated[bool, typer.Option("--apply", help="Keep it; else only show.")] = False,
    by: common.By = None,
    every: importing.All = False,
) -> None:
    """Enter leaves from FILE; one that begins in the same month is changed, so that it can end.

    Where nobody else reports for a unit, nothing is asked of it in these months.
    """
    chosen = common.configured()
    engine, now, content = common.database(chosen), common.now(), common.content(file)
    live = common.live(chosen, engine)
    try:
        if apply:
            source = common.source(file, content, by)
            with transaction(engine) as db:
                found = absence_rows.bring(db, live.all, content, source, now, chosen.timezone)
        else:
            found = looked_at(engine, partial(absence_rows.compare, data=content))
    except ListError as error:
        common.rejected(file, error.problems)
    lines = (("leaves", f"~ {one.code}: {one.first} to {one.last}, {one.reason}") for one in found)
    importing.show(lines, whole=every)
    terminal.say(f"Leaves: {len(found)} new or changed.")
    terminal.say(common.ending(bool(found), apply=apply))


@app.command("list")
def listed() -> None:
    """Every leave, by people's codes, with the number by which it is cancelled."""
    with reading(common.database(common.configured())) as db:
        found = absences.listed(db)
    for one in found:
        away = one.absence
        terminal.say(
            f"{away.id}  {one.code}  {one.name}: {away.first} to {away.last}, {away.reason}"
        )
    if not found:
        terminal.remark("No leave is kept.")


@app.command("cancel")
def cancel(
    number: Annotated[int, typer.Argument(help="As `absences list` shows it.")],
    by: common.By = None,
) -> None:
    """A leave was entered wrongly: its months are asked again."""
    chosen = common.configured()
    engine = common.database(chosen)
    live = common.live(chosen, engine)
    with transaction(engine) as db:
        there = next((one for one in absences.listed(db) if one.absence.id == number), None)
        if there is None:
            raise common.Mistake(f"there is no leave {number}")
        source = imports.Source(by=by or common.user())
        service.cancel(db, live.all, number, there.code, source, common.now(), chosen.timezone)
    terminal.say("Done.")
