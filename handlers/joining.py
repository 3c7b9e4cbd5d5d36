"""Joining: an invitation code or one's own phone number. Consent follows (`consent`)."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from handlers import account_link, consent, overtaking
from handlers.engine.turn import Outcome, Reply, Turn, lines, only, say
from storage import access, codes, invitations, people, phones
from storage.invitations import Named

HOUR = timedelta(hours=1)


def start(turn: Turn, words: str) -> Outcome:
    """`/start CODE` binds this account to a person; without a code it says where one stands."""
    found = _named(turn, words) if words else None
    if words and not _mine(turn, found):
        return _redeem(turn, found)
    if turn.person is None:
        return stranger(turn)
    if turn.person.consented_at is None:
        return consent.resume(turn)
    return only(consent.welcome(turn))


def stranger(turn: Turn) -> Outcome:
    """A code or one's own number joins; else a useful answer and nothing else."""
    if turn.incoming.kind == "contact":
        return _by_phone(turn)
    code = codes.found(turn.text)
    return only(greeting(turn)) if code is None else _redeem(turn, _named(turn, code))


def greeting(turn: Turn) -> Reply:
    """What this is, and how one joins."""
    t = turn.t
    text = lines(
        t("Hello! This is the emulation reporting assistant."),
        t("It is for invited people. Please send the invitation code, for example {example}.",
          example=Markup("<code>/start K7QM-3TXP-9HWD</code>")),
        t("Without a code, please ask the transaction office."),
    )  # fmt: skip
    return Reply(text=str(text), ask_phone=str(t("Share my phone number")))


def _named(turn: Turn, words: str) -> Named | None:
    return invitations.named(turn.db, codes.found(words) or words, turn.now)


def _mine(turn: Turn, found: Named | None) -> bool:
    """Tapping one's own link again is no guess, and there is nothing to do."""
    return found is not None and turn.person is not None and found.person_id == turn.person.id


def _redeem(turn: Turn, found: Named | None) -> Outcome:
    """A code that is good binds, or somebody is asked first; whatever else is a guess."""
    if (wait := _wait(turn)) is not None:
        return only(say(_too_many(turn, wait)))
    if found is not None and found.open:
        if turn.person is not None:
            return overtaking.ask(turn, found.person_id, found.id)
        return overtaking.claim(turn, found.person_id, found.id)
    # A used code counts as a guess: nobody is to be pestered with it.
    message = turn.incoming
    invitations.failed(turn.db, message.channel, message.bot, message.sender, turn.now)
    if found is not None and found.used and account_link.needed(turn, found.person_id):
        if turn.person is not None:
            return overtaking.ask(turn, found.person_id, None)
        return account_link.ask(turn, found.person_id, None)
    return only(say(overtaking.invalid(turn)))


def _wait(turn: Turn) -> timedelta | None:
    message = turn.incoming
    return invitations.blocked(turn.db, message.channel, message.bot, message.sender, turn.now)


def _too_many(turn: Turn, wait: timedelta) -> Markup:
    if wait > HOUR:
        return turn.t("Too many wrong codes. Please try again tomorrow, or ask the office.")
    return turn.t("Too many wrong codes. Please try again in an hour, or ask the office.")


def _by_phone(turn: Turn) -> Outcome:
    shared = turn.incoming.shared_phone
    if shared is None:
        return only(say(turn.t("Only one's own number can be used. Please use the button.")))
    number = phones.shared(shared)
    found = people.by_phone(turn.db, number) if number else []
    if len(found) > 1:
        return only(say(turn.t("Several people have this number. Please send the invitation code; "
                               "the transaction office gives it.")))  # fmt: skip
    if not found:
        return only(
            say(turn.t("This phone is not registered. Please contact the transaction office."))
        )
    [person] = found
    if account_link.needed(turn, person.id):
        wait = _wait(turn)
        return (
            account_link.by_phone(turn, person.id)
            if wait is None
            else only(say(_too_many(turn, wait)))
        )
    if access.by_code_only(turn.db, person.id):
        return only(say(turn.t("With this number somebody has joined already. Please send an "
                               "invitation code; the transaction office gives it.")))  # fmt: skip
    return consent.bind(turn, person.id)
