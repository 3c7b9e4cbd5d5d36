"""The word tables of the languages: one folder a language, one `words.toml` in it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from locales import kinds

_ZEROS = {"arab": 0x0660, "deva": 0x0966}
"""The zeros of numbering systems, by their CLDR names; the other digits follow."""

FOLDER = Path(__file__).parent


@cache
def table(language: str) -> dict[str, Any]:
    """The parsed `words.toml` of a language.

    LookupError if there is no such language, ValueError if a list in it is known to no rule.
    """
    path = FOLDER / language / "words.toml"
    if not path.is_file():
        raise LookupError(f"no language {language!r}")
    found = tomllib.loads(path.read_text("utf-8"))
    strange = ", ".join(kinds.unknown(found))
    if strange:
        raise ValueError(f"{language}/words.toml: no rule knows {strange}")
    return found


@cache
def languages() -> tuple[str, ...]:
    """The languages' codes, by the `rank` their tables give; the first is the fall-back."""
    codes = [path.parent.name for path in FOLDER.glob("*/words.toml")]
    return tuple(sorted(codes, key=lambda code: (table(code)["language"]["rank"], code)))


@cache
def with_own_digits() -> tuple[str, ...]:
    """The tags of those languages that have digits of their own, with these: "ar-arab"."""
    named = ((code, table(code)["language"].get("digits")) for code in languages())
    return tuple(f"{code}-{digits}" for code, digits in named if digits)


@cache
def own_digits(language: str) -> dict[int, str]:
    """From 0-9 to the language's own digits, as `str.translate` takes them."""
    zero = _ZEROS[table(language)["language"]["digits"]]
    return {ord(str(n)): chr(zero + n) for n in range(10)}
