"""Reads which of a list is meant: by its name in any language, its code, the name's beginning."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from locales.fold import fold
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Value

_LEAST_LETTERS = 2


def choice(text: str, names: Mapping[str, Collection[str]]) -> Outcome:
    """The code of what is named; several codes where the words fit several.

    `names`: by code, what each is called. A whole name goes before the beginning of another.
    """
    said = fold(text)
    if not said:
        return Invalid("empty")
    folded = {code: {fold(code), *map(fold, called)} for code, called in names.items()}
    found = [code for code, called in folded.items() if said in called]
    if not found and len(said) >= _LEAST_LETTERS:
        begun = folded.items()
        found = [code for code, called in begun if any(f"{n} ".startswith(said) for n in called)]
    if not found:
        return Invalid("not_one_of_them")
    return Value(found[0]) if len(found) == 1 else Ambiguous(tuple(found))
