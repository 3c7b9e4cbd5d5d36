"""Several things in one sentence, as a language lists them."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from locales.tables import table


def listing(items: Sequence[str], language: str) -> str:
    """The items as a list in a sentence: "a, b và c"."""
    return format_list(items, locale=language)


def semicolon(language: str) -> str:
    """What parts items that have commas of their own, with its space."""
    return str(table(language)["write"]["semicolon"])
