"""`thidua organisation import`: units and people from a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import opening
from storage import roster_apply, roster_file
from storage.engine import Db, looked_at, replayed
from storage.roster import Change, Entry, PersonEntry, Plan, RosterError, UnitEntry

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
    by: opening.By = None,
) -> None:
    """Bring units and people to what FILE says; who is missing there is deactivated."""
    chosen = opening.configured()
    movement, now = opening.movement(chosen), opening.now()
    try:
        content = opening.content(file)
        wanted = replace(roster_file.read(content), same=frozenset(same or ()))
        source = opening.source(file, content, by)

        def work(db: Db) -> Plan:
            if apply:
                return roster_apply.bring(db, wanted, movement, now, chosen.timezone, source)
            return roster_apply.preview(db, wanted, movement, opening.today(chosen, now))

        plan = (replayed if apply else looked_at)(opening.database(chosen), work)
    except RosterError as error:
        opening.rejected(file, error.problems)
    _show(plan)
    terminal.say(opening.ending(bool(plan), apply=apply))


def _show(plan: Plan) -> None:
    for unit in plan.units:
        terminal.say(_line(unit.new.kind, unit, _of_unit(unit.new)))
    for person in plan.people:
        terminal.say(_line("person", person, _of_person(person.new)))
    terminal.say(f"Units: {_counts(plan.units)}. People: {_counts(plan.people)}.")


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
