"""An office proposes somebody: why, in its own words, and whether another movement does too.

What stands against them is looked at when it begins and when it ends. Nothing is refused by a hold.
"""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import words
from handlers.awards.office import card, direct, refused, whose
from handlers.awards.office.whom import Whom, eligible, found_again
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, continuing, lines, only, say
from services import nominations
from services.eligibility import Eligible
from services.nominations import LONGEST, SHORTEST, Refused, Why, Wish


class State(BaseModel):
    """By which office, of which year, whom, and why."""

    office: int
    year: int
    unit: int
    person: int | None = None
    ground: str | None = None


def begin(turn: Turn, its: Its, whom: Whom, ground: str | None = None) -> Outcome:
    """Ask why, unless it was said already; or say why they cannot be proposed."""
    found = eligible(turn, its, whom)
    why = _why(turn, its, whom, found)
    if why is not None:
        told = refused.nomination(turn.t, why, found, whom.name, whom.of, its.movement, its.year)
        return only(say(told, (button(turn.t("Back"), COMMAND),)))
    state = State(office=its.office.id, year=its.year, unit=whom.unit.id, person=whom.person)
    if ground is None:
        return engine.begin(turn, NOMINATING, state)
    said = words.fits(turn, ground, SHORTEST, LONGEST)
    if isinstance(said, Markup):
        return engine.begin(turn, NOMINATING, state, said)
    return engine.begin(turn, NOMINATING, state.model_copy(update={"ground": said}))


def _why(turn: Turn, its: Its, whom: Whom, found: Eligible) -> Why | None:
    shut = whose.shut(turn, its, whom.of)
    if shut is not None or found.why is not None:
        return shut or found.why
    if whom.person is None:
        return None
    left = nominations.left(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)
    return "no_place" if left < 1 else None


def _found(turn: Turn, state: State) -> tuple[Its, Whom] | None:
    its = whose.again(turn, state.office, state.year)
    whom = found_again(turn, its, state.unit, state.person) if its else None
    return None if its is None or whom is None else (its, whom)


def _ask(turn: Turn, state: State) -> Reply:
    found, t = _found(turn, state), turn.t
    if found is None:
        return say(rights.ended(turn))
    its, whom = found
    head = card.about(turn, its, whom, eligible(turn, its, whom))
    if state.ground is None:
        asked = t("What has been achieved? Please write it in {least} to {most} characters; it "
                  "stands in the proposal.", least=SHORTEST, most=LONGEST)  # fmt: skip
        return say(lines(head, Markup(""), asked), digits=True)
    said = t("Reason: {reason}", reason=state.ground)
    asked = t("Is {name} proposed elsewhere for the same achievement, by another movement?",
              name=whom.name)  # fmt: skip
    # Neither a number nor a sticker proposes anybody.
    yes, no = button(t("Yes, elsewhere too"), "yes"), button(t("No, only here"), "no")
    return say(lines(head, said, Markup(""), asked), (no, yes), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    found = _found(turn, state)
    if found is None:
        return Done(say(rights.ended(turn)))
    if state.ground is None:
        said = words.read(turn, SHORTEST, LONGEST)
        if isinstance(said, Markup):
            return Again(said, state)
        return Next(state.model_copy(update={"ground": said}))
    if turn.word not in ("yes", "no"):
        return Again(turn.t("Please answer yes or no."), state)
    return Done(_proposed(turn, state, *found))


def _proposed(turn: Turn, state: State, its: Its, whom: Whom) -> Reply:
    t, elsewhere = turn.t, turn.word == "yes"
    wish = Wish(its.office, its.year, whom.unit.id, whom.person, state.ground or "", elsewhere)
    made = nominations.nominate(turn.db, its.movement, wish, turn.me.id, turn.now, turn.zone)
    if isinstance(made, Refused):
        why = refused.nomination(t, made.why, made.eligible, whom.name, whom.of, its.movement,
                                 its.year)  # fmt: skip
        return say(why, (button(t("Back"), COMMAND),))
    text = lines(
        t("Proposed: {name}.", name=whom.name),
        t("Reason: {reason}", reason=state.ground or ""),
        t("Proposed elsewhere too: several awards for one achievement are not given. The Council "
          "sees this.") if elsewhere else None,
        direct.reminder(turn, its),
    )  # fmt: skip
    return say(text, _on(turn, its))


def _on(turn: Turn, its: Its) -> tuple[Choice, ...]:
    """The ways on; the Council's own unit has no dossier."""
    t, behind = turn.t, whose.behind(turn, its)
    another = button(t("Nominate another"), f"{COMMAND} nominate{behind}")
    if its.besides is not None:
        return (another, button(t("Back"), COMMAND))
    return (another, button(t("To the dossier"), f"{COMMAND} dossier{behind}"))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nobody was proposed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nobody was proposed.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    found = _found(turn, state)
    if found is None:
        return None
    return continuing(turn, turn.t("the proposal of {name}.", name=found[1].name), digits=True)


NOMINATING = Dialogue("nominating", 1, State, _ask, _take, _leave, _restart, _open, _brief)
