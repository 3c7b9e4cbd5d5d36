"""Guards: the commands' manners: shown before changed, one line for a mistake, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import bot
from bot import cli
from bot.commands import opening
from bot.settings import Settings
from storage import settings as kept
from storage.engine import connect, transaction

ROOT = Path(bot.__file__).parents[1]
DEMO = ROOT / "bot" / "demo" / "organisation.json"


@dataclass
class Shell:
    """Runs `thidua` in a folder of its own."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self.capture.readouterr()
        status = cli.run(words)
        said = self.capture.readouterr()
        return status, said.out, said.err

    def file(self, name: str, content: object) -> str:
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def thidua(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(opening, "now", lambda: datetime(2026, 10, 3, 1, tzinfo=UTC))
    for name in Settings.model_fields:
        monkeypatch.delenv(f"THIDUA_{name.upper()}", raising=False)
    return Shell(tmp_path, capsys)


@pytest.fixture
def imported(thidua: Shell) -> Shell:
    assert thidua("organisation", "import", str(DEMO), "--apply")[0] == 0
    return thidua


def test_an_import_shows_first_then_does_it_then_has_nothing_to_do(thidua: Shell) -> None:
    counts = "Units: 55 new, 0 changed, 0 deactivated. People: 58 new, 0 changed, 0 deactivated."
    status, out, _ = thidua("organisation", "import", str(DEMO))
    assert (status, out.splitlines()[-2:]) == (
        0, [counts, "Nothing was changed yet; repeat with --apply to do it."],
    )  # fmt: skip
    assert "+ group 9900001 Tổ TK&VV ấp/khu phố Mẫu 1, in 25459, reports from 2026-09" in out
    assert thidua("organisation", "import", str(DEMO), "--apply")[1].endswith("Done.\n")
    assert thidua("organisation", "import", str(DEMO), "--apply")[1].splitlines() == [
        "Units: 0 new, 0 changed, 0 deactivated. People: 0 new, 0 changed, 0 deactivated.",
        "Nothing to change.",
    ]


def test_a_change_shows_old_and_new(imported: Shell) -> None:
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["groups"][0].update(households=46)
    content["groups"].pop()
    content["people"] = [p for p in content["people"] if p["unit"] != "9900033"]
    _, out, _ = imported("organisation", "import", imported.file("new.json", content))
    assert "~ group 9900001 Tổ TK&VV ấp/khu phố Mẫu 1: households 45 -> 46\n" in out
    assert "- group 9900033 Tổ TK&VV ấp/khu phố Mẫu 3: deactivated\n" in out
    assert "Units: 0 new, 1 changed, 1 deactivated. People: 0 new, 0 changed, 1 deact" in out


def test_bad_rows_are_all_named_and_nothing_is_applied(thidua: Shell) -> None:
    content = json.loads(DEMO.read_text(encoding="utf-8"))
    content["groups"][3]["commune"] = "99999"
    content["people"][0]["phone"] = "?"
    name = thidua.file("bad.json", content)
    status, out, err = thidua("organisation", "import", name, "--apply")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "thidua: bad.json: people[0].phone: '?' is not a phone number",
        "thidua: bad.json: groups[3].commune: no commune 99999",
        "thidua: 2 problems, nothing was changed",
    ]
    assert "Units: 55 new" in thidua("organisation", "import", str(DEMO))[1]


def test_figures_are_shown_first_then_taken_then_the_same(imported: Shell) -> None:
    table = "unit;PRIN_DUE;PRIN_COL;GRADE_PT\n9900001;100;90;85,5\n9900001;100;90;85,5\n"
    words = ("figures", "import", imported.file("f.csv", table), "--period", "2026-09")
    status, out, err = imported(*words)
    assert (status, err) == (0, "f.csv: row 3: the same as row 2, taken once\n")
    assert out.splitlines() == [
        "+ 9900001 2026-09: PRIN_DUE 100, PRIN_COL 90, GRADE_PT 85.50",
        "Rows: 1. Figures: 3 new, 0 changed.",
        "Nothing was changed yet; repeat with --apply to do it.",
    ]
    assert imported(*words, "--apply")[1].endswith("Done.\n")
    assert imported(*words, "--apply")[1].endswith("Nothing to change.\n")
    imported.file("f.csv", table.replace(";90;", ";95;"))
    assert "~ 9900001 2026-09: PRIN_COL 90 -> 95\n" in imported(*words)[1]


def test_figures_against_a_rule_are_refused_in_words(imported: Shell) -> None:
    name = imported.file("f.csv", "unit,PRIN_DUE,PRIN_COL\n9900001,5,6\n")
    status, out, err = imported("figures", "import", name, "--period", "2026-09", "--apply")
    assert (status, out) == (1, "")
    first, last = err.splitlines()
    assert first.startswith("thidua: f.csv: row 2, PRIN_COL: ")
    assert "{" not in first
    assert last == "thidua: 1 problem, nothing was changed"


def test_invitations_are_printed_for_who_has_no_account(imported: Shell) -> None:
    status, out, _ = imported("invite", "--unit", "25459", "--role", "head")
    header, *lines = out.splitlines()
    assert (status, header.split("\t")) == (0, ["name", "unit", "role", "code", "how to join"])
    assert len(lines) == 3
    _, unit, role, code, how = lines[0].split("\t")
    assert (unit, role) == ("Tổ TK&VV ấp/khu phố Mẫu 1 (9900001)", "head")
    assert how == f"/start {code}"
    assert len(imported("invite")[1].splitlines()) == 59


def test_an_invitation_is_a_link_once_the_bot_has_a_name(imported: Shell) -> None:
    with transaction(connect("sqlite:///thidua.db")) as db:
        kept.put(db, "telegram.bot_name", "ThiDuaBot")
    line = imported("invite", "--role", "council")[1].splitlines()[1]
    code, how = line.split("\t")[3:]
    assert how == f"https://t.me/ThiDuaBot?start={code}"


def test_migrating_says_whether_there_was_anything_to_do(thidua: Shell) -> None:
    assert thidua("migrate")[:2] == (0, "The database is up to date now.\n")
    assert thidua("migrate")[:2] == (0, "The database is up to date.\n")


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
    result = CliRunner().invoke(cli.app, words)
    assert result.exit_code in (0, 2)
    assert "Usage: thidua" in result.output


def test_every_command_explains_itself() -> None:
    for words in (["migrate"], ["invite"], ["organisation", "import"], ["figures", "import"]):
        result = CliRunner().invoke(cli.app, [*words, "--help"])
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


def test_the_program_leaves_with_status_and_one_line(tmp_path: Path) -> None:
    done = _program(tmp_path, "invite", "--unit", "X")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "thidua: no unit X\n")
    done = _program(tmp_path, "fly")
    assert (done.returncode, done.stderr) == (2, "thidua: No such command 'fly'.\n")
