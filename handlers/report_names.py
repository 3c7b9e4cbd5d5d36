"""The names under which a question may be answered, and those that belong to the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from locales.fold import fold
from locales.reading import Labels
from locales.translator import languages, translator
from scoring.movement import Form, Indicator, Movement

_LEAST_WORDS = 2
"""A name may be cut short to its first words, but not to one."""


@cache
def labels(movement: Movement, form: Form, code: str) -> Labels:
    """The names of the question `code` of a form in every language, and the other questions'."""
    own = frozenset(_names(movement.indicators[code]))
    others = {name for c in form.indicators if c != code for name in _names(movement.indicators[c])}
    return Labels(own, frozenset(others) - own)


def _names(indicator: Indicator) -> Iterator[str]:
    yield fold(indicator.code)
    for t in map(translator, languages()):
        whole = fold(str(t.movement(indicator.name))).split()
        for n in range(min(_LEAST_WORDS, len(whole)), len(whole) + 1):
            yield " ".join(whole[:n])
        if indicator.short:
            yield fold(str(t.movement(indicator.short)))
