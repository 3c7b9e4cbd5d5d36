"""Which member may not vote on what, as the secretary sets it; lifted before the vote is open."""

from __future__ import annotations

from markupsafe import Markup

from handlers.awards.ballot import wording
from handlers.awards.ballot.sitting import page
from handlers.engine.turn import Outcome, Turn, button, only, say
from services.sittings import roll
from storage import seating, sitting_cases
from storage.sittings import Sitting


def recuse(turn: Turn, sitting: Sitting, rest: str) -> Outcome:
    """`recuse #SITTING [SEAT [CASE]]`: who may not vote on what, step by step."""
    t, numbers = turn.t, [int(n) for n in rest.split() if n.isdecimal() and n.isascii()][:2]
    seats = {one.id: one for one in seating.of_sitting(turn.db, sitting.id)}
    at = f"/awards convene recuse #{sitting.id}"
    if not numbers or numbers[0] not in seats:
        rows = [
            (button(Markup("{}").format(one.name), f"{at} {one.id}"),) for one in seats.values()
        ]
        return only(say(t("Which member has a conflict of interest?"), *rows))
    seat = seats[numbers[0]]
    if len(numbers) == 1:
        nominees = sitting_cases.nominees(turn.db, sitting.id)
        rows = [(button(t("{n}. {name}", n=n, name=wording.case(t, one)), f"{at} {seat.id} {n}"),)
                for n, one in nominees.items()]  # fmt: skip
        asked = t("On which case does {name} not vote? Whom it was set for, it is lifted again "
                  "before the vote is open.", name=seat.name)  # fmt: skip
        return only(say(asked, *rows))
    out = numbers[1] not in seat.recused
    became = roll.recuse(turn.db, sitting.id, seat.person_id, numbers[1], out=out)
    return only(page(turn, sitting, None if became == "done" else _refused(turn, became)))


def _refused(turn: Turn, became: str) -> Markup:
    t = turn.t
    return {
        "over": t("This sitting is over."),
        "opened": t("The vote is open: that can no longer be changed."),
        "own": t("This is the own unit: there is no vote on it."),
    }[became]
