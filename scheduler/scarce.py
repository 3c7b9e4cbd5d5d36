"""A channel's messages of the month run low: the administrators are told, once at each mark."""

from __future__ import annotations

from datetime import datetime

from handlers.turn import lines, say
from locales.translator import guess, translator
from storage import outbox, owing, people
from storage.engine import Db
from storage.outbox import PUSH

ROLE = "admin"


def tell(db: Db, channel: str, percent: int, most: int, now: datetime) -> None:
    """Queue a line to every administrator."""
    for reader, _ in owing.holders(db, ROLE):
        to, person = people.address(db, reader), people.by_id(db, reader)
        if to is None or person is None:
            continue
        t = translator(person.language or guess(None))
        text = lines(
            t("{percent} of this month's {n} messages on {channel} are used.",
              percent=f"{percent} %", n=most, channel=channel.capitalize()),
            t("Mailings wait when little is left; answers go on."),
        )  # fmt: skip
        key = f"scarce:{channel}:{now:%Y-%m}:{percent}:{reader}"
        outbox.enqueue(db, key, to, say(text).model_dump_json(), now, priority=PUSH)
