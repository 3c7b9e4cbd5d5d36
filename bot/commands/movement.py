"""`thidua movement check`: every fault of a movement's file, before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot import terminal
from bot.commands import common
from handlers.commands import COMMANDS
from handlers.report.dialogue import LISTS
from locales.fold import fold
from scoring import loading, shape
from scoring.checking.fault import Chat, Named
from scoring.checking.file import check
from scoring.movement import MovementError
from services import rules
from storage.engine import reading, transaction

app = typer.Typer(help="Definitions of movements.", no_args_is_help=True)

CHAT = Chat(fold, frozenset({*COMMANDS, *LISTS, "line"}))


@app.callback()
def movement() -> None:
    """Definitions of movements."""


@app.command("check")
def check_files(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="TOML; without one, those that are installed."),
    ] = None,
) -> None:
    """Name every fault of FILE with its line, its place and what would be right.

    Exit status 1 if there is one. Nothing is changed, and no database is needed.
    """
    unread: list[str] = []
    faults: list[Named] = []
    for file in files or _installed():
        try:
            faults += _look(file)
        except common.Mistake as mistake:
            unread += mistake.lines
    if unread or faults:
        raise common.Mistake(*unread, *_count(faults))


@app.command("install")
def install(
    file: Annotated[Path, typer.Argument(help="TOML, of a movement that is live.")],
    year: Annotated[int, typer.Option(help="The first year that is judged by it.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change it; else only show.")] = False,
    by: common.By = None,
) -> None:
    """Judge a year, and those after it, by the rules in FILE: what the Council has decided.

    Shows what would change. A year that is locked stays as it was. The version is kept with its
    digest; a program that is running takes it over when it is started again.
    """
    chosen, content = common.configured(), common.content(file)
    checked = check(content, CHAT)
    if checked.file is None or checked.faults:
        common.rejected(file, tuple(map(str, checked.faults)))
    engine, now = common.database(chosen), common.now()
    before = common.movement(chosen, engine, checked.file.code).in_year(year)
    new = loading.read(content, file.name)
    with reading(engine) as db:
        refused = tuple(rules.refused(db, before, new, year, common.today(chosen, now)))
    if refused:
        common.rejected(file, refused)
    changes = rules.changes(before, new.text)
    for line in changes:
        terminal.say(line)
    source = common.source(file, content, by)
    terminal.say(f"{new.code} from {year} on: {len(changes)} changes, sha256 {source.digest}")
    if changes and apply:
        with transaction(engine) as db:
            rules.install(db, before, new.text, year, source, now)
    terminal.say(common.ending(bool(changes), apply=apply))


def _count(faults: list[Named]) -> Iterator[str]:
    stop = sum(fault.stops for fault in faults)
    if faults:
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        yield f"{count}; {stop or 'none'} would stop the program"


def _installed() -> list[Path]:
    try:
        return loading.files(common.configured().movements)
    except MovementError as error:
        raise common.Mistake(str(error)) from None


def _look(file: Path) -> tuple[Named, ...]:
    checked = check(common.content(file), CHAT)
    for fault in checked.faults:
        terminal.say(f"{file}:{fault}")
    if checked.file is not None and not checked.faults:
        terminal.say(f"{file} is right: {_counts(checked.file)}.")
    return checked.faults


def _counts(file: shape.File) -> str:
    found = (
        (len(file.level), "level"),
        (len(file.form), "form"),
        (len(file.indicator), "indicator"),
        (len(file.derived), "derived indicator"),
        (len(file.card), "card"),
        (len(file.league), "list"),
    )
    return ", ".join(f"{number} {name}{'s' if number != 1 else ''}" for number, name in found)
