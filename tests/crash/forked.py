"""Programs that die often: each is forked from a process that has imported them already, and read
what each would read at its start (`warm.py`). What runs in them is what `thidua` runs.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import util
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

util.get_temp_dir()  # now: later tests have a folder of their own for such, which does not stay
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.program", "tests.crash.ticker", "tests.crash.warm"])

Program = ForkServerProcess


@dataclass(frozen=True)
class Around:
    """What a program finds: its settings and no others of ours, where it complains, how many files
    it may open.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    files: int | None = None

    def enter(self) -> None:
        """Make it so, in the program's own process."""
        for name in [name for name in os.environ if name.startswith("THIDUA_")]:
            del os.environ[name]
        os.environ.update(self.settings)
        if self.log is not None:
            with self.log.open("wb") as log:
                os.dup2(log.fileno(), sys.stderr.fileno())
        if self.files is not None:
            _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (self.files, hard))


def start(main: Callable[..., None], *given: Any, around: Around | None = None) -> Program:
    """Run `main` in a process of its own."""
    given = (around or Around(), main, given)
    program = _CONTEXT.Process(target=_run, args=given, daemon=True)
    program.start()
    return program


async def ended(program: Program) -> int | None:
    """Its exit status, as soon as there is one; minus the signal that ended it."""
    await asyncio.to_thread(program.join)
    return program.exitcode


def _run(around: Around, main: Callable[..., None], given: tuple[Any, ...]) -> None:
    around.enter()
    main(*given)
