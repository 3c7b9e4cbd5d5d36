"""Loads a language's .po files; they are compiled in memory, so no .mo files are needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from locales.tables import FOLDER


@dataclass(frozen=True)
class Loaded:
    """Translated forms by message id (the singular one), and which form a number takes."""

    forms: dict[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def one(self, message: str) -> str | None:
        """The translation, `None` where there is none."""
        found = self.forms.get(message)
        return found[0] if found else None

    def many(self, message: str, n: int) -> str | None:
        """The form for `n`, `None` where the message is not translated."""
        found = self.forms.get(message)
        if not found:
            return None
        return found[min(self.plural(n), len(found) - 1)]


@cache
def loaded(language: str, domain: str) -> Loaded:
    """`locales/<language>/<domain>.po`, without empty and fuzzy entries; empty if absent."""
    path = FOLDER / language / f"{domain}.po"
    content = path.read_bytes() if path.is_file() else b""
    return compiled(read_po(BytesIO(content), locale=language, abort_invalid=True))


def compiled(catalogue: Catalog) -> Loaded:
    """The usable entries of a Babel catalogue."""
    forms = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        strings = (message.string,) if isinstance(message.string, str) else message.string
        if strings and all(strings):
            forms[key] = tuple(str(text) for text in strings)
    return Loaded(forms, c2py(catalogue.plural_expr))
