"""The ballot paper is open: the next line that is written is the vote."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.ballot import casting, found, paper, wording
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Outcome, Reply, Turn, continuing, only, say
from storage.seating import Seat
from storage.sittings import Sitting


class State(BaseModel):
    """Which sitting."""

    sitting: int


def begin(turn: Turn, sitting: Sitting) -> Outcome:
    """Show the paper."""
    return engine.begin(turn, FILLING, State(sitting=sitting.id))


def _found(turn: Turn, state: State) -> tuple[Sitting, Seat] | None:
    return next(((one, seat) for one, seat in found.mine(turn)
                 if one.id == state.sitting and one.voting), None)  # fmt: skip


def _ask(turn: Turn, state: State) -> Reply:
    here = _found(turn, state)
    if here is None:
        return say(rights.ended(turn))
    sitting, seat = here
    note = turn.t("The check code came with the first ballot paper.")
    if seat.voted:
        note = turn.t("A vote from here is in; another one replaces it.")
    return paper.paper(turn.t, turn.db, sitting, seat, note)


def _take(turn: Turn, state: State) -> Taken:
    here = _found(turn, state)
    if here is None:
        return Done(say(rights.ended(turn)))
    turn.seen[casting.ANSWERED] = True
    said = casting.line(turn, *here, turn.text)
    if said is None:
        own = casting.own(turn, *here)
        return Again(turn.t("That was not understood. Nothing was taken."), state) if own else Done(
            say(turn.t("There is no vote on any of these cases.")))  # fmt: skip
    return Done(casting.answer(said, turn, here[0]).replies[0])


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was cast. A vote that was in before stands.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was cast. A vote that was in before stands.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    here = _found(turn, state)
    return None if here is None else continuing(turn, wording.title(turn.t, here[0]), digits=True)


FILLING = Dialogue("ballot", 1, State, _ask, _take, _leave, _restart, _open, _brief, passing=True)
