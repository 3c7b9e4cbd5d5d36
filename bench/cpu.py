"""Seconds of CPU: this process's, and those of the PostgreSQL server beside it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from sqlalchemy import Engine, text


class Spent:
    """From now on; what others do on the machine does not count."""

    def __init__(self, engine: Engine) -> None:
        self._server = _postmaster(engine) if engine.dialect.name == "postgresql" else None
        self._began = self._now()

    def since(self) -> tuple[float, float]:
        """Own, and the server's (0 on SQLite, which is a library)."""
        return tuple(b - a for a, b in zip(self._began, self._now(), strict=True))  # type: ignore[return-value]

    def _now(self) -> tuple[float, float]:
        return time.process_time(), 0.0 if self._server is None else _family(self._server)


def _postmaster(engine: Engine) -> int:
    with engine.connect() as db:
        return _stat(int(db.execute(text("SELECT pg_backend_pid()")).scalar_one()))[1]


def _family(pid: int) -> float:
    """A process with its children, those that have ended too."""
    _, _, own, ended = _stat(pid)
    alive = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                _, parent, spent, _ = _stat(int(folder.name))
            except OSError:
                continue
            alive += spent if parent == pid else 0
    return own + ended + alive


def _stat(pid: int) -> tuple[int, int, float, float]:
    """A process's id, its parent's, seconds of its own, seconds of its children that ended."""
    after = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    tick = os.sysconf("SC_CLK_TCK")
    own, ended = (int(after[n]) + int(after[n + 1]) for n in (11, 13))
    return pid, int(after[1]), own / tick, ended / tick
