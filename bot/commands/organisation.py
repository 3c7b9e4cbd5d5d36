"""`thidua organisation import`: units and people from a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import common, importing
from bot.progress import progress
from bot.settings import Settings
from scoring.movement import Movement
from services.roster import apply as roster_apply
from services.roster import file as roster_file
from services.roster import template as template_of
from services.roster.compare import Change, Entry, PersonEntry, Plan, Roster, RosterError, UnitEntry
from storage.imports import Source

app = typer.Typer(help="Units and people.", no_args_is_help=True)

SIGN = {"add": "+", "change": "~", "deactivate": "-"}
DONE = {"add": "new", "change": "changed", "deactivate": "deactivated"}


@app.callback()
def organisation() -> None:
    """Units and people."""


File = Annotated[
    Path, typer.Argument(help="JSON, text (CSV) or a workbook; `organisation template` shows one.")
]
Apply = Annotated[bool, typer.Option("--apply", help="Change it; else only show.")]
Same = Annotated[
    list[str] | None,
    typer.Option("--same", help="A code that ended and comes back renamed: the same."),
]
Since = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="The day since which all of it is so."),
]
Partial = Annotated[
    bool, typer.Option("--partial", help="FILE has only what changes; the others stay.")
]


@app.command("import")
def import_file(
    file: File,
    apply: Apply = False,
    same: Same = None,
    since: Since = None,
    partial: Partial = False,
    by: common.By = None,
    every: importing.All = False,
) -> None:
    """Bring units and people to what FILE says; who is missing there is deactivated.

    A row of a unit may say since when it is so (effective_from, Từ ngày), and into which other one
    it merged (merged_into, Nhập vào). What was reported before stays where it was; so do the
    standings of years that are over. The README names the columns.

    Done in small steps: the running program answers meanwhile, and what is interrupted is finished
    by the same command.
    """
    chosen = common.configured()
    movement = common.movement(chosen, common.database(chosen))
    try:
        with progress("Reading"):
            content = common.content(file)
            read = roster_file.read(content, movement, whole=not partial)
            day = since.date() if since else None
            wanted = replace(read, same=frozenset(same or ()), day=day)
        source = common.source(file, content, by)
        del content, read
        plan = _plan(chosen, movement, wanted, source, apply=apply)
    except RosterError as error:
        common.rejected(file, error.problems)
    importing.show(_lines(plan), whole=every)
    terminal.say(f"Units: {_counts(plan.units)}. People: {_counts(plan.people)}.")
    terminal.say(common.ending(bool(plan), apply=apply))


def _plan(
    chosen: Settings, movement: Movement, wanted: Roster, source: Source, *, apply: bool
) -> Plan:
    """What is changed, or would be."""
    now, zone = common.now(), chosen.timezone
    look, step = importing.ways(common.database(chosen))
    if not apply:
        return look(lambda db: roster_apply.preview(db, wanted, movement, now, zone))
    with importing.applying("Applying") as told:
        given = (look, step, wanted, movement, now, zone, source, told)
        return roster_apply.apply_in_steps(*given)


@app.command("template")
def template(
    people: Annotated[bool, typer.Option("--people", help="Of people instead of units.")] = False,
) -> None:
    """Print a table to fill in, for a spreadsheet, with a row of each kind of unit or role."""
    movement = common.movement(common.configured(), None)
    terminal.spreadsheet()
    for row in template_of.people(movement) if people else template_of.units(movement):
        terminal.say(";".join(row))


def _lines(plan: Plan) -> Iterator[importing.Line]:
    for unit in plan.units:
        kind = unit.new.kind
        yield f"{DONE[unit.act]}, {kind}", _line(kind, unit, _of_unit(unit.new))
    for person in plan.people:
        yield f"{DONE[person.act]}, person", _line("person", person, _of_person(person.new))


def _line(what: str, change: Change[Entry], new: str) -> str:
    head = f"{SIGN[change.act]} {what} {change.new.code} {change.new.name}"
    day = f", since {change.day}" if change.day else ""
    if change.act == "add":
        return f"{head}{new}{day}"
    if change.act == "deactivate":
        return f"{head}: deactivated{day}"
    fields = (f"{name} {_value(old)} -> {_value(value)}" for name, old, value in change.fields)
    return f"{head}: {', '.join(fields)}{day}"


def _value(value: object) -> str:
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " and ".join(map(_part, value)) or "(none)"
    return str(value)


def _part(one: str | tuple[str, str]) -> str:
    """A further unit in which one lies, or a role in a unit."""
    return one if isinstance(one, str) else f"{one[0]} of {one[1]}"


def _of_unit(entry: UnitEntry) -> str:
    place = f", in {entry.parent}" if entry.parent else ""
    return f"{place}, reports from {entry.reports_from}"


def _of_person(entry: PersonEntry) -> str:
    return f", {_value(entry.roles)}, phone {_value(entry.phone)}"


def _counts(changes: tuple[Change[Entry], ...]) -> str:
    acts: list[str] = [change.act for change in changes]
    return ", ".join(f"{acts.count(act)} {word}" for act, word in DONE.items())
