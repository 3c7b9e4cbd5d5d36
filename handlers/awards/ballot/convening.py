"""A sitting is convened: on whom, by which settings, each of which the secretary can change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.ballot import told, wording
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, continuing, lines, only, say
from scoring.award_rows import Of
from scoring.shares import MAJORITIES, QUORUMS
from services.sittings import convening
from services.sittings.convening import Round
from services.sittings.settings import BASES, Settings
from storage import proposed, sittings

_PLACE = 120
_YES_NO = ("yes", "no")
_SET = "set:"
"""In front of a setting's name: by itself one may be a word for a command."""
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "quorum": QUORUMS, "passes": MAJORITIES, "base": BASES, "written": _YES_NO,
    "shrinks": _YES_NO, "over": ("refuse", "invalid"), "place": (),
}  # fmt: skip


class State(BaseModel):
    """On whom, of which year; the settings so far; which of them is asked for."""

    movement: str
    year: int
    unit: int
    what: Of
    settings: Settings
    tie: int | None = None
    place: str | None = None
    field: str | None = None


def begin(turn: Turn, of: Round, settings: Settings) -> Outcome:
    """Show on whom and how, before it is convened."""
    state = State(movement=of.code, year=of.year, unit=of.council.id, what=of.what,
                  settings=settings, tie=of.tie.id if of.tie else None)  # fmt: skip
    return engine.begin(turn, CONVENING, state)


def _round(turn: Turn, state: State) -> Round | None:
    unit = rights.unit_above(turn, state.unit, "convene")
    movement = next((one for one in turn.live.all if one.code == state.movement), None)
    tie = sittings.by_id(turn.db, state.tie) if state.tie else None
    if unit is None or movement is None or (state.tie and tie is None):
        return None
    return Round(movement.in_year(state.year), state.year, unit, state.what, tie)


def _ask(turn: Turn, state: State) -> Reply:
    of, t = _round(turn, state), turn.t
    if of is None:
        return say(rights.ended(turn))
    if state.field == "place":
        return say(t("Where, and at what time? Please write it in a line."), digits=True)
    if state.field is not None:
        options = OPTIONS[state.field]
        rows = [(button(_option(turn, state.field, one), one),) for one in options]
        return say(_name(turn, state.field), *rows)
    return _overview(turn, of, state)


def _overview(turn: Turn, of: Round, state: State) -> Reply:
    t, wanted = turn.t, convening.cases(turn.db, of)
    cases = [proposed.by_id(turn.db, one, of.code) for one in wanted]
    text = lines(
        wording.bold(_title(turn, of)),
        *(t("{n}. {name}", n=n, name=one.name) for n, one in enumerate(cases, 1) if one),
        Markup(""),
        t("Places: {n}", n=convening.places(turn.db, of)),
        *wording.rules(t, state.settings),
        t("Place: {place}", place=state.place) if state.place else None,
        Markup(""),
        t("With the sitting these settings are fixed. Is it to be convened?"),
    )
    rows: list[tuple[Choice, ...]] = [(button(t("Convene"), "convene"), button(t("No"), "no"))]
    rows += [(_change(turn, field),) for field in OPTIONS]
    return say(text, *rows)


def _title(turn: Turn, of: Round) -> Markup:
    t = turn.t
    if of.what == "collective":
        return t("Convene the Council on collectives of {year}", year=of.year)
    return t("Convene the Council on persons of {year}", year=of.year)


def _change(turn: Turn, field: str) -> Choice:
    return button(turn.t("Change: {name}", name=_name(turn, field)), _SET + field)


def _name(turn: Turn, field: str) -> Markup:
    t = turn.t
    return {
        "quorum": t("Quorum of members"), "passes": t("Share of yes votes needed"),
        "base": t("Of whom it is a share"), "written": t("Opinions in writing count"),
        "shrinks": t("Recusal makes the base smaller"),
        "over": t("A ballot with more yes than places"), "place": t("Place and time"),
    }[field]  # fmt: skip


def _option(turn: Turn, field: str, said: str) -> Markup:
    t = turn.t
    if field in ("quorum", "passes"):
        return wording.share(t, said)
    if said == "refuse":
        return t("is refused when it is cast")
    if said == "invalid":
        return t("is invalid as a whole")
    if said in _YES_NO:
        return t("Yes") if said == "yes" else t("No")
    return wording.base(t, "valid" if said == "valid" else "present" if said == "present"
                        else "entitled")  # fmt: skip


def _take(turn: Turn, state: State) -> Taken:
    of = _round(turn, state)
    if of is None:
        return Done(say(rights.ended(turn)))
    if state.field is not None:
        return _take_option(turn, state, state.field)
    field = turn.text.removeprefix(_SET)
    if turn.text.startswith(_SET) and field in OPTIONS:
        return Next(state.model_copy(update={"field": field}))
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.text != "convene" and turn.word != "yes":
        return Again(turn.t("Please choose what is to be done."), state)
    return _convene(turn, of, state)


def _take_option(turn: Turn, state: State, field: str) -> Taken:
    said = turn.word if OPTIONS[field] == _YES_NO else turn.text
    if field == "place":
        place = turn.text.strip()[:_PLACE]
        return Next(state.model_copy(update={"place": place or None, "field": None}))
    if said not in OPTIONS[field]:
        return Again(turn.t("Please choose one of these."), state)
    value: Any = said == "yes" if OPTIONS[field] == _YES_NO else said
    changed = state.settings.model_copy(update={field: value})
    return Next(state.model_copy(update={"settings": changed, "field": None}))


def _convene(turn: Turn, of: Round, state: State) -> Taken:
    t = turn.t
    made = convening.convene(turn.db, of, state.settings, turn.me.id, turn.now, state.place)
    if isinstance(made, str):
        return Done(say(why_not(turn, made)))
    sitting = sittings.by_id(turn.db, made)
    if sitting is not None:
        told.queue(turn.db, told.CODE, sitting, told.seated(turn.db, sitting), turn.now)
    said = t("Convened. Every member gets the cases and a closing code, and says whether one "
             "comes.")  # fmt: skip
    return Done(say(said, (button(t("See the sitting"), f"/awards convene sitting #{made}"),)))


def why_not(turn: Turn, why: convening.Why) -> Markup:
    """Why a sitting cannot be convened."""
    t = turn.t
    return {
        "none": t("Nobody has been chosen for the vote so far."),
        "members": t("The Council has no members on the roster."),
        "places": t("All places of this year are taken."),
        "under_way": t("A sitting on them is under way already."),
        "changed": t("An earlier result is not as it was fixed: its digest differs. Nothing can be "
                     "convened on top of it."),
    }[why]  # fmt: skip


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was convened.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was convened.")))


def _open(turn: Turn, state: State) -> bool:
    return _round(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    of = _round(turn, state)
    return None if of is None else continuing(turn, _title(turn, of))


CONVENING = Dialogue("convening", 1, State, _ask, _take, _leave, _restart, _open, _brief)
