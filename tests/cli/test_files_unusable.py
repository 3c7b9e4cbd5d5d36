"""Guards: a file that cannot be used is said in one line by every command, as an ordinary user."""

from __future__ import annotations

import codecs
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from shell import DEMO, Shell

from bot.demo import database

TOKEN = "123456:AAbb-cc_dd"


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """A folder of an ordinary user, as whom the test goes on: root may do anything anywhere."""
    codecs.lookup("utf-8-sig")  # loaded while all of Python can be read
    folder = Path(tempfile.mkdtemp(prefix="td"))
    if os.geteuid():
        yield folder
    else:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(0)
    for one in folder.rglob("*"):
        one.chmod(0o700)
    shutil.rmtree(folder)


COMMANDS = (
    "run", "demo", "migrate", "doctor", "invite", "retry", "standings --year 2026",
    "due --at 2026-12-05T08:00", f"organisation import {DEMO}",
    f"organisation import {DEMO} --apply",
    "figures import f.csv --period 2026-09",
)  # fmt: skip


def a_folder(path: Path) -> str:
    path.mkdir()
    return "is a directory"


def below_a_file(path: Path) -> str:
    path.parent.rmdir()
    path.parent.write_text("a file")
    return "no folder"


def no_folder(path: Path) -> str:
    path.parent.rmdir()
    return "no folder"


def not_a_database(path: Path) -> str:
    path.write_text("a letter\n" * 500)
    return "not a d"  # "file is not a database", "is not a demo database"


def a_folder_of_others(path: Path) -> str:
    path.parent.chmod(0o555)
    return "no folder"


def a_file_of_others(path: Path) -> str:
    database.opened(path).dispose()
    path.chmod(0o444)
    return "permission denied"


def a_locked_folder(path: Path) -> str:
    path.parent.chmod(0)
    return "no folder"


TROUBLES = (a_folder, below_a_file, no_folder, not_a_database, a_folder_of_others,
            a_file_of_others, a_locked_folder)  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_file_that_cannot_be_used_is_one_line_in_every_command(
    thidua: Shell, monkeypatch: pytest.MonkeyPatch, ordinary: Path, trouble: object
) -> None:
    path = ordinary / "data" / "x.db"
    path.parent.mkdir()
    why = trouble(path)  # type: ignore[operator]
    monkeypatch.chdir(ordinary)
    monkeypatch.setenv("THIDUA_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKEN", TOKEN)
    thidua.folder = ordinary
    thidua.file("f.csv", "unit;PRIN_DUE\n9900001;1\n")
    for words in COMMANDS:
        command = f"demo --database {path}" if words == "demo" else words
        status, out, err = thidua(*command.split())
        said = out if words == "doctor" else err
        assert status == 1, words
        assert err.count("\n") == 1, (words, err)
        assert err.startswith("thidua: "), words
        assert why in said.lower(), (words, said)


def test_a_movement_that_cannot_be_read_is_one_line(
    thidua: Shell, monkeypatch: pytest.MonkeyPatch, ordinary: Path
) -> None:
    (ordinary / "tay-ninh.toml").write_text("x = 1")
    (ordinary / "tay-ninh.toml").chmod(0)
    monkeypatch.chdir(ordinary)
    monkeypatch.setenv("THIDUA_MOVEMENTS", str(ordinary))
    status, out, err = thidua("organisation", "import", str(DEMO))
    assert (status, out) == (1, "")
    assert err == f"thidua: movement: {ordinary}/tay-ninh.toml: permission denied\n"
