"""`/subscribe`: council members choose how often they get the standings."""

from __future__ import annotations

from handlers.engine.turn import Outcome, Turn, button, only, say
from handlers.frequency import FREQUENCIES, subscribes_for
from locales.fold import fold
from storage import subscriptions


def start(turn: Turn, wanted: str) -> Outcome:
    """Without a word it shows the choices; with one it takes it."""
    t = turn.t
    if not subscribes_for(turn.me):
        return only(say(t("Only Council members get the standings sent.")))
    chosen, now = fold(wanted), subscriptions.of(turn.db, turn.me.id) or "off"
    if chosen not in FREQUENCIES:
        rows = [(button(t(label), f"/subscribe {code}"),) for code, label in FREQUENCIES.items()]
        return only(say(t("How often are the standings to be sent? Now: {when}.",
                          when=t(FREQUENCIES[now])), *rows))  # fmt: skip
    subscriptions.put(turn.db, turn.me.id, None if chosen == "off" else chosen)
    if chosen == "off":
        again = button(t("Send them again"), f"/subscribe {now}" if now != "off" else "/subscribe")
        return only(say(t("Standings are not sent."), (again,)))
    rows = [(button(t("Standings"), "/standings"),)]
    return only(say(t("Standings are sent: {when}.", when=t(FREQUENCIES[chosen])), *rows))
