"""A channel's plan runs low: the administrators are told, once a month at each mark."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup
from pydantic import BaseModel

from handlers.engine.turn import Reply, lines, say
from locales.translator import Translator
from storage import missing_reports, outbox, people
from storage.engine import Db
from storage.outbox import PUSH
from storage.person import Person

KIND, ROLE = "scarce", "admin"


class Task(BaseModel):
    """How many `percent` of `most` are used on a channel in a month (UTC, `2026-12`).

    `what` runs low: "messages", "people", "strangers".
    """

    channel: str
    what: str
    percent: int
    most: int
    month: str


def tell(db: Db, channel: str, what: str, percent: int, most: int, now: datetime) -> None:
    """Queue a line to every administrator."""
    month = f"{now:%Y-%m}"
    task = Task(channel=channel, what=what, percent=percent, most=most, month=month)
    for reader, _ in missing_reports.holders(db, ROLE):
        to = people.address(db, reader)
        if to is not None:
            key = f"scarce:{channel}:{what}:{month}:{percent}:{reader}"
            outbox.enqueue(db, key, to, task.model_dump_json(), now, priority=PUSH, kind=KIND)


def still(reader: Person, task: Task, now: datetime) -> bool:
    """Whether it is this month's, and the reader's business."""
    return task.month == f"{now:%Y-%m}" and ROLE in reader.roles()


def write(t: Translator, task: Task) -> Reply:
    """What is used up, or nearly, and what that means."""
    return say(_words(t, task.channel.capitalize(), task.what, task.percent, task.most))


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
