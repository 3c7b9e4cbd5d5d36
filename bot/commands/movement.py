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
from scoring import shape
from scoring.checking.fault import Chat, Named
from scoring.checking.file import check
from scoring.loading import FOLDER

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


def _count(faults: list[Named]) -> Iterator[str]:
    stop = sum(fault.stops for fault in faults)
    if faults:
        count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
        yield f"{count}; {stop or 'none'} would stop the program"


def _installed() -> list[Path]:
    folder = common.configured().movements or FOLDER
    found = sorted(folder.glob("*.toml"))
    if not found:
        raise common.Mistake(f"{folder}: no movement is there")
    return found


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
