"""The Council's room: which word leads where, and its part of the first page."""

from __future__ import annotations

from handlers.awards.council import (
    appraise,
    asking,
    choosing,
    decided,
    home,
    listing,
    objections,
    progress,
    replying,
    returning,
    sheet,
)
from handlers.awards.section import Room

ROOM = Room(
    {
        "progress": progress.start,
        "return": returning.start,
        "shortlist": listing.start,
        "sheet": sheet.start,
        "choose": choosing.choose,
        "leave": choosing.leave_out,
        "ask": asking.start,
        "answer": replying.start,
        "appraise": appraise.start,
        "decision": decided.start,
        "objections": objections.start,
    },
    home.home,
)
