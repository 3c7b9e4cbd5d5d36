"""Finds the texts for people: in the code by Babel's extractor, in the movements' files by key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[2]
SOURCES = ("handlers", "scheduler", "bot", "storage")
KEYWORDS: dict[str, Any] = {"t": None, "N_": None, "many": (1, 2)}
"""`t("…")`, `turn.t("…")`, `t.many("…", "…", n)`, and `N_("…")` for texts kept in tables."""

MOVEMENT_KEYS = frozenset(("name", "question", "say", "short", "hint", "basis"))
"""The keys of a movement's file whose strings are for people."""

NAMED = frozenset(("families",))
"""The tables of a movement's file in which every string is a name for people."""


def messages(root: Path = ROOT) -> Catalog:
    """A template with every message id of the code; a plural one is a pair."""
    template = Catalog(charset="utf-8")
    for source in SOURCES:
        found = extract_from_dir(root / source, [("**.py", "python")], {}, keywords=KEYWORDS)
        for _, _, message, _, _ in sorted(found, key=lambda each: (each[0], each[1])):
            template.add(message)
    return template


def movements(root: Path = ROOT) -> Catalog:
    """A template with every Vietnamese text of the movements' files."""
    template = Catalog(charset="utf-8")
    for path in sorted((root / "scoring" / "movements").glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        for text in texts(content):
            template.add(text)
    return template


def texts(content: Any, *, named: bool = False) -> Iterator[str]:
    """The strings for people in a parsed movement, in order; its own translations are left out.

    `named`: whether the keys of this table are codes, and its strings names.
    """
    if isinstance(content, list):
        for item in content:
            yield from texts(item)
    elif isinstance(content, dict):
        for key, value in content.items():
            if isinstance(value, str):
                yield from [value] if value and (named or key in MOVEMENT_KEYS) else []
            elif key != "texts":
                yield from texts(value, named=key in NAMED)
