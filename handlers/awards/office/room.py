"""The office's room: which word leads where, and its part of the first page."""

from __future__ import annotations

from handlers.awards.office import (
    dossier,
    holding,
    home,
    listing,
    objecting,
    pieces,
    placed,
    signing,
    submitting,
    withdrawing,
)
from handlers.awards.section import Room

ROOM = Room(
    {
        "places": placed.start,
        "nominate": listing.start,
        "withdraw": withdrawing.start,
        "dossier": dossier.start,
        "piece": pieces.start,
        "signer": signing.start,
        "submit": submitting.start,
        "hold": holding.start,
        "release": holding.release,
        "object": objecting.start,
    },
    home.home,
)
