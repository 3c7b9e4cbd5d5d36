"""An account that is somebody's is to become another person's: not before its owner says yes.

The code stays good until then. Where the other person has an account, a yes is needed there too.
"""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import account_link, consent
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from storage import invitations


class State(BaseModel):
    """Who was asked, for whom, by which invitation (None: by a used one)."""

    owner: int
    person: int
    invitation: int | None


def ask(turn: Turn, person_id: int, invitation_id: int | None) -> Outcome:
    """Say whose account this is, and ask its owner."""
    state = State(owner=turn.me.id, person=person_id, invitation=invitation_id)
    return engine.begin(turn, OVERTAKING, state)


def claim(turn: Turn, person_id: int, invitation_id: int | None) -> Outcome:
    """Spend the code and bind, or ask the person first in the account that is theirs."""
    if account_link.needed(turn, person_id):
        return account_link.ask(turn, person_id, invitation_id)
    if invitation_id is None or invitations.spend(turn.db, invitation_id, turn.now) is None:
        return only(say(invalid(turn)))
    return consent.bind(turn, person_id)


def invalid(turn: Turn) -> Markup:
    """What is said to a code that opens nothing."""
    return turn.t("That code is not valid: it may be mistyped, used or expired. "
                  "Please check it, or ask the transaction office for a new one.")  # fmt: skip


def _ask(turn: Turn, _state: State) -> Reply:
    t = turn.t
    text = lines(
        t("This account is {name}'s ({units}).", name=turn.me.name, units=consent.unit_names(turn)),
        t("The invitation is another person's. Nothing has changed so far."),
        Markup(""),
        t("Is this account to become the other person's? {name} can then no longer use it.",
          name=turn.me.name),
    )  # fmt: skip
    # Neither a number nor a sticker: what was meant for something else must not give it away.
    yes, no = button(t("Yes, give it away"), "give"), button(t("No"), "no")
    return say(text, (yes,), (no,), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    if state.owner != turn.me.id or turn.word in ("no", "cancel"):
        return Done(say(_leave(turn, state)))
    if turn.word == "yes" or turn.text == "give":
        found = claim(turn, state.person, state.invitation)
        return Done(found.replies[0], instead=found)
    return Again(turn.t("Please answer yes or no."), state)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed. The invitation stays good for its person.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("That request is no longer open.")))


def _open(turn: Turn, state: State) -> bool:
    return turn.person is not None and turn.person.id == state.owner


def _brief(turn: Turn, _state: State) -> Reply:
    what = turn.t("whether this account is to become another person's.")
    return continuing(turn, what, digits=True)


OVERTAKING = Dialogue("overtaking", 1, State, _ask, _take, _leave, _restart, _open, _brief)
