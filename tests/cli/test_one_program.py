"""Guards: a database file has one program, by whatever name it is reached; commands go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Shell

from bot.commands import common
from bot.commands.common import Mistake
from bot.demo import database
from storage.engine import connect, reading, transaction

TRY = """import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    db.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error)
"""


def others_may_write(path: Path) -> bool:
    """Whether another process gets SQLite's own lock."""
    done = subprocess.run([sys.executable, "-c", TRY, str(path)], capture_output=True, text=True,
                          check=True)  # fmt: skip
    return done.stdout == ""


def names(folder: Path) -> dict[str, str]:
    """The addresses of one file."""
    (folder / "data").mkdir()
    path = folder / "data" / "x.db"
    database.opened(path).dispose()
    (folder / "link.db").symlink_to(path)
    (folder / "more.db").symlink_to("link.db")
    (folder / "there").symlink_to("data")
    os.link(path, folder / "hard.db")
    return {
        "its own": f"sqlite:///{path}",
        "relative": "sqlite:///data/x.db",
        "round about": "sqlite:///data/../data/./x.db",
        "a link": "sqlite:///link.db",
        "a link to a link": "sqlite:///more.db",
        "a linked folder": "sqlite:///there/x.db",
        "a hard link": "sqlite:///hard.db",
        "with options": f"sqlite:///{path}?timeout=5",
    }


def test_a_second_program_is_refused_by_every_name(thidua: Shell) -> None:
    known = names(thidua.folder)
    for first in known:
        with common.hold(known[first]):
            for second in known:
                with pytest.raises(Mistake, match="another `thidua run` or `thidua demo`"):
                    common.hold(known[second])


def test_a_new_file_is_held_before_it_is_there(thidua: Shell) -> None:
    (thidua.folder / "to-be").symlink_to("new.db")
    with common.hold("sqlite:///to-be"), pytest.raises(Mistake, match="another"):
        common.hold("sqlite:///new.db")


def test_a_demo_that_begins_anew_still_holds_its_file(thidua: Shell) -> None:
    path = thidua.folder / "demo.db"
    with common.hold(database.url(path)):
        for _ in range(2):
            database.opened(path, fresh=True).dispose()
        with pytest.raises(Mistake, match="another"):
            common.hold(database.url(path))


def test_the_lock_and_new_connections_leave_sqlites_own_locks_alone(thidua: Shell) -> None:
    path = thidua.folder / "x.db"
    with common.hold(f"sqlite:///{path}"):
        engine, other = (connect(f"sqlite:///{path}") for _ in range(2))
        with transaction(engine) as db:
            db.exec_driver_sql("CREATE TABLE t (x)")
            with reading(other), reading(other):  # two more that open the file
                assert not others_may_write(path)
        assert others_may_write(path)
    engine.dispose()
    other.dispose()


def test_commands_work_beside_the_program(imported: Shell) -> None:
    with common.hold("sqlite:///thidua.db"):
        for words in ("migrate", "invite", "retry", "standings --year 2026"):
            assert imported(*words.split())[0] == 0
