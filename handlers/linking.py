"""A further account of somebody who has one: it is added when the first one says so."""

from __future__ import annotations

from handlers.turn import Notice, Outcome, Reply, Turn, button, only, say
from locales.translator import Translator
from storage import links, people
from storage.outbox import Address


def needed(turn: Turn, person_id: int) -> bool:
    """Whether the person can be asked in another account."""
    at = people.address(turn.db, person_id)
    message = turn.incoming
    here = (message.channel, message.bot, message.chat)
    return at is not None and (at.channel, at.bot, at.chat) != here


def ask(turn: Turn, person_id: int) -> Outcome:
    """Keep the request, and ask in the account that was last used."""
    message = turn.incoming
    at = Address(message.channel, message.bot, message.chat)
    number = links.ask(turn.db, person_id, at, message.sender, turn.now)
    where = message.channel.capitalize()

    def question(t: Translator) -> Reply:
        text = t("Another account ({channel}) was opened with this invitation. Is it to be added?",
                 channel=where)  # fmt: skip
        yes, no = button(t("Add it"), f"/link {number} yes"), button(t("No"), f"/link {number} no")
        # In words only: a number that answers an older list must never add an account.
        return say(text, (yes, no), digits=True)

    told = turn.t("Please confirm it in the chat used so far. Then this account is added.")
    return only(say(told), Notice(person_id, question, f"link:{number}", lasts=links.OPEN))


def start(turn: Turn, words: str) -> Outcome:
    """`/link NUMBER yes|no`: a button of the question above."""
    number, _, answer = words.partition(" ")
    found = None
    if number.isdecimal() and len(number) < 18:
        found = links.settle(turn.db, int(number), turn.me.id, turn.now)
    if found is None:
        return only(say(turn.t("That request is no longer open.")))
    if answer != "yes":
        return only(say(turn.t("The other account was not added.")))
    at, sender = found
    people.bind(turn.db, turn.me.id, at, sender, turn.now)

    def welcome(t: Translator) -> Reply:
        text = t("This account is added. Both can be used from now on.")
        return say(text, (button(t("Report"), "/report"), button(t("Standings"), "/standings")))

    added = turn.t("Added. Both accounts can be used from now on.")
    return only(say(added), Notice(turn.me.id, welcome, f"linked:{number}"))
