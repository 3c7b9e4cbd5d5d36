"""What spares every test time, and no promise hangs on."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from storage import engine as ours

_YOUNG, _OLDER = 50_000, 50


class Compiled(dict[Any, Any]):
    """Statements that SQLAlchemy has compiled, for all engines of a dialect.

    It keeps them by the engine's own dialect, so each of a thousand engines would compile anew.
    Of one driver they are the same: what a turn prepares is kept by the name too
    (`storage/prepared.py`).
    """

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_named(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_named(key), value)


def _named(key: Any) -> Any:
    return (key[0].name, *key[1:])


def share_compiled() -> None:
    """From now on all engines of this process compile a statement once."""
    compiled, create = Compiled(), ours.create_engine

    @wraps(create)
    def sharing(*given: Any, **named: Any) -> Engine:
        engine = create(*given, **named)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    made: Callable[..., Engine] = sharing
    ours.create_engine = made  # type: ignore[assignment]


def spare_the_collector() -> None:
    """What was imported and collected stays: it need not be looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)


def roomy_folder() -> str:
    """In memory where there is room: there a database is copied, and written down, at once."""
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 2**30
    return str(memory) if roomy else "/tmp"
