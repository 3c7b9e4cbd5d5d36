"""The word tables of the languages: one folder a language, one `words.toml` in it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def table(language: str) -> dict[str, Any]:
    """The parsed `words.toml` of a language; LookupError if there is no such language."""
    path = FOLDER / language / "words.toml"
    if not path.is_file():
        raise LookupError(f"no language {language!r}")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """The languages' codes, by the `rank` their tables give; the first is the fall-back."""
    codes = [path.parent.name for path in FOLDER.glob("*/words.toml")]
    return tuple(sorted(codes, key=lambda code: (table(code)["language"]["rank"], code)))
