"""`/awards signer`: who signs the office's papers, and in which post; asked once, kept."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import words
from handlers.awards.office import refused, whose
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from services import award_time, dossiers
from services.dossiers import Act
from storage import dossiers as kept

_LEAST, _LONGEST = 2, 100


class State(BaseModel):
    """Of which office and year; the name, once it was said."""

    office: int
    year: int
    signer: str | None = None


def start(turn: Turn, wanted: str) -> Outcome:
    """Ask for the name."""
    its, _ = whose.pick(turn, wanted)
    if its is None:
        return whose.nobody(turn)
    shut = award_time.closed(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)
    if shut is not None:
        return only(say(refused.closed(turn.t, shut, its.movement, its.year)))
    return engine.begin(turn, SIGNING, State(office=its.office.id, year=its.year))


def _its(turn: Turn, state: State) -> Its | None:
    return whose.again(turn, state.office, state.year)


def _ask(turn: Turn, state: State) -> Reply:
    its, t = _its(turn, state), turn.t
    if its is None:
        return say(rights.ended(turn))
    head = Markup("<b>{}</b>").format(t("Signer of the papers: {unit}", unit=its.office.name))
    if state.signer is not None:
        asked = t("In which post does {name} sign? For example: {example}", name=state.signer,
                  example="Giám đốc")  # fmt: skip
        return say(lines(head, asked), digits=True)
    found = kept.of_unit(turn.db, its.code, its.year, its.office.id)
    now = None
    if found is not None and found.signer:
        now = t("So far: {name}, {post}.", name=found.signer, post=found.post or "")
    return say(lines(head, now, t("Who signs? Please write the full name.")), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    its = _its(turn, state)
    if its is None:
        return Done(say(rights.ended(turn)))
    said = words.read(turn, _LEAST, _LONGEST)
    if isinstance(said, Markup):
        return Again(said, state)
    said = " ".join(said.split())
    if state.signer is None:
        return Next(state.model_copy(update={"signer": said}))
    act = Act(its.movement, its.year, its.office, turn.me.id, turn.now, turn.zone)
    shut = dossiers.sign(turn.db, act, state.signer, said)
    if shut is not None:
        return Done(say(refused.closed(turn.t, shut, its.movement, its.year)))
    told = turn.t("The papers are signed by {name}, {post}.", name=state.signer, post=said)
    row = (button(turn.t("To the dossier"), f"{COMMAND} dossier{whose.behind(turn, its)}"),)
    return Done(say(told, row))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _its(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    its = _its(turn, state)
    if its is None:
        return None
    return continuing(turn, turn.t("the signer of {unit}.", unit=its.office.name), digits=True)


SIGNING = Dialogue("signing", 1, State, _ask, _take, _leave, _restart, _open, _brief)
