"""Guards: the page's own words are complete in every language of the program."""

from __future__ import annotations

import re
from pathlib import Path

from bot.demo.simulator.page import FOLDER
from locales.translator import languages


def test_every_word_stands_in_every_language() -> None:
    said = {code: _words(FOLDER / f"{code}.js") for code in languages()}
    for code, words in said.items():
        assert words.keys() == said["vi"].keys(), code
        for key, text in words.items():
            assert _fields(text) == _fields(said["vi"][key]), (code, key)


def _words(path: Path) -> dict[str, str]:
    return dict(re.findall(r'(\w+): "([^"]+)"', path.read_text(encoding="utf-8")))


def _fields(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))
