"""Joining: an invitation code or one's own phone number, consent, language."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from handlers import dialogue as engine
from handlers import linking, rights
from handlers.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from locales.fold import fold
from locales.translator import languages, own_name, translator
from storage import invitations, people
from storage.outbox import Address


class State(BaseModel):
    """`step`: which of the two questions is open."""

    step: Literal["consent", "language"] = "consent"


def start(turn: Turn, code: str) -> Outcome:
    """`/start CODE` binds this account to a person; without a code it says where one stands."""
    if code and not _own(turn, code):
        return _redeem(turn, code)
    if turn.person is None:
        return stranger(turn)
    if turn.person.consented_at is None:
        return resume(turn)
    return only(_welcome(turn))


def stranger(turn: Turn) -> Outcome:
    """A useful answer to somebody who is not on the roster, and nothing else."""
    t = turn.t
    if turn.incoming.kind == "contact":
        return _by_phone(turn)
    text = lines(
        t("Hello! This is the emulation reporting assistant."),
        t("It is for invited people. Please send the invitation code, for example {example}.",
          example=Markup("<code>/start K7QM-3TXP-9HWD</code>")),
        t("Without a code, please ask the transaction office."),
    )  # fmt: skip
    return only(Reply(text=str(text), ask_phone=str(t("Share my phone number"))))


def resume(turn: Turn) -> Outcome:
    """Ask for consent where it is still missing."""
    return engine.begin(turn, JOINING, State())


def _own(turn: Turn, code: str) -> bool:
    person = turn.person
    return person is not None and invitations.was_used_by(turn.db, code, person.id)


def _redeem(turn: Turn, code: str) -> Outcome:
    message = turn.incoming
    if invitations.blocked(turn.db, message.channel, message.bot, message.sender, turn.now):
        why = turn.t("Too many wrong codes. Please try again in an hour, or ask the office.")
        return only(say(why))
    person_id = invitations.redeem(turn.db, code, turn.now)
    known = person_id or invitations.owner(turn.db, code)
    if person_id is None:  # a used code counts as a guess: nobody is to be pestered with it
        invitations.failed(turn.db, message.channel, message.bot, message.sender, turn.now)
    if known is not None and linking.needed(turn, known):
        return linking.ask(turn, known)
    if person_id is None:
        return only(
            say(turn.t("That code is not valid: it may be mistyped, used or expired. "
                       "Please check it, or ask the transaction office for a new one."))
        )  # fmt: skip
    return _bind(turn, person_id)


def _by_phone(turn: Turn) -> Outcome:
    phone = turn.incoming.shared_phone
    if phone is None:
        return only(say(turn.t("Only one's own number can be used. Please use the button.")))
    found = people.by_phone(turn.db, phone)
    if len(found) != 1:
        return only(
            say(turn.t("This phone is not registered. Please contact the transaction office."))
        )
    return _bind(turn, found[0].id)


def _bind(turn: Turn, person_id: int) -> Outcome:
    message = turn.incoming
    to = Address(message.channel, message.bot, message.chat)
    people.bind(turn.db, person_id, to, message.sender, turn.now)
    person = people.by_id(turn.db, person_id)
    if person is None:
        return only(say(turn.t("This person is no longer on the roster.")))
    joined = rights.become(turn, person)
    if person.consented_at is None:
        return replace(resume(joined), reader=person)
    return replace(only(_welcome(joined)), reader=person)


def _ask(turn: Turn, state: State) -> Reply:
    t = turn.t
    if state.step == "language":
        rows = [(Choice(label=own_name(code), says=code),) for code in languages()]
        return say(t("Please choose a language."), *rows)
    return say(
        lines(
            t("Hello, {name}. {units}", name=turn.me.name, units=_units(turn)),
            Markup(""),
            t("Kept: name, phone number, role, the figures sent here, and when."),
            t("Seen by: the commune, the transaction office and the Council; places are public."),
            t("Never asked for: passwords, OTP codes, identity numbers, names of borrowers."),
            Markup(""),
            t("Is that agreed?"),
        ),
        (
            button(t("Agreed"), "yes"),
            button(t("Not agreed"), "no"),
        ),
    )


def _units(turn: Turn) -> str:
    return ", ".join(unit.name for unit in rights.units_of(turn))


def _take(turn: Turn, state: State) -> Taken:
    if state.step == "language":
        return _take_language(turn, state)
    if turn.word == "yes":
        people.consent(turn.db, turn.me.id, turn.now)
        return Next(State(step="language"), turn.t("Thank you."))
    if turn.word == "no":
        return Done(say(_leave(turn, state), (Choice(label="/start", says="/start"),)))
    return Again(turn.t("Please answer yes or no."), state)


def _take_language(turn: Turn, state: State) -> Taken:
    said = fold(turn.text)
    code = next((c for c in languages() if said in (c, fold(own_name(c)))), None)
    if code is None:
        return Again(turn.t("That language is not there yet."), state)
    people.speak(turn.db, turn.me.id, code)
    return Done(_welcome(replace(turn, t=translator(code))))


def _welcome(turn: Turn) -> Reply:
    t = turn.t
    rows = []
    if turn.me.roles() & {"head", "officer"}:
        rows.append((button(t("Report"), "/report"),))
    if turn.me.roles() & {"officer", "office"}:
        rows.append((button(t("Reports to check"), "/review"),))
    rows.append((button(t("Standings"), "/standings"),))
    return say(t("All set, {name}. What is next?", name=turn.me.name), *rows)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Without consent nothing can be reported here. It can be given at any time.")


def _open(turn: Turn, _state: State) -> bool:
    return turn.person is not None


JOINING = Dialogue("joining", 1, State, _ask, _take, _leave, resume, _open)
