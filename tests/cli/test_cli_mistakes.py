"""Guards: a mistake is said in one clear line, with a status, and never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from shell import DEMO, ROOT, Shell
from typer.testing import CliRunner

from bot import cli


@pytest.mark.parametrize(
    ("words", "status", "line"),
    [
        ("organisation import nowhere.json", 1, "nowhere.json: no such file or directory"),
        ("organisation import .", 1, ".: is a directory"),
        ("figures import f.csv --period 2026-09", 1, "f.csv: no such file or directory"),
        ("figures import f.csv --period soon", 2, "Invalid value for --period: 'soon' is not a"),
        ("figures import f.csv", 2, "Missing option '--period'"),
        ("organisation import", 2, "Missing argument 'file'"),
        ("organisation export", 2, "No such command 'export'"),
        ("invite --unit X", 1, "no unit X"),
        ("invite --role boss", 2, "Invalid value for --role: 'boss' is none of head, officer"),
        ("invite", 1, "nobody is on the roster yet: import an organisation first"),
        ("invite --unit \udcff", 1, "'\ufffd' is not UTF-8 text"),
        (f"publication show {9**30}", 2, "Invalid value for 'number': Input should be less than"),
        (f"publication verify {2**31}", 2, "Invalid value for 'number': Input should be less than"),
        (f"standings --number {2**31}", 2, "Invalid value for '--number': Input should be less"),
        ("standings --year 99999", 2, "Invalid value for '--year': Input should be less than"),
        ("fly", 2, "No such command 'fly'"),
        ("migrate --fast", 2, "No such option: --fast"),
    ],
)
def test_a_mistake_is_one_line(thidua: Shell, words: str, status: int, line: str) -> None:
    found, out, err = thidua(*words.split())
    assert (found, out) == (status, "")
    assert err.startswith(f"thidua: {line}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("LISTEN", "nine", "THIDUA_LISTEN: must be like 127.0.0.1:8080"),
        ("DATABASE_URL", "sqlite:////nowhere/x.db", "The database cannot be used: unable to open"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/x", "The database cannot be used: connection"),
    ],
)
def test_a_bad_setting_is_one_line(
    thidua: Shell, monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    monkeypatch.setenv(f"THIDUA_{name}", value)
    status, out, err = thidua("migrate")
    assert (status, out) == (1, "")
    assert err.startswith(f"thidua: {line}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["organisation"], ["figures"]])
def test_without_a_command_there_is_help(words: list[str]) -> None:
    result = CliRunner().invoke(cli.application(words), words)
    assert result.exit_code in (0, 2)
    assert "Usage: thidua" in result.output


def test_every_command_explains_itself() -> None:
    for words in (["migrate"], ["invite"], ["organisation", "import"], ["figures", "import"]):
        result = CliRunner().invoke(cli.application(words), [*words, "--help"])
        assert result.exit_code == 0
        assert "Usage: thidua" in result.output


def _program(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    environment |= {"PYTHONPATH": str(ROOT), **more}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip


def test_the_program_speaks_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    done = _program(
        tmp_path, "organisation", "import", str(DEMO), PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tỉnh Tây Ninh" in done.stdout


def test_vietnamese_arguments_are_read_whatever_the_terminal_says(tmp_path: Path) -> None:
    bare = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
            "LC_ALL": "C", "LANG": "C"}  # fmt: skip
    done = _program(tmp_path, "invite", "--unit", "Tổ 1", **bare)
    assert (done.returncode, done.stderr) == (1, "thidua: no unit Tổ 1\n")


def test_the_program_leaves_with_status_and_one_line(tmp_path: Path) -> None:
    done = _program(tmp_path, "invite", "--unit", "X")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "thidua: no unit X\n")
    done = _program(tmp_path, "fly")
    assert (done.returncode, done.stderr) == (2, "thidua: No such command 'fly'.\n")
