"""`thidua export`: everything that is kept, as tables and for DHIS2, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot import VERSION, terminal
from bot.commands import common
from bot.progress import progress
from services.export.kinds import Wanted
from services.export.whole import export as written
from services.export.writers import Written

PARTIAL = ".partial"
"""How a folder ends that is not whole yet."""


def export(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or empty.")],
    year: Annotated[
        int | None, typer.Option(min=1, max=9998, help="Only this year's; the roster whole.")
    ] = None,
    format: Annotated[
        Literal["csv", "json"], typer.Option(help="Tables as CSV, or as lines of JSON.")
    ] = "csv",
    phones: Annotated[
        bool, typer.Option("--phones", help="With the telephone numbers of people.")
    ] = False,
) -> None:
    """Write everything into FOLDER: roster, reports, history, scores; and a payload for DHIS2.

    All as it stood at one moment, while the program runs. `export.json` says how many rows each
    file has, and their SHA-256; docs/export.md says what is what.
    """
    chosen = common.configured()
    engine, now = common.database(chosen), common.now()
    wanted = Wanted(common.live(chosen, engine), chosen.timezone, VERSION, year, phones)
    try:
        with _new(folder) as partial, progress("Exporting") as told:
            files = written(engine, partial, wanted, format, now, told)
    except OSError as error:
        why = (error.strerror or "cannot be written").lower()
        raise common.Mistake(f"{folder}: {why}; nothing was exported") from None
    _tell(folder, files)


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """A folder beside, that gets the name only when it is whole; for its owner only."""
    target = Path(os.path.abspath(folder))
    _refuse(folder, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in sorted(target.parent.glob(f".{target.name}.*{PARTIAL}")):
        terminal.remark(f"{left}: of an export that did not end; while none runs it can be deleted")
    partial = Path(tempfile.mkdtemp(PARTIAL, f".{target.name}.", target.parent))
    try:
        yield partial
        _settle(partial)
        partial.rename(target)
        _settle(target.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _refuse(folder: Path, target: Path) -> None:
    if target == Path.cwd():
        raise common.Mistake(f"{folder}: name a folder for the export alone")
    if target.is_dir() and any(target.iterdir()):
        raise common.Mistake(f"{folder}: is not empty; nothing was exported")
    for there in (target, target.parent):
        if os.path.lexists(there) and not there.is_dir():
            raise common.Mistake(f"{there.name}: is not a folder")


def _settle(folder: Path) -> None:
    """What stands in a folder is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _tell(folder: Path, files: list[Written]) -> None:
    widest = max(len(one.file) for one in files)
    for one in files:
        terminal.say(f"{one.file:<{widest}}  {one.rows:>10}")
    terminal.say(f"{folder}: {len(files)} files and export.json, whole.")
