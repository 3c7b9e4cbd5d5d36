"""Guards: a movement's file is checked before it is used, every fault in a line of its own."""

from __future__ import annotations

import pytest
from shell import Shell

from scoring.loading import FOLDER, available

TEXT = (FOLDER / "tay-ninh.toml").read_text(encoding="utf-8")
WRONG = TEXT.replace("lock = 10", "lock = 4").replace(
    '"INT_DUE", "INT_COL"', '"INT_DUO", "INT_COL"'
)


def line_of(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def test_every_fault_is_a_line(thidua: Shell) -> None:
    status, out, err = thidua("movement", "check", thidua.file("ours.toml", WRONG))
    assert status == 1
    assert out.splitlines() == [
        f"ours.toml:{line_of('INT_DUE')}: form head-month: indicators[3]: "
        "there is no indicator INT_DUO; perhaps INT_DUE",
        f"ours.toml:{line_of('lock = 10')}: form head-month: lock: "
        "day 4 lies before due, day 5; it is 5 or more",
    ]
    assert err == "thidua: 2 faults; 2 would stop the program\n"


def test_what_is_right_is_counted(thidua: Shell) -> None:
    status, out, err = thidua("movement", "check", thidua.file("ours.toml", TEXT))
    assert (status, err) == (0, "")
    assert out.startswith("ours.toml is right: 6 levels, 5 forms, ")
    assert out.count("\n") == 1


def test_without_a_file_the_installed_ones_are_checked(
    thidua: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, _ = thidua("movement", "check")
    assert (status, out.count(" is right: ")) == (0, len(available()))
    monkeypatch.setenv("THIDUA_MOVEMENTS", str(thidua.folder))
    assert thidua("movement", "check")[2] == f"thidua: {thidua.folder}: no movement is there\n"
    thidua.file("ours.toml", WRONG)
    assert thidua("movement", "check")[0] == 1


def test_one_that_cannot_be_read_is_one_line_and_hides_no_other(thidua: Shell) -> None:
    names = ("nowhere.toml", ".", thidua.file("ours.toml", TEXT))
    status, out, err = thidua("movement", "check", *names)
    assert status == 1
    assert out.startswith("ours.toml is right: ")
    assert err == "thidua: nowhere.toml: no such file or directory\nthidua: .: is a directory\n"


def test_what_a_file_says_commands_no_terminal(thidua: Shell) -> None:
    name = thidua.file("ours.toml", TEXT.replace('unit = "households"', 'unit = "\\u001b[2J"', 1))
    _, out, _ = thidua("movement", "check", name)
    assert "\x1b" not in out
