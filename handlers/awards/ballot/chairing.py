"""The chair decides a tie that is still one after a second ballot; the secretary records it."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers.awards.ballot import found, told, wording
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from services.sittings import chairing, results
from services.sittings.convening import Round, answered
from services.sittings.results import Result
from storage import sittings
from storage.sittings import Sitting

_LONGEST = 500


class State(BaseModel):
    """Which tie, and whom the chair has picked so far."""

    sitting: int
    picked: tuple[int, ...] = ()


def begin(turn: Turn, sitting: Sitting) -> Outcome:
    """Ask for the first one."""
    state = State(sitting=sitting.id)
    if _found(turn, state) is None:
        return only(say(turn.t("There is no tie that waits for the chair.")))
    return engine.begin(turn, CHAIRING, state)


def _found(turn: Turn, state: State) -> tuple[Round, Result] | None:
    sitting = sittings.by_id(turn.db, state.sitting)
    of = found.round_of(turn, sitting, tie=True) if sitting else None
    result = results.read(sitting) if sitting else None
    if of is None or sitting is None or result is None or not result.tied:
        return None
    waits = sitting.round > 1 and not answered(turn.db, sitting)
    return (of, result) if waits else None


def _ask(turn: Turn, state: State) -> Reply:
    here, t = _found(turn, state), turn.t
    if here is None:
        return say(t("There is no tie that waits for the chair."))
    of, result = here
    if len(state.picked) < result.left:
        rows = [
            (button(t("{n}. {name}", n=one, name=result.case(one).name), str(one)),)
            for one in chairing.tied(turn.db, of, result) if one not in state.picked
        ]  # fmt: skip
        return say(wording.bold(t("Whom does the chair choose?")), *rows)
    names = t.row(result.case(one).name for one in state.picked)
    asked = t("For which reason? It stands in the minutes, and every member reads it.")
    return say(lines(t("The chair chooses: {names}", names=names), asked), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    here = _found(turn, state)
    if here is None:
        return Done(say(turn.t("There is no tie that waits for the chair.")))
    of, result = here
    if len(state.picked) < result.left:
        tied = chairing.tied(turn.db, of, result)
        left = [str(one) for one in tied if one not in state.picked]
        if turn.text not in left:
            return Again(turn.t("Please choose one of these."), state)
        return Next(state.model_copy(update={"picked": (*state.picked, int(turn.text))}))
    said = turn.text.strip()
    if turn.word is not None or turn.tapped or not any(one.isalpha() for one in said):
        return Again(turn.t("Please write it in words."), state)
    if len(said) > _LONGEST:
        return Again(turn.t("That is too long: at most {n} characters.", n=_LONGEST), state)
    made = chairing.decide(turn.db, of, state.picked, turn.me.id, turn.now, said)
    if isinstance(made, str):
        return Done(say(turn.t("There is no tie that waits for the chair.")))
    return _told(turn, of, made)


def _told(turn: Turn, of: Round, made: int) -> Taken:
    sitting = sittings.by_id(turn.db, made)
    if sitting is not None and of.tie is not None:
        readers = {*told.seated(turn.db, of.tie), *told.secretaries(turn.db, sitting)}
        told.queue(turn.db, told.RESULT, sitting, sorted(readers), turn.now)
    return Done(say(turn.t("Recorded. Every member is told.")))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    return continuing(turn, turn.t("the choice of the chair."), digits=True)


CHAIRING = Dialogue("chairing", 1, State, _ask, _take, _leave, _restart, _open, _brief)
