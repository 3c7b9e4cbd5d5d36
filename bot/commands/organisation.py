"""`thidua organisation import`: units and people from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import common, importing
from bot.progress import progress
from services.roster import apply as roster_apply
from services.roster import file as roster_file
from services.roster.compare import Change, Entry, PersonEntry, Plan, RosterError, UnitEntry

app = typer.Typer(help="Units and people.", no_args_is_help=True)

SIGN = {"add": "+", "change": "~", "deactivate": "-"}
DONE = {"add": "new", "change": "changed", "deactivate": "deactivated"}


@app.callback()
def organisation() -> None:
    """Units and people."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="JSON in the shape of the demo organisation.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change it; else only show.")] = False,
    same: Annotated[
        list[str] | None,
        typer.Option("--same", help="A code that ended and comes back renamed: the same."),
    ] = None,
    by: common.By = None,
    every: importing.All = False,
) -> None:
    """Bring units and people to what FILE says; who is missing there is deactivated.

    Done in small steps: the running program answers meanwhile, and what is interrupted is finished
    by the same command.
    """
    chosen = common.configured()
    engine, now = common.database(chosen), common.now()
    movement = common.movement(chosen, engine)
    try:
        with progress("Reading"):
            content = common.content(file)
            wanted = replace(roster_file.read(content), same=frozenset(same or ()))
        source = common.source(file, content, by)
        del content
        look, step = importing.ways(engine)
        if apply:
            with importing.applying("Applying") as told:
                given = (look, step, wanted, movement, now, chosen.timezone, source, told)
                plan = roster_apply.bring_in_steps(*given)
        else:
            today = common.today(chosen, now)
            plan = look(lambda db: roster_apply.preview(db, wanted, movement, today))
    except RosterError as error:
        common.rejected(file, error.problems)
    importing.show(_lines(plan), whole=every)
    terminal.say(f"Units: {_counts(plan.units)}. People: {_counts(plan.people)}.")
    terminal.say(common.ending(bool(plan), apply=apply))


def _lines(plan: Plan) -> Iterator[importing.Line]:
    for unit in plan.units:
        kind = unit.new.kind
        yield f"{DONE[unit.act]}, {kind}", _line(kind, unit, _of_unit(unit.new))
    for person in plan.people:
        yield f"{DONE[person.act]}, person", _line("person", person, _of_person(person.new))


def _line(what: str, change: Change[Entry], new: str) -> str:
    head = f"{SIGN[change.act]} {what} {change.new.code} {change.new.name}"
    if change.act == "add":
        return f"{head}{new}"
    if change.act == "deactivate":
        return f"{head}: deactivated"
    fields = (f"{name} {_value(old)} -> {_value(value)}" for name, old, value in change.fields)
    return f"{head}: {', '.join(fields)}"


def _value(value: object) -> str:
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " and ".join(f"{role} of {unit}" for role, unit in value) or "(none)"
    return str(value)


def _of_unit(entry: UnitEntry) -> str:
    place = f", in {entry.parent}" if entry.parent else ""
    return f"{place}, reports from {entry.reports_from}"


def _of_person(entry: PersonEntry) -> str:
    return f", {_value(entry.roles)}, phone {_value(entry.phone)}"


def _counts(changes: tuple[Change[Entry], ...]) -> str:
    acts: list[str] = [change.act for change in changes]
    return ", ".join(f"{acts.count(act)} {word}" for act, word in DONE.items())
