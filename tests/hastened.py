"""What spares every test time, and no promise hangs on."""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from sqlalchemy import Engine

from storage import engine as ours

DATABASES = ("sqlite", "postgresql")
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


def other_database(item: pytest.Item) -> bool:
    """Whether what this item plays is played on the other database: half of a file's on each.

    It is always the same one, where nothing that a database does is tested.
    """
    base = database_of(item)
    return base is not None and base != DATABASES[crc32(played(item).encode()) % 2]


def database_of(item: pytest.Item) -> str | None:
    """The database that it is played on, if it is on any."""
    base = getattr(getattr(item, "callspec", None), "params", {}).get("engine")
    return base if base in DATABASES else None


def played(item: pytest.Item) -> str:
    """Its name, the same on each database."""
    return re.sub("|".join(DATABASES), "", item.nodeid)


def leave_out(config: pytest.Config, items: list[pytest.Item], which: set[pytest.Item]) -> None:
    """These are not played, but with `--all-databases`."""
    if not config.getoption("--all-databases"):
        items[:] = [item for item in items if item not in which]
        config.hook.pytest_deselected(items=list(which))


def roomy_folder() -> str:
    """In memory where there is room: there a database is copied, and written down, at once."""
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 2**30
    return str(memory) if roomy else "/tmp"
