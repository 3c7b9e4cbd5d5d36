"""The house stays as it was drawn: sizes, names, nothing that belongs elsewhere."""

from __future__ import annotations

import ast
import configparser
import re
import runpy
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES, MOST_IN_FUNCTION, MOST_OF_A_PREFIX = 200, 40, 2
PACKAGES = ("bot", "scheduler", "handlers", "services", "storage", "scoring", "locales")


def _files(*endings: str) -> list[Path]:
    """What git tracks, and what it would; also where another user owns the check-out."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    command += ["--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / line for line in listed.stdout.split("\0") if line)
    return [p for p in paths if p.is_file() and (not endings or p.suffix in endings)]


CODE = [path for path in _files(".py") if "versions" not in path.parts]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_a_file_can_be_held_in_the_head() -> None:
    sizes = {str(path.relative_to(ROOT)): _text(path).count("\n") for path in CODE}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


@pytest.mark.parametrize("package", [*PACKAGES, "tests", "bench"])
def test_a_function_can_be_held_in_the_head(package: str) -> None:
    paths = [path for path in CODE if path.relative_to(ROOT).parts[0] == package]
    assert paths
    found = [(path.name, *one) for path in paths for one in _functions(path)]
    assert [one for one in found if one[2] > MOST_IN_FUNCTION] == []


def test_handlers_never_name_a_channel() -> None:
    named = re.compile(r"telegram|zalo|simulator", re.IGNORECASE)
    ours = [p for p in CODE if p.relative_to(ROOT).parts[0] == "handlers"]
    assert [p.name for p in ours if named.search(_text(p))] == []


def test_only_the_settings_read_the_environment() -> None:
    asks = re.compile(r"os\.(environ|getenv)")
    ours = [p for p in CODE if p.relative_to(ROOT).parts[0] in PACKAGES]
    assert [p.name for p in ours if asks.search(_text(p))] == []


def test_one_door_leads_to_the_terminal() -> None:
    prints = re.compile(r"typer\.echo|(?<!\.)\bprint\(|sys\.std(out|err)\.write")
    ours = [p for p in CODE if p.relative_to(ROOT).parts[0] == "bot"]
    doors = [p.relative_to(ROOT).as_posix() for p in ours if prints.search(_text(p))]
    assert doors == ["bot/terminal.py"]


def test_no_file_names_a_package_registry() -> None:
    parts = [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb.debian", "org")]
    hosts = re.compile("|".join(rf"\b{a}\.{b}\b" for a, b in parts))
    readable = [p for p in _files() if p.suffix not in (".png", ".ttf", ".xlsx")]
    assert [p.name for p in readable if hosts.search(_text(p))] == []


def test_no_file_chooses_a_package_index() -> None:
    chooses = re.compile(r"(?<!no-emit-)index" + "-url|extra-index" + "|find" + "-links")
    readable = [p for p in _files() if p.suffix not in (".png", ".ttf", ".xlsx")]
    guilty = [p.name for p in readable if p != Path(__file__) and chooses.search(_text(p))]
    assert guilty == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(ast.parse(_text(ROOT / name / "__init__.py")))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_with_hashes_and_links_nowhere(name: str) -> None:
    text = _text(ROOT / name)
    pinned = re.findall(r"^[a-z0-9][\w.\[\],-]*==", text, re.MULTILINE | re.IGNORECASE)
    hashed = re.findall(r"(?<=\\\n)    --hash=sha256:", text)
    assert pinned
    assert len(hashed) >= len(pinned)
    assert not re.search(r"--(extra-)?index-url|--find-links|https?://", text)


def test_every_dialogue_and_command_is_in_the_table() -> None:
    from handlers.dialogues import DIALOGUES

    made = r"^[A-Z]+ = (?:Dialogue\(\s*|dialogue\(Filling\()\"(\w+)\""
    built = re.compile(made, re.MULTILINE)
    found = {name for p in (ROOT / "handlers").rglob("*.py") for name in built.findall(_text(p))}
    assert found == set(DIALOGUES)


def test_words_for_a_command_that_is_not_there_are_a_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("locales.reading.words.commands", lambda: frozenset({"report", "nobodys"}))
    with pytest.raises(LookupError, match="no command is called nobodys"):
        runpy.run_path(str(ROOT / "handlers" / "commands.py"))


def test_every_command_of_a_module_is_reached_from_the_table() -> None:
    from handlers import commands
    from handlers.awards.command import ROOMS

    known = {one.__name__ for one in vars(commands).values() if isinstance(one, ModuleType)}
    known |= {word.__module__ for room in ROOMS for word in room.words.values()}
    starts = re.compile(r"^def start\(turn: Turn", re.MULTILINE)
    built = [p for p in (ROOT / "handlers").rglob("*.py") if starts.search(_text(p))]
    names = [".".join(p.relative_to(ROOT).with_suffix("").parts) for p in built]
    assert names
    assert [name for name in names if name not in known] == []


CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(ROOT / ".importlinter")


def _listed(contract: str, key: str) -> set[str]:
    return set(CONTRACTS[contract][key].split())


def test_every_package_stands_within_the_walls() -> None:
    """A contract that lists packages by name lists all of them, as the folders are."""
    found = {p.parent.name for p in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert _listed("importlinter", "root_packages") == found == set(PACKAGES)
    assert _listed("importlinter:contract:network", "source_modules") == found - {"bot"}
    assert _listed("importlinter:contract:layers", "layers") - {"|"} == found


def test_every_channel_stands_apart() -> None:
    folders = {f"bot.channels.{p.parent.name}" for p in ROOT.glob("bot/channels/*/__init__.py")}
    assert _listed("importlinter:contract:channels", "modules") == folders | {"bot.demo.simulator"}


def test_no_folder_is_a_prefix() -> None:
    """Files that share the beginning of their names are a room that contracts cannot see."""
    rooms = {p.parent for p in CODE if p.relative_to(ROOT).parts[0] in PACKAGES}
    for room in rooms:
        heads = Counter(p.stem.partition("_")[0] for p in room.glob("*_*.py") if p.stem[0] != "_")
        assert [head for head, n in heads.items() if n > MOST_OF_A_PREFIX] == [], room
