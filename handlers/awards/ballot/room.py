"""The vote's part of the page that `/awards` opens."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.awards.ballot import codes, found, member, secretary, wording
from handlers.awards.section import Room, Section
from handlers.engine.turn import Turn, button


def _home(turn: Turn) -> Sequence[Section]:
    sections = []
    for one, seat in found.mine(turn):
        what = turn.t("{sitting}: a vote from here is in.", sitting=wording.title(turn.t, one))
        if not seat.voted:
            what = turn.t("{sitting}: no vote from here so far.",
                          sitting=wording.title(turn.t, one))  # fmt: skip
        row = (button(wording.title(turn.t, one), f"/awards vote #{one.id}"),)
        sections.append(Section((what,), (row,)))
    rows, told_of = secretary.overview(turn)
    if rows:
        head = wording.bold(turn.t("Sittings of the Council"))
        sections.append(Section((head, *told_of), rows))
    return sections


ROOM = Room(
    {
        "convene": secretary.convene, "close": secretary.close, "vote": member.vote,
        "code": codes.give,
    },
    _home,
)  # fmt: skip
