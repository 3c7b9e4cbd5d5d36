"""An account asks to become a person's who has one: it is added when that one says so."""

from __future__ import annotations

from handlers.engine.turn import Notice, Outcome, Reply, Turn, button, only, say
from locales.translator import N_, Translator
from storage import access, account_links, invitations, people, sent_choices
from storage.outbox import Address


def needed(turn: Turn, person_id: int) -> bool:
    """Whether the person can be asked in another account."""
    at = people.address(turn.db, person_id)
    message = turn.incoming
    here = (message.channel, message.bot, message.chat)
    return at is not None and (at.channel, at.bot, at.chat) != here


def ask(turn: Turn, person_id: int, invitation_id: int | None) -> Outcome:
    """Keep the request of a code's holder, and ask; the code is spent only by the yes."""
    text = N_("Another account ({channel}) was opened with this invitation. Is it to be added?")
    return _ask(turn, person_id, invitation_id, text)


def by_phone(turn: Turn, person_id: int) -> Outcome:
    """The same for who shared the person's number: numbers are given out anew."""
    text = N_("Another account ({channel}) shared the phone number that is registered here. "
              "Is it to be added?")  # fmt: skip
    return _ask(turn, person_id, None, text)


def _ask(turn: Turn, person_id: int, invitation_id: int | None, text: str) -> Outcome:
    """Ask in the account that was last used. Asking again within a day counts as a guess."""
    message = turn.incoming
    at = Address(message.channel, message.bot, message.chat)
    if account_links.asked_before(turn.db, person_id, at, message.sender, turn.now):
        invitations.failed(turn.db, message.channel, message.bot, message.sender, turn.now)
    number = account_links.ask(turn.db, person_id, at, message.sender, turn.now, invitation_id)
    where = message.channel.capitalize()

    def question(t: Translator) -> Reply:
        yes, no = button(t("Add it"), f"/link {number} yes"), button(t("No"), f"/link {number} no")
        # In words only: a number that answers an older list must never add an account.
        return say(t(text, channel=where), (yes, no), digits=True)

    told = turn.t("Please confirm it in the chat used so far. Then this account is added.")
    return only(say(told), Notice(person_id, question, f"link:{number}", lasts=account_links.OPEN))


def start(turn: Turn, words: str) -> Outcome:
    """`/link NUMBER yes|no`: a button of the question above."""
    number, _, answer = words.partition(" ")
    found = None
    if number.isdecimal() and len(number) < 18 and turn.person is not None:
        found = account_links.settle(turn.db, int(number), turn.me.id, turn.now)
    if found is None:
        return only(say(turn.t("That request is no longer open.")))
    if answer != "yes":
        return only(say(turn.t("The other account was not added.")))
    if found.invitation_id and not invitations.spend(turn.db, found.invitation_id, turn.now):
        return only(say(turn.t("That request is no longer open.")))
    access.give(turn.db, turn.me.id, found.at, found.sender, turn.now)
    asked = sent_choices.asked_phone(turn.db, found.at)

    def welcome(t: Translator) -> Reply:
        text = t("This account is added. Both can be used from now on.")
        rows = (button(t("Report"), "/report"), button(t("Standings"), "/standings"))
        return say(text, rows).model_copy(update={"forget_phone": asked})

    added = turn.t("Added. Both accounts can be used from now on.")
    return only(say(added), Notice(turn.me.id, welcome, f"linked:{number}"))
