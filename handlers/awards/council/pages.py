"""A nominee's pages of the dossier, as buttons: the office's dossier has all of them."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import rights
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Turn, button
from storage.proposed import Proposed


def buttons(turn: Turn, found: Proposed) -> Iterator[tuple[Choice, ...]]:
    """A row for what can be had of this nominee's pages."""
    office = rights.unit_above(turn, found.office_id, "dossier")
    if office is not None:
        yield (button(turn.t("The dossier"), f"{COMMAND} dossier {office.code}"),)
