"""How texts are written: letters in one piece, nothing that cannot be seen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish

_READ = frozenset(("name", "short", "also", "question", "say", "set_by", "sample", "basis"))
"""Keys of texts that people read; so are the families."""
_LINES = frozenset(("question", "say"))
_JOINERS = "\u200c\u200d"
"""Persian and Hindi need them."""
_UNSEEN = frozenset(("Cf", "Cn", "Co", "Zl", "Zp"))


def written(known: Catalogue) -> Iterator[Fault]:
    """Every text that people read."""
    for at, text in _texts(known.file.model_dump(by_alias=True), ()):
        yield from _text(at, text)


def _texts(value: Any, at: At) -> Iterator[tuple[At, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*at, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*at, number))
    elif isinstance(value, str) and (at[0] == "families" or _READ.intersection(at[-2:])):
        yield at, value


def _text(at: At, text: str) -> Iterator[Fault]:
    unseen = next((letter for letter in text if _unseen(letter, at)), None)
    if not text.strip():
        yield from [Fault(at, "is blank; a text is wanted")] if text else ()
    elif unseen is not None:
        says = f"holds U+{ord(unseen):04X}, which nobody sees"
        yield Fault(at, says, stops=unicodedata.category(unseen) == "Cc")
    elif text != text.strip():
        yield blemish(at, f"begins or ends with a space: {text!r}")
    elif len(composed := unicodedata.normalize("NFC", text)) < len(text):
        says = "has its marks apart from their letters (NFD), and is found in no catalogue"
        yield blemish(at, f"{says}; {composed} in one piece (NFC)")


def _unseen(letter: str, at: At) -> bool:
    if letter == "\n" and at[-1] in _LINES:
        return False
    kind = unicodedata.category(letter)
    return kind == "Cc" or (kind in _UNSEEN and letter not in _JOINERS)
