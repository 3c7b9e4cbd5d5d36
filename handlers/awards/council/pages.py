"""A nominee's pages of the dossier, as buttons. Papers and pieces come in here."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.engine.turn import Choice, Turn
from storage.proposed import Proposed


def buttons(_turn: Turn, _found: Proposed) -> Iterator[tuple[Choice, ...]]:
    """A row for each page of this nominee that can be had."""
    yield from ()
