"""A sitting is annulled, with a reason: nothing is opened, every ballot is gone."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.ballot import told, wording
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Outcome, Reply, Turn, continuing, lines, only, say
from services.sittings import closing
from storage import sittings
from storage.sittings import Sitting

_LONGEST = 500


class State(BaseModel):
    """Which sitting."""

    sitting: int


def begin(turn: Turn, sitting: Sitting) -> Outcome:
    """Ask for the reason."""
    return engine.begin(turn, ANNULLING, State(sitting=sitting.id))


def _found(turn: Turn, state: State) -> Sitting | None:
    sitting = sittings.by_id(turn.db, state.sitting)
    if sitting is None or rights.unit_above(turn, sitting.unit_id, "convene") is None:
        return None
    return None if sitting.over else sitting


def _ask(turn: Turn, state: State) -> Reply:
    sitting = _found(turn, state)
    if sitting is None:
        return say(rights.ended(turn))
    text = lines(
        wording.bold(wording.title(turn.t, sitting)),
        turn.t("It ends without a result, and all ballots are gone. Why? Please write the reason; "
               "every member reads it."),
    )  # fmt: skip
    return say(text, digits=True)


def _take(turn: Turn, state: State) -> Taken:
    sitting, said = _found(turn, state), turn.text.strip()
    if sitting is None:
        return Done(say(rights.ended(turn)))
    if turn.word is not None or turn.tapped or not any(one.isalpha() for one in said):
        return Again(turn.t("Please write it in words."), state)
    if len(said) > _LONGEST:
        return Again(turn.t("That is too long: at most {n} characters.", n=_LONGEST), state)
    if not closing.annul(turn.db, sitting.id, turn.me.id, turn.now, said):
        return Done(say(turn.t("This sitting is over.")))
    told.queue(turn.db, told.ANNULLED, sitting, told.seated(turn.db, sitting), turn.now)
    return Done(say(turn.t("Annulled. Every member is told. A new sitting can be convened.")))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    return continuing(turn, turn.t("why the sitting is annulled."), digits=True)


ANNULLING = Dialogue("annulling", 1, State, _ask, _take, _leave, _restart, _open, _brief)
