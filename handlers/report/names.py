"""The names under which a question may be answered, and those that belong to the others."""

from __future__ import annotations

from functools import cache

from handlers.line import names
from locales.reading import Labels
from scoring.movement import Form, Movement


@cache
def labels(movement: Movement, form: Form, code: str) -> Labels:
    """The names of the question `code` of a form in every language, and the other questions'."""
    own = frozenset(names.of(movement.indicators[code]))
    others = [movement.indicators[c] for c in form.indicators if c != code]
    return Labels(own, frozenset(name for one in others for name in names.of(one)) - own)
