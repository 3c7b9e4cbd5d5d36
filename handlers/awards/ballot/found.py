"""A sitting that somebody asks for, if it is theirs: the secretary's, or with a seat in it."""

from __future__ import annotations

import re

from handlers import rights
from handlers.awards.section import Season, season
from handlers.engine.turn import Turn
from services.sittings.convening import Round
from storage import seating, sittings
from storage.seating import Seat
from storage.sittings import Sitting
from storage.units import Unit

_NAMED = re.compile(r"#(\d{1,9})", re.ASCII)
Of = tuple[Sitting, str]


def named(words: str) -> tuple[int | None, str]:
    """The number of a sitting in front of other words (`#12 …`), and those."""
    first, _, rest = words.partition(" ")
    match = _NAMED.fullmatch(first)
    return (int(match[1]), rest.strip()) if match else (None, words)


def secretarys(turn: Turn, words: str) -> Of | None:
    """The sitting that a secretary names, with the words behind it."""
    number, rest = named(words)
    sitting = sittings.by_id(turn.db, number) if number is not None else None
    if sitting is None or rights.unit_above(turn, sitting.unit_id, "convene") is None:
        return None
    return sitting, rest


def council(turn: Turn) -> tuple[Season, Unit] | None:
    """The Council of which the writer is the secretary, in the season that is on."""
    now = season(turn)
    if now is None:
        return None
    around, _ = rights.reach(turn, "convene")
    own = (one for one in around if one.kind == now.award.terms.council)
    unit = next((one for one in own if rights.allowed(turn, "convene", one)), None)
    return None if unit is None else (now, unit)


def round_of(turn: Turn, sitting: Sitting, *, tie: bool = False) -> Round | None:
    """What a sitting is about, or what its tie would be."""
    movement = next((one for one in turn.live.all if one.code == sitting.movement), None)
    unit = rights.unit_above(turn, sitting.unit_id, "convene")
    if movement is None or unit is None:
        return None
    rules = movement.in_year(sitting.year)
    return Round(rules, sitting.year, unit, sitting.what, sitting if tie else None)


def mine(turn: Turn) -> list[tuple[Sitting, Seat]]:
    """The sittings under way in which the writer has a seat, and may vote."""
    if not turn.silent or turn.person is None:
        return []
    found = []
    for one in sittings.under_way(turn.db, turn.me.id):
        seat = seating.of_person(turn.db, one.id, turn.me.id)
        if seat is not None and rights.unit_above(turn, one.unit_id, "vote") is not None:
            found.append((one, seat))
    return found


def members(turn: Turn, words: str) -> tuple[Sitting, Seat, str] | None:
    """The sitting that a member names, or the only one; with the words behind it."""
    number, rest = named(words)
    found = [one for one in mine(turn) if number in (None, one[0].id)]
    if number is None and len(found) > 1:
        found = [one for one in found if one[0].voting]
    return (*found[0], rest) if len(found) == 1 else None
