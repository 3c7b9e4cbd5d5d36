"""Guards: an import shows how far it is where somebody watches and is silent where nobody does; a
list too long for a terminal is summed up there, and whole in a file; an interruption says what is
in, and the same command does the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from shell import DEMO, Shell

from bot.commands import importing
from storage import steps
from storage.engine import Db
from storage.steps import T

WORDS = ("organisation", "import", str(DEMO))
HINT = "All of them with --all, or into a file: … > changes.txt"


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, thidua: Shell) -> Shell:
    """On a terminal."""
    real = thidua.capture.readouterr

    def readouterr() -> object:
        found = real()
        for stream in (sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        return found

    monkeypatch.setattr(thidua.capture, "readouterr", readouterr)
    return thidua


def test_piped_it_is_silent_and_whole(thidua: Shell) -> None:
    status, out, err = thidua(*WORDS, "--apply")
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == 88 + 59 + 2
    assert HINT not in out


def test_on_a_terminal_a_long_list_is_summed_up(watched: Shell) -> None:
    status, out, err = watched(*WORDS, "--apply")
    lines = out.splitlines()
    assert status == 0
    assert "… and 28 more: new, group" in lines
    assert "… and 54 more: new, person" in lines
    assert sum(line.startswith("+ group") for line in lines) == importing.SHOWN
    assert lines[-3] == HINT
    assert "Applying" in err
    assert len(watched(*WORDS, "--all")[1].splitlines()) == 2


def test_all_of_it_is_shown_where_it_is_asked_for(watched: Shell) -> None:
    assert len(watched(*WORDS, "--all")[1].splitlines()) == 88 + 59 + 2


def test_interrupted_it_says_what_is_in_and_the_same_command_does_the_rest(
    thidua: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "BRIEF", 0)
    real, left = importing.gently, [4]

    def gently(engine: object) -> Callable:
        step = real(engine)  # type: ignore[arg-type]

        def counted(work: Callable[[Db], T]) -> T:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return step(work)

        return counted

    monkeypatch.setattr(importing, "gently", gently)
    status, out, err = thidua(*WORDS, "--apply")
    assert (status, out) == (130, "")
    assert err == "Interrupted; 22 of 147 changes are in. The same command does the rest.\n"
    monkeypatch.setattr(importing, "gently", real)
    assert "Units: 66 new, 0 changed" in thidua(*WORDS, "--apply")[1]
    assert thidua(*WORDS, "--apply")[1].endswith("Nothing to change.\n")


def test_another_import_in_between_is_told(thidua: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def overtaken(*_: object, **__: object) -> None:
        raise importing.OvertakenError

    monkeypatch.setattr("storage.imports.alone_since", overtaken)
    status, _, err = thidua(*WORDS, "--apply")
    assert status == 1
    assert err.splitlines() == [
        "thidua: another import began meanwhile; nothing was changed",
        "thidua: look again without --apply",
    ]
