"""The papers tell the truth: every setting, command and chat command stands in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bot import cli
from bot.commands import figures
from bot.settings import Settings
from handlers.commands import COMMANDS
from scoring.loading import builtin
from services.figures.rows import office_gives

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_stands_in_the_readme(name: str) -> None:
    assert f"`THIDUA_{name.upper()}`" in README


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    named = set(re.findall(r"THIDUA_([A-Z_]+)", README))
    assert named == {name.upper() for name in Settings.model_fields}


def _commands() -> list[str]:
    group = typer.main.get_command(cli.application(()))
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found += [f"{name} {sub}" for sub in inner] if inner else [name]
    return found


@pytest.mark.parametrize("name", _commands())
def test_a_command_of_the_program_stands_in_the_readme(name: str) -> None:
    assert f"`thidua {name}" in README


@pytest.mark.parametrize("name", [c.name for c in COMMANDS.values() if not c.hidden])
def test_a_chat_command_stands_in_the_readme(name: str) -> None:
    assert f"`/{name}" in README


@pytest.mark.parametrize(
    "code", [c for c, one in builtin().indicators.items() if office_gives(one)]
)
def test_a_column_of_the_office_stands_in_the_readme_and_in_the_help(code: str) -> None:
    assert f"`{code}`" in README
    assert code in (figures.import_file.__doc__ or "")
