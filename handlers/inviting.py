"""A new invitation from the board: a code that the officer hands on, seen once and kept nowhere.

The code is made when the message leaves, so that nobody reads it in the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.engine.turn import About, Outcome, Reply, Turn, lines, only, say
from handlers.wording.reports import day
from locales.translator import Translator
from storage import invitations, outbox, people
from storage.engine import Db
from storage.messages import ONCE
from storage.outbox import PUSH
from storage.person import Person
from storage.units import Unit

KIND = "invitation"
_ROLE = "head"


class Task(BaseModel):
    """Who is invited, for which unit."""

    person: int
    unit: int


def invite(turn: Turn, unit: Unit) -> Outcome:
    """Queue a new code for each head of the group who has not joined."""
    if not rights.allowed(turn, "invite", unit):
        return only(say(rights.unknown(turn, unit.code)))
    guests = invitations.without_account(turn.db, unit, _ROLE)
    to = people.address(turn.db, turn.me.id)
    if not guests or to is None:
        return only(say(turn.t("Everybody there has joined already.")))
    at = f"{turn.incoming.channel}:{turn.incoming.bot}:{turn.incoming.external_id}"
    for guest in guests:
        body = Task(person=guest.id, unit=unit.id).model_dump_json()
        outbox.enqueue(turn.db, f"invite:{at}:{guest.id}", to, body, turn.now,
                       priority=PUSH, kind=KIND)  # fmt: skip
    return only(say(turn.t("The invitation comes in the next message. It is to be passed on.")))


def write(
    t: Translator, db: Db, body: str, reader: Person, now: datetime, zone: ZoneInfo
) -> Reply | None:
    """A new code and how to use it; None if the reader may not invite any more, or it is done."""
    task = Task.model_validate_json(body)
    unit = rights.unit_for(db, reader, "invite", task.unit)
    waiting = [] if unit is None else invitations.without_account(db, unit, _ROLE)
    guest = next((one for one in waiting if one.id == task.person), None)
    if unit is None or guest is None:
        return None
    code = invitations.make(db, guest.id, now)
    until = (now + timedelta(days=invitations.VALID_DAYS)).astimezone(zone).date()
    how = invitations.way(db, ONCE)
    text = lines(
        t("Invitation for {name} ({unit}):", name=guest.name, unit=unit.name),
        Markup("<code>{}</code>").format(ONCE),
        t("To join: {how}", how=how),
        t("It works once, until {day}, and for this person only.", day=day(t, until)),
    )
    about: tuple[About, ...] = (("invite", unit.id),)
    return say(text).model_copy(update={"about": about, "once": code})
