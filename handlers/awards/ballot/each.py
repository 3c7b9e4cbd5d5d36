"""One case after the other; the ballot is cast with the last one.

What was chosen so far is kept with the dialogue under a key that is only in this program's memory:
the next question does not tell it, and whoever reads the database does not learn it.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.ballot import casting, found, wording
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from locales.reading import voting
from services import sealing
from storage import sitting_cases
from storage.seating import Seat
from storage.sittings import Sitting


class State(BaseModel):
    """Which sitting, on which cases, and what was chosen so far, sealed."""

    sitting: int
    kept: str
    cases: tuple[int, ...] = ()


def begin(turn: Turn, sitting: Sitting, seat: Seat) -> Outcome:
    """The first case."""
    return engine.begin(turn, EACH, _fresh(turn, sitting, seat))


def _fresh(turn: Turn, sitting: Sitting, seat: Seat) -> State:
    cases = tuple(casting.own(turn, sitting, seat))
    return State(sitting=sitting.id, kept=sealing.put_by(()), cases=cases)


def _said(state: State, own: Sequence[int]) -> list[str] | None:
    """What was chosen so far, if it can be read, and is of just these cases: a member may have
    stepped back from one in between.
    """
    return sealing.taken_up(state.kept) if tuple(own) == state.cases else None


def _found(turn: Turn, state: State) -> tuple[Sitting, Seat] | None:
    return next(((one, seat) for one, seat in found.mine(turn)
                 if one.id == state.sitting and one.voting), None)  # fmt: skip


def _ask(turn: Turn, state: State) -> Reply:
    here, t = _found(turn, state), turn.t
    if here is None:
        return say(rights.ended(turn))
    own = casting.own(turn, *here)
    said = _said(state, own) or []
    if not own:
        return say(t("There is no vote on any of these cases."))
    number = own[min(len(said), len(own) - 1)]
    nominee = sitting_cases.nominees(turn.db, state.sitting)[number]
    text = lines(
        wording.bold(t("{n} of {total}", n=min(len(said), len(own) - 1) + 1, total=len(own))),
        t("{n}. {name}", n=number, name=wording.case(t, nominee)),
    )
    choices = (button(t("Agree"), "yes"), button(t("Against"), "no"), button(t("Blank"), "blank"))
    return say(text, choices)


def _take(turn: Turn, state: State) -> Taken:
    here = _found(turn, state)
    if here is None:
        return Done(say(rights.ended(turn)))
    own = casting.own(turn, *here)
    if not own:
        return Done(say(turn.t("There is no vote on any of these cases.")))
    said = _said(state, own)
    if said is None:
        return Again(turn.t("What was chosen so far was not kept. Once more from the first case:"),
                     _fresh(turn, *here))  # fmt: skip
    if turn.word == "back":
        return Next(state.model_copy(update={"kept": sealing.put_by(said[:-1])}))
    choice = _choice(turn)
    if choice is None:
        return Again(turn.t("Please choose agree, against or blank."), state)
    return _next(turn, here, state, [*said, choice])


def _choice(turn: Turn) -> str | None:
    if turn.text in ("yes", "no", "blank"):
        return turn.text
    return voting.one(turn.text, turn.t.language)


def _next(turn: Turn, here: tuple[Sitting, Seat], state: State, said: list[str]) -> Taken:
    own = casting.own(turn, *here)
    if len(said) < len(own):
        return Next(state.model_copy(update={"kept": sealing.put_by(said)}))
    became = casting.cast(turn, here[0], dict(zip(own, said, strict=False)))
    return Done(casting.answer(became, turn, here[0]).replies[0])


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was cast. A vote that was in before stands.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was cast. A vote that was in before stands.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    return continuing(turn, turn.t("the ballot, case by case."))


EACH = Dialogue("each", 1, State, _ask, _take, _leave, _restart, _open, _brief)
