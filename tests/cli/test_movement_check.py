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
    assert out.startswith("ours.toml is right: 7 levels, 5 forms, ")
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


FILES = {
    "empty": (b"", "1: is no movement: nothing that one has is there"),
    "remarks only": (b"# later\n", "1: is no movement: "),
    "of another program": (b"[tool.other]\nx = 1\n", "1: is no movement: "),
    "a workbook": (b"PK\x03\x04\x14\x00\x08\x08\xd0\xff", "1: byte 0xd0 is no UTF-8 text"),
    "zeros": (b"\0" * 99, "1: is not TOML: "),
    "JSON": (b'{"code": "tay-ninh"}', "1: is not TOML: "),
    "UTF-16": (TEXT.encode("utf-16"), "1: is in UTF-16; TOML is in UTF-8"),
    "Windows letters": ("# Tây\nname = 'Tây'".encode("cp1252"), "1: byte 0xe2 is no UTF-8 text"),
    "cut off": (TEXT.encode()[:20_000].rpartition(b"{")[0], "is not TOML: "),
    "twice in one": ((TEXT * 2).encode(), "is not TOML: "),
}


@pytest.mark.parametrize(("content", "says"), FILES.values(), ids=FILES)
def test_what_is_no_movement_at_all_is_one_line(thidua: Shell, content: bytes, says: str) -> None:
    (thidua.folder / "ours.toml").write_bytes(content)
    status, out, err = thidua("movement", "check", "ours.toml")
    assert (status, out.count("\n")) == (1, 1)
    assert out.startswith("ours.toml:")
    assert says in out
    assert err == "thidua: 1 fault; 1 would stop the program\n"


@pytest.mark.parametrize("before", ["\ufeff", ""], ids=["marked", "plain"])
@pytest.mark.parametrize("ends", ["\r\n", "\n"], ids=["windows", "unix"])
def test_how_a_file_is_stored_is_no_fault(thidua: Shell, before: str, ends: str) -> None:
    content = (before + TEXT.replace("\n", ends)).encode()
    (thidua.folder / "ours.toml").write_bytes(content)
    assert thidua("movement", "check", "ours.toml")[0] == 0
