"""What most commands begin with: settings, database, a file, today."""

from __future__ import annotations

import getpass
import os
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from bot import settings, terminal
from bot.leader import Held, lock_file
from bot.settings import Settings
from scoring import loading
from scoring.live import Live
from scoring.movement import Movement, MovementError
from services import rules
from storage import files, imports, schema
from storage.engine import connect, reading

MOST_NUMBER = 2**31 - 1
"""The largest number that a publication can have."""


class Mistake(Exception):
    """What the operator can put right: told in one line, or a line for each thing that is wrong."""

    def __init__(self, *lines: str) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


def database(chosen: Settings) -> Engine:
    """The database, empty ones with their tables made; a full one is never migrated here."""
    engine = connect(chosen.database_url)
    schema.prepare(engine)
    return engine


def tighten(url: str) -> None:
    """Close the files of a SQLite database to others than their owner, with a line about it."""
    path = files.path_of(make_url(url))
    if path is None:
        return
    try:
        closed = files.tighten(path)
    except OSError:
        terminal.remark(f"{path}: others can read it, and it is somebody else's to change")
        return
    if closed:
        names = ", ".join(one.name for one in closed)
        terminal.remark(f"{names}: others could read this, now only the owner can")


def configured() -> Settings:
    """The settings of this call."""
    return settings.load()


def content(file: Path) -> bytes:
    """What is in a file that the operator named."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Mistake(f"{file}: {(error.strerror or 'cannot be read').lower()}") from None


By = Annotated[
    str | None, typer.Option("--by", help="Who answers for it; else the user of this machine.")
]
"""Kept with every value that an import changes."""


def source(file: Path, content: bytes, by: str | None) -> imports.Source:
    """What is kept of an import beside the values that it changes."""
    return imports.source(file.name, content, by or user())


def user() -> str:
    """Who has called."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return f"user {os.getuid()}"


def rejected(file: Path, problems: tuple[str, ...]) -> NoReturn:
    """Name everything that is wrong with a file; nothing of it was taken."""
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    raise Mistake(*(f"{file}: {problem}" for problem in problems), f"{count}, nothing was changed")


def live(chosen: Settings, engine: Engine | None = None) -> Live:
    """The movements of this installation; with a database each year by the rules decided for it."""
    try:
        found = loading.live(chosen.movements)
        if engine is None:
            return found
        with reading(engine) as db:
            return rules.dated(db, found)
    except MovementError as error:
        raise Mistake(f"movement: {error}") from None
    except OSError as error:
        raise Mistake(f"movement: {error.filename}: {(error.strerror or '').lower()}") from None


Of = Annotated[
    str | None, typer.Option("--movement", help="The movement's code; else the first one's.")
]


def movement(chosen: Settings, engine: Engine | None, code: str | None = None) -> Movement:
    """The movement of this code; the one that is meant where none is named."""
    return of(live(chosen, engine), code)


def of(several: Live, code: str | None) -> Movement:
    """That of a code among those that are live; the one that is meant where none is named."""
    found = several.all
    if code is None:
        return found[0]
    for one in found:
        if one.code == code:
            return one
    raise Mistake(f"no movement {code}: there is {', '.join(one.code for one in found)}")


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def today(chosen: Settings, moment: datetime) -> date:
    """The local date of a moment."""
    return moment.astimezone(chosen.timezone).date()


def ending(changes: bool, *, apply: bool, by: str = "--apply") -> str:
    """The last line of a command that shows before it changes; `by`: the option that does it."""
    if not changes:
        return "Nothing to change."
    return "Done." if apply else f"Nothing was changed yet; repeat with {by} to do it."


def hold(url: str) -> AbstractContextManager[object]:
    """One process a SQLite database, of whatever name; PostgreSQL takes any number."""
    path = files.path_of(make_url(url))
    if path is None:
        return nullcontext()
    why = files.trouble(path)
    if why:
        raise Mistake(f"{path}: {why}")
    try:
        return lock_file(path)
    except (Held, OSError) as error:
        raise Mistake(str(error)) from None
