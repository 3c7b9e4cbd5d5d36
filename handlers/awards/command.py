"""`/awards`: one page of what concerns the reader; the words behind it stand on the buttons."""

from __future__ import annotations

from handlers.awards.ballot.room import ROOM as BALLOT
from handlers.awards.council.room import ROOM as COUNCIL
from handlers.awards.honours import ROOM as HONOURS
from handlers.awards.office.room import ROOM as OFFICE
from handlers.awards.papers import ROOM as PAPERS
from handlers.awards.section import Room, season
from handlers.engine.turn import Outcome, Reply, Turn, lines, only, say

ROOMS: tuple[Room, ...] = (OFFICE, COUNCIL, BALLOT, HONOURS, PAPERS)
"""In the order of the page."""


def start(turn: Turn, wanted: str) -> Outcome:
    """The page, or what its buttons and words ask for."""
    if season(turn) is None:
        return only(say(turn.t("No award is proposed for here.")))
    first, _, rest = wanted.partition(" ")
    for room in ROOMS:
        if first in room.words:
            return room.words[first](turn, rest.strip())
    return only(_page(turn))


def _page(turn: Turn) -> Reply:
    sections = [one for room in ROOMS for one in room.home(turn)]
    if not sections:
        return say(turn.t("Nothing waits here. Who is proposed is told when it is decided."))
    text = lines(*(line for one in sections for line in one.lines))
    return say(text, *(row for one in sections for row in one.rows))
