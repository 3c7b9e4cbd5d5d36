"""How far an office's dossier is by its checklist: so many parts are ready; what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from handlers.awards.council.seat import Seat
from handlers.engine.turn import Turn
from locales.translator import N_
from services import checklist
from services.checklist import Checklist, Condition
from services.places import Places
from storage.units import Unit

_UNMET: dict[Condition, str] = {
    "nominees": N_("nobody is proposed"),
    "reports": N_("reports of the year"),
    "checks": N_("checks of reports"),
    "mismatches": N_("an explanation of figures that differ"),
    "barred": N_("somebody proposed is not eligible"),
    "holds": N_("somebody proposed is not considered for now"),
    "places": N_("more individuals than places"),
    "signer": N_("who signs"),
    "bases": N_("a legal basis that is in force"),
}


class Missing(NamedTuple):
    """So many of all parts are there; what is not."""

    ready: int
    total: int
    what: tuple[Markup, ...]


def missing(turn: Turn, at: Seat, unit: Unit, allotted: Places) -> Missing | None:
    """By the office's own checklist; None where there is none."""
    found = checklist.of_office(turn.db, at.movement, at.year, unit, turn.now, turn.zone, allotted)
    if found is None:
        return None
    return Missing(*found.counted, tuple(_what(turn, found)))


def _what(turn: Turn, found: Checklist) -> Iterator[Markup]:
    t = turn.t
    for part in found.parts:
        if not part.ready and not part.piece.optional:
            yield t.movement(part.piece.name)
    for one in found.unmet():
        yield t(_UNMET[one])
