"""A channel's plan runs low: the administrators are told, once a month at each mark."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from handlers.engine.turn import lines, say
from locales.translator import Translator, guess, translator
from storage import missing_reports, outbox, people
from storage.engine import Db
from storage.outbox import PUSH

ROLE = "admin"


def tell(db: Db, channel: str, what: str, percent: int, most: int, now: datetime) -> None:
    """Queue a line to every administrator; `what` runs low: "messages", "people", "strangers"."""
    for reader, _ in missing_reports.holders(db, ROLE):
        to, person = people.address(db, reader), people.by_id(db, reader)
        if to is None or person is None:
            continue
        t = translator(person.language or guess(None))
        body = say(_words(t, channel.capitalize(), what, percent, most)).model_dump_json()
        key = f"scarce:{channel}:{what}:{now:%Y-%m}:{percent}:{reader}"
        outbox.enqueue(db, key, to, body, now, priority=PUSH)


def _words(t: Translator, channel: str, what: str, percent: int, most: int) -> Markup:
    if what == "strangers":
        return lines(
            t("The {n} messages a month for people who are not on the roster are used up "
              "on {channel}.", n=most, channel=channel),
            t("Until next month they get no answer. Whoever joins does."),
        )  # fmt: skip
    share = f"{percent} %"
    if what == "people":
        return t("{percent} of the {n} people that {channel} allows have joined.",
                 percent=share, n=most, channel=channel)  # fmt: skip
    return lines(
        t("{percent} of this month's {n} messages on {channel} are used.",
          percent=share, n=most, channel=channel),
        t("Mailings wait when little is left; answers go on."),
    )  # fmt: skip
