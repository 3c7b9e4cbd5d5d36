"""The first questions to somebody who has joined: the language, then consent in that language."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, continuing, lines, only, say
from handlers.kinds import label
from handlers.succession import arrived
from locales.fold import fold
from locales.translator import Translator, languages, own_name, translator
from storage import access, people, sent_choices
from storage.outbox import Address


class State(BaseModel):
    """`step`: which of the two questions is open; "declined": the answer to the second was no."""

    step: Literal["consent", "language", "declined"] = "consent"


def bind(turn: Turn, person_id: int) -> Outcome:
    """Make this account the person's, and greet its new owner."""
    message = turn.incoming
    to = Address(message.channel, message.bot, message.chat)
    person = people.by_id(turn.db, person_id)
    if person is None:
        return only(say(turn.t("This person is no longer on the roster.")))
    access.give(turn.db, person_id, to, message.sender, turn.now)
    joined = rights.become(turn, person)
    greeting = _known(joined) if person.consented_at else engine.begin(joined, JOINING, _FIRST)
    [reply] = greeting.replies
    last = reply.model_copy(update={"forget_phone": sent_choices.asked_phone(turn.db, to)})
    return replace(greeting, replies=(last,), reader=person)


def _known(turn: Turn) -> Outcome:
    """Somebody who had agreed before; perhaps something is theirs from now on."""
    there, notices = arrived.arrived(turn)
    return only(welcome(there), *notices)


def resume(turn: Turn) -> Outcome:
    """Ask for consent where it is still missing."""
    return engine.begin(turn, JOINING, State())


def declined(turn: Turn) -> Outcome:
    """No consent: from now on one line says so, and the question waits until it is wanted."""
    return engine.begin(turn, JOINING, State(step="declined"))


def welcome(turn: Turn) -> Reply:
    """What can be done by somebody who has joined."""
    t = turn.t
    rows = []
    if turn.me.roles() & {"head", "officer"}:
        rows.append((button(t("Report"), "/report"),))
    if turn.me.roles() & {"officer", "office"}:
        rows.append((button(t("Reports to check"), "/review"),))
    rows.append((button(t("Standings"), "/standings"),))
    return say(t("All set, {name}. What is next?", name=turn.me.name), *rows)


def unit_names(turn: Turn) -> Markup:
    """The units in which the person has a role."""
    return turn.t.listing(dict.fromkeys(unit.name for unit in rights.units_of(turn)))


def _readers(turn: Turn) -> Markup:
    """Those who check what a unit at the bottom reports, and the Council."""
    t, movement = turn.t, turn.movement
    above = movement.tree.above(movement.tree.lowest)
    return t.row([*(label(t, movement, one) for one in above if movement.reporter(one)),
                  t("the Council")])  # fmt: skip


def _choose(around: Translator, code: str) -> Markup:
    """Nobody knows yet which language is read, so it is asked in each, in its own direction."""
    t = translator(code)
    asked = t("Please choose a language.")
    return asked if t.direction == around.direction else Markup("\u2068{}\u2069").format(asked)


def _ask(turn: Turn, state: State) -> Reply:
    t = turn.t
    if state.step == "declined":
        return say(_without(turn), (button(turn.t("See it again"), "/start"),))
    if state.step == "language":
        rows = [(Choice(label=own_name(code), says=code),) for code in languages()]
        return say(lines(*(_choose(t, code) for code in languages())), *rows)
    return say(
        lines(
            t("Hello, {name}. {units}", name=turn.me.name, units=unit_names(turn)),
            Markup(""),
            t("Kept: name, phone number, role, the figures sent here, and when."),
            t("Seen by: {readers}. Places are public.", readers=_readers(turn)),
            t("Never asked for: passwords, OTP codes, identity numbers, names of borrowers."),
            Markup(""),
            t("Is that agreed?"),
        ),
        (
            button(t("Agreed"), "yes"),
            button(t("Not agreed"), "no"),
        ),
    )


def _take(turn: Turn, state: State) -> Taken:
    if state.step == "language":
        return _take_language(turn, state)
    if turn.word == "yes" and state.step == "declined":
        return Next(State())  # what is agreed to was not shown, or long ago
    if turn.word == "yes":
        people.consent(turn.db, turn.me.id, turn.now)
        there, notices = arrived.arrived(turn)
        return Done(welcome(there), notices)
    if turn.word == "no" or state.step == "declined":
        return Next(State(step="declined"))
    return Again(turn.t("Please answer yes or no."), state)


def _take_language(turn: Turn, state: State) -> Taken:
    said = fold(turn.text)
    code = next((c for c in languages() if said in (c, fold(own_name(c)))), None)
    if code is None:
        return Again(turn.t("That language is not there yet."), state)
    people.speak(turn.db, turn.me.id, code)
    there = replace(turn, t=translator(code))
    if turn.me.consented_at is not None:
        return Done(welcome(there))
    asked = resume(there)
    return Done(asked.replies[0], instead=asked)


def _without(turn: Turn) -> Markup:
    return turn.t("Without consent nothing can be reported here. It can be given at any time.")


def _leave(turn: Turn, state: State) -> Markup:
    return turn.t("Cancelled.") if state.step == "language" else _without(turn)


def _open(turn: Turn, _state: State) -> bool:
    return turn.person is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    """Before a language is chosen nobody knows in which a line could be read: then all of it."""
    if state.step != "consent":
        return None
    return continuing(turn, turn.t("consent to what is kept here."))


_FIRST = State(step="language")
JOINING = Dialogue("joining", 1, State, _ask, _take, _leave, resume, _open, _brief)
