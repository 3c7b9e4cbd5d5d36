"""Many names in a sentence: the first of them, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from locales.translator import Translator

MOST = 20


def some(t: Translator, names: Sequence[Markup | str]) -> Markup:
    """All of a few, else the first."""
    if len(names) <= MOST:
        return t.listing(names)
    return t("{names} and {n} more", names=t.row(names[:MOST]), n=len(names) - MOST)
