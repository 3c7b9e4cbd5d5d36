"""In which form a standing is wanted: as a table to read, as a picture, as a file."""

from __future__ import annotations

from typing import Literal

from locales import naming as words_of

Form = Literal["", "picture", "file", "map"]

_FORMS: tuple[Form, ...] = ("picture", "file", "map")


def named(words: list[str]) -> tuple[Form, list[str]]:
    """The form that the last words name, and the words before them."""
    for form in _FORMS:
        rest = words_of.without(words, form)
        if rest != words or words[-1:] == [form]:
            return form, rest
    return "", words
