"""How often the standings are sent to a Council member: the choices, and the ways to them."""

from __future__ import annotations

from handlers import rights
from handlers.engine.turn import Choice, Turn, button
from locales.translator import N_, Translator
from storage import subscriptions
from storage.person import Person
from storage.units import Unit

FREQUENCIES = {
    "daily": N_("Every day"),
    "weekly": N_("Every Monday"),
    "deadline": N_("After each deadline"),
    "off": N_("Never"),
}


def offer(turn: Turn) -> tuple[Choice, ...]:
    """The way to it, with what is chosen now; nothing for those to whom none are sent."""
    if turn.person is None or not subscribes_for(turn.person):
        return ()
    now = subscriptions.of(turn.db, turn.person.id) or "off"
    label = turn.t("Sent regularly: {when}", when=turn.t(FREQUENCIES[now]))
    return (button(turn.t("Have them sent") if now == "off" else label, "/subscribe"),)


def stop(t: Translator) -> tuple[Choice, ...]:
    """One tap, and they are sent no more."""
    return (button(t("Send them no more"), "/subscribe off"),)


def subscribes_for(person: Person) -> tuple[Unit, ...]:
    """The units whose standings are sent to this person, if they want them."""
    held = (assignment.unit for assignment in person.assignments)
    return tuple(one for one in held if rights.may(person, "subscribe", one))
