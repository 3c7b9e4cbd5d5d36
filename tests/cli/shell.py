"""Runs `thidua` in a test, in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

import bot
from bot import cli

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
