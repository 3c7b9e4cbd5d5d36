"""`/notices`: how often somebody hears of reports that came in to be checked."""

from __future__ import annotations

from handlers.engine.turn import Outcome, Turn, button, only, say
from locales.fold import fold
from locales.translator import N_
from storage import news

CHOICES = {
    "hourly": N_("At most once an hour, and at 16:00"),
    "daily": N_("Once a day, at 16:00"),
    "never": N_("Not at all"),
}


def start(turn: Turn, wanted: str) -> Outcome:
    """Without a word it shows the choices; with one it takes it."""
    t, chosen = turn.t, fold(wanted)
    if chosen in CHOICES:
        news.choose(turn.db, turn.me.id, chosen)
        return only(say(t("Reports that came in are announced: {when}.", when=t(CHOICES[chosen]))))
    now = news.frequency(turn.db, turn.me.id)
    rows = [(button(t(label), f"/notices {code}"),) for code, label in CHOICES.items()]
    return only(say(t("How often are reports that came in to be announced? Now: {when}.",
                      when=t(CHOICES[now])), *rows))  # fmt: skip
