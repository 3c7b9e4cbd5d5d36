"""What both imports do alike: in steps, with a bar, and a list that a terminal can bear."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

import typer
from sqlalchemy import Engine

from bot import terminal
from bot.commands import common
from bot.progress import Told, progress
from storage.engine import looked_at
from storage.imports import OvertakenError
from storage.steps import Step, gently

SHOWN = 5
"""Lines of a kind on a terminal."""

All = Annotated[bool, typer.Option("--all", help="Show every line, on a terminal too.")]
Line = tuple[str, str]
"""Of which kind it is ("new groups"), and the line."""


def ways(engine: Engine) -> tuple[Step, Step]:
    """How an import looks, and how it does a step: the running program answers in between."""
    return partial(looked_at, engine), gently(engine)


@contextmanager
def applying(what: str) -> Iterator[Told]:
    """The bar; whoever interrupts hears what is in, and that the rest comes with the next call."""
    last = [0, 0]

    def note(show: Told, done: int, of: int) -> None:
        last[:] = done, of
        show(done, of)

    try:
        with progress(what) as show:
            yield partial(note, show)
    except OvertakenError:
        raise common.Mistake(
            f"another import began meanwhile; {_kept(*last)}", "look again without --apply"
        ) from None
    except KeyboardInterrupt:
        terminal.remark(f"Interrupted; {_kept(*last)}. The same command does the rest.")
        raise


def _kept(done: int, of: int) -> str:
    return f"{done} of {of} changes are in" if of else "nothing was changed"


def show(lines: Iterable[Line], *, whole: bool) -> None:
    """Every line into a file or a pipe; on a terminal the first of each kind, and how many more."""
    if whole or not sys.stdout.isatty():
        for _, line in lines:
            terminal.say(line)
        return
    counts: dict[str, int] = {}
    for kind, line in lines:
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= SHOWN:
            terminal.say(line)
    for kind, count in counts.items():
        if count > SHOWN:
            terminal.say(f"… and {count - SHOWN} more: {kind}")
    if any(count > SHOWN for count in counts.values()):
        terminal.say("All of them with --all, or into a file: … > changes.txt")
