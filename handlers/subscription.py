"""`/standings subscribe`: council members choose how often they get the standings."""

from __future__ import annotations

from handlers import rights
from handlers.engine.turn import Outcome, Turn, button, only, say
from locales.fold import fold
from locales.translator import N_
from storage import subscriptions

FREQUENCIES = {
    "daily": N_("Every day"),
    "weekly": N_("Every Monday"),
    "deadline": N_("After each deadline"),
    "off": N_("Never"),
}


def start(turn: Turn, wanted: str) -> Outcome:
    """Without a word it shows the choices; with one it takes it."""
    t = turn.t
    if not rights.subscribes_for(turn.me):
        return only(say(t("Only Council members get the standings sent.")))
    chosen = fold(wanted)
    if chosen in FREQUENCIES:
        subscriptions.put(turn.db, turn.me.id, None if chosen == "off" else chosen)
        if chosen == "off":
            return only(say(t("Standings are not sent.")))
        return only(say(t("Standings are sent: {when}.", when=t(FREQUENCIES[chosen]))))
    now = subscriptions.of(turn.db, turn.me.id) or "off"
    rows = [
        (button(t(label), f"/standings subscribe {code}"),) for code, label in FREQUENCIES.items()
    ]
    return only(say(t("How often are the standings to be sent? Now: {when}.",
                      when=t(FREQUENCIES[now])), *rows))  # fmt: skip
