"""What everybody sees, word for word and in every language, written out once: in `screens/`.

A folder for each language: a file for each form of the built-in movement (its questions, the card,
what the one who checks sees), and one for the lists of commands by role. Elsewhere the tests
say `[card]` or `[menu]`. `pytest tests/dialogues --write` writes them afresh, to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from player import ZONE
from rehearsal import ELSEWHERE, Rehearsal
from test_registry import WHO, answer_everything

from handlers.commands import menu
from locales.translator import languages
from scoring.loading import builtin
from scoring.periods import containing

SCREENS = Path(__file__).parent / "screens"
FORMS = builtin().forms
ROLES = {**ELSEWHERE, "council": ("council", "TAN"), "member": ("member", "25459")}


@pytest.fixture
def stage(demo: Rehearsal) -> Iterator[Rehearsal]:
    """The demo organisation with all that the built-in movement asks."""
    known = demo.site
    demo.site = replace(known, live=builtin())
    with demo.undone():
        yield demo
    demo.site = known


def form(stage: Rehearsal, name: str, language: str) -> list[str]:
    """From the first question to the one who checks, each answered with its own example."""
    unit, who, verifier = WHO[FORMS[name].level]
    for one in filter(None, (who, verifier)):
        stage.join(one, language)
    period = containing(FORMS[name].frequency, stage.now.date())
    stage.now = stage.now.combine(FORMS[name].due(period), time(9), ZONE)
    told = stage.write(who, f"/report {unit} {name} {period.code}")
    asked = answer_everything(stage, who, FORMS[name], language, told)
    assert {code for code in FORMS[name].indicators if not skipped(code)} <= set(asked)
    receipt = stage.write(who, "yes")
    if verifier is None:
        return [*told, f"{who} > yes", *receipt]
    return [*told, f"{verifier} > /review", *stage.write(verifier, "/review")]


def skipped(code: str) -> bool:
    """Whether a question may be left out, by what was answered before."""
    return builtin().indicators[code].skip is not None


def commands(stage: Rehearsal, _name: str, language: str) -> list[str]:
    """What the platform lists; the first question; the languages; help and menu of each role."""
    told = [f"/{name} - {summary}" for name, summary in menu()[language]]
    told += ["", *stage.write("P003", "/start @CODE")]
    stage.join("P002", language)
    told += ["", *stage.write("P002", "/language")]
    for role, held in ROLES.items():
        stage.hold("P002", held)
        told += ["", f"{role}:", *stage.write("P002", "/help"), *stage.write("P002", "asdf")]
    return told


@pytest.mark.parametrize("name", [*FORMS, "commands"])
def test_screen(name: str, stage: Rehearsal, request: pytest.FixtureRequest) -> None:
    played = {}
    for language in languages() if request.config.getoption("--write") else kept():
        with stage.undone():
            lines = (form if name in FORMS else commands)(stage, name, language)
        shown = [line for line in lines if " = " not in line[:9]]  # what its buttons say
        played[language] = "\n".join(shown) + "\n"
    if request.config.getoption("--write"):
        for language, screens in played.items():
            (SCREENS / language).mkdir(parents=True, exist_ok=True)
            (SCREENS / language / f"{name}.txt").write_text(screens, encoding="utf-8")
    assert played == {
        one: (SCREENS / one / f"{name}.txt").read_text(encoding="utf-8") for one in kept()
    }


def kept() -> list[str]:
    """The languages whose screens were read by somebody."""
    return [path.name for path in sorted(SCREENS.iterdir())]


def test_the_screens_of_every_language_are_written_out() -> None:
    assert kept() == sorted(languages())
