"""Guards: `thidua export` says what it has written, and never leaves half of it under the name."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib

import pytest
from shell import ROOT, Shell

from bot import VERSION
from services.export import whole
from services.export.whole import MANIFEST

KILLED = """
import os, signal
from bot import cli
from services.export import whole
whole._about = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
cli.run(["export", "out"])
"""
"""Everything is written then but the manifest."""


def test_what_is_on_screen_is_in_the_files(imported: Shell) -> None:
    for format, ending in (("csv", "csv"), ("json", "jsonl")):
        status, out, err = imported("export", f"new/{format}", "--format", format)
        assert (status, err) == (0, "")
        *lines, last = out.splitlines()
        folder = imported.folder / "new" / format
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        shown = {name: int(rows) for name, rows in (line.split() for line in lines)}
        assert shown == {one["file"]: one["rows"] for one in told["files"]}
        assert (shown[f"units.{ending}"], shown[f"people.{ending}"]) == (88, 59)
        assert last == f"new/{format}: {len(lines)} files and export.json, whole."
        assert told["at"] == "2026-10-03T08:00:00+07:00"
        assert (told["year"], told["phones"], told["format"]) == (None, False, format)
        assert [len(one["sha256"]) for one in told["movements"]] == [64]


def test_it_is_for_its_owner_only(imported: Shell) -> None:
    assert imported("export", "out")[0] == 0
    folder = imported.folder / "out"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_folder_with_anything_in_it_is_refused(imported: Shell) -> None:
    (imported.folder / "out").mkdir()
    assert imported("export", "out")[0] == 0
    before = sorted((imported.folder / "out").iterdir())
    for _ in range(2):
        status, out, err = imported("export", "out")
        assert (status, out) == (1, "")
        assert err == "thidua: out: is not empty; nothing was exported\n"
    assert sorted((imported.folder / "out").iterdir()) == before


def test_mistakes_are_told_in_a_line(imported: Shell) -> None:
    imported.file("file", "x")
    (imported.folder / "link").symlink_to("nowhere")
    for words, said in (
        (("file",), "thidua: file: is not a folder"),
        (("link",), "thidua: link: is not a folder"),
        (("file/out",), "thidua: file: is not a folder"),
        ((".",), "thidua: .: name a folder for the export alone"),
    ):
        assert imported("export", *words) == (1, "", f"{said}\n")
    for words in ((), ("out", "--format", "xml"), ("out", "--year", "0")):
        assert imported("export", *words)[0] == 2
    assert not (imported.folder / "out").exists()


def test_a_killed_export_leaves_nothing_that_looks_whole(imported: Shell) -> None:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    dead = subprocess.run([sys.executable, "-c", KILLED], cwd=imported.folder, env=env)
    assert dead.returncode == -signal.SIGKILL
    assert not (imported.folder / "out").exists()
    [left] = imported.folder.glob(".out.*.partial")
    assert (left / "dhis2.json").exists()
    assert not (left / MANIFEST).exists()
    status, _, err = imported("export", "out")
    assert status == 0
    assert str(left) in err
    assert (imported.folder / "out" / MANIFEST).exists()


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_broken_export_leaves_nothing(
    imported: Shell, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def fails(*_: object) -> None:
        raise fault

    before = sorted(imported.folder.iterdir())
    monkeypatch.setattr(whole, "_about", fails)
    status, out, err = imported("export", "out")
    assert (status, out) == ((130, "") if isinstance(fault, KeyboardInterrupt) else (1, ""))
    if status == 1:
        assert err == "thidua: out: no space left on device; nothing was exported\n"
    assert sorted(imported.folder.iterdir()) == before


def test_a_bar_hears_of_every_row(imported: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, int]] = []
    original = whole.export

    def listening(*given: object) -> object:
        *others, told = given
        return original(*others, lambda done, of: (heard.append((done, of)), told(done, of)))  # type: ignore[arg-type]

    monkeypatch.setattr("bot.commands.export.written", listening)
    assert imported("export", "out")[0] == 0
    dones, wholes = zip(*heard, strict=True)
    assert list(dones) == sorted(dones)
    assert {dones[-1]} == set(wholes)


def test_the_version_is_that_of_the_package() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


def test_the_documentation_names_every_file_and_every_column(imported: Shell) -> None:
    text = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.-]+)`", text))
    assert imported("export", "out", "--phones")[0] == 0
    for path in sorted((imported.folder / "out").glob("*.csv")):
        columns = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        missing = {path.stem, *columns} - named
        assert missing == set(), path.name
    assert {"dhis2.json", "dhis2-metadata.json", MANIFEST} <= named
