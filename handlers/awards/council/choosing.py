"""`/awards choose ID`, `/awards leave ID`: who goes to the vote, by the secretary, one by one.

Where that departs from the order a reason is asked for, which stands in the minutes.
"""

from __future__ import annotations

import re

from markupsafe import Markup
from pydantic import BaseModel

from handlers.awards.council import listing, sheet
from handlers.awards.council.saying import Saying
from handlers.awards.council.seat import nobody, nominee, only_secretary, seat, unknown
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Dialogue
from handlers.engine.turn import Outcome, Reply, Turn, button, lines, only, say
from locales.translator import N_
from services import choosing, shortlist
from services.choosing import Word
from services.shortlist import Listed

_SAID = re.compile(r"(\d{1,15})(?: (\d{1,15}))?", re.ASCII)
_REFUSED = {
    "moved": N_("This has changed meanwhile. Please look at it here."),
    "barred": N_("Whoever is not eligible, or not considered for now, cannot be voted on."),
    "same": N_("It stands so already."),
}


class State(BaseModel):
    """Of whom it is said, and what; `step`: the last word that was shown."""

    nomination: int
    chosen: bool
    step: int


def choose(turn: Turn, wanted: str) -> Outcome:
    """A nominee goes to the vote."""
    return _start(turn, wanted, chosen=True)


def leave_out(turn: Turn, wanted: str) -> Outcome:
    """A nominee does not go to the vote."""
    return _start(turn, wanted, chosen=False)


def _start(turn: Turn, wanted: str, *, chosen: bool) -> Outcome:
    at, said = seat(turn), _SAID.fullmatch(wanted)
    if at is None:
        return nobody(turn)
    if not at.secretary:
        return only_secretary(turn)
    found = _listed(turn, int(said[1])) if said else None
    if said is None or found is None:
        return unknown(turn)
    step = int(said[2]) if said[2] else (found.said.id if found.said else 0)
    state = State(nomination=found.nominee.id, chosen=chosen, step=step)
    return _said(turn, found, state, None)


def _listed(turn: Turn, nomination: int) -> Listed | None:
    at = seat(turn)
    found = nominee(turn, at, str(nomination)) if at and at.secretary else None
    if at is None or found is None:
        return None
    return shortlist.of(turn.db, at.movement, at.year, found.what, at.council, ()).find(found.id)


def _said(turn: Turn, found: Listed, state: State, reason: str | None) -> Outcome:
    at = seat(turn)
    if at is None:
        return nobody(turn)
    word = Word(state.nomination, state.chosen, reason, state.step)
    result = choosing.say(turn.db, at.movement, found, word, turn.me.id, turn.now, at.council)
    if result == "wants_reason":
        return engine.begin(turn, CHOOSING, state)
    if result == "gone":
        return unknown(turn)
    if result != "done":
        return only(sheet.page(turn, at, found.nominee, turn.t(_REFUSED[result])))
    return only(_done(turn, found, chosen=state.chosen))


def _done(turn: Turn, found: Listed, *, chosen: bool) -> Reply:
    """What stands now, and what is to be heeded; no button here undoes it."""
    t, at = turn.t, seat(turn)
    name = found.nominee.name
    said = t("{name} goes to the vote.", name=name) if chosen else t(
        "{name} does not go to the vote.", name=name)  # fmt: skip
    rows = (button(t("Back to the shortlist"), f"{COMMAND} shortlist {found.nominee.what}"),)
    if at is None:
        return say(said, rows)
    now = shortlist.of(turn.db, at.movement, at.year, found.nominee.what, at.council, ())
    return say(lines(said, *listing.warnings(turn, now)), rows)


def _head(turn: Turn, state: State) -> Markup | None:
    found = _listed(turn, state.nomination)
    if found is None:
        return None
    text = turn.t("{name} goes to the vote.", name=found.nominee.name) if state.chosen else turn.t(
        "{name} does not go to the vote.", name=found.nominee.name)  # fmt: skip
    return Markup("<b>{}</b>").format(text)


def _asked(turn: Turn, _state: State) -> Markup:
    return turn.t("This departs from the order. Please write the reason; it stands in the minutes.")


def _keep(turn: Turn, state: State, said: str) -> Reply:
    found = _listed(turn, state.nomination)
    if found is None:
        return unknown(turn).replies[0]
    return _said(turn, found, state, said).replies[0]


def _what(turn: Turn, _state: State) -> Markup:
    return turn.t("the reason for a choice.")


def _open(turn: Turn, state: State) -> bool:
    return _listed(turn, state.nomination) is not None


_SAYING = Saying(_head, _asked, _keep, _what)
CHOOSING = Dialogue("choosing", 1, State, _SAYING.ask, _SAYING.take, _SAYING.leave,
                    _SAYING.restart, _open, _SAYING.brief)  # fmt: skip
