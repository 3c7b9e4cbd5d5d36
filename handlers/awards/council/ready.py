"""How far an office's dossier is by its checklist."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from handlers.awards.council.seat import Seat
from handlers.engine.turn import Turn
from storage.units import Unit


class Missing(NamedTuple):
    """So many of all parts are there; what is not."""

    ready: int
    total: int
    what: tuple[Markup, ...]


def missing(_turn: Turn, _at: Seat, _unit: Unit) -> Missing | None:
    """By the office's own checklist; None where there is none."""
    return None
