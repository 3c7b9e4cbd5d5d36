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
from storage.invitations import Guest
from storage.messages import ONCE
from storage.outbox import PUSH
from storage.person import Person
from storage.units import Unit

KIND = "invitation"
_ROLES = ("head", "successor")


class Task(BaseModel):
    """Who is invited, for which unit."""

    person: int
    unit: int


def invite(turn: Turn, unit: Unit, person_id: int | None = None) -> Outcome:
    """Queue a new code for each head of the group who has not joined, or for one of them."""
    if not rights.allowed(turn, "invite", unit):
        return only(say(rights.unknown(turn, unit.code)))
    invited = [one for one in guests(turn.db, unit) if person_id in (None, one.id)]
    to = people.address(turn.db, turn.me.id)
    if not invited or to is None:
        return only(say(turn.t("Everybody there has joined already.")))
    at = f"{turn.incoming.channel}:{turn.incoming.bot}:{turn.incoming.external_id}"
    for guest in invited:
        body = Task(person=guest.id, unit=unit.id).model_dump_json()
        outbox.enqueue(turn.db, f"invite:{at}:{guest.id}", to, body, turn.now,
                       priority=PUSH, kind=KIND)  # fmt: skip
    return only(say(turn.t("The invitation comes in the next message. It is to be passed on.")))


def guest(db: Db, reader: Person, task: Task) -> tuple[Unit, Guest] | None:
    """Who is invited where; None if the reader may not invite any more, or it is done."""
    unit = rights.unit_for(db, reader, "invite", task.unit)
    waiting = [] if unit is None else guests(db, unit)
    found = next((one for one in waiting if one.id == task.person), None)
    return None if unit is None or found is None else (unit, found)


def write(
    t: Translator, db: Db, task: Task, reader: Person, now: datetime, zone: ZoneInfo
) -> Reply | None:
    """A new code and how to use it; None where there is nobody to invite any more."""
    found = guest(db, reader, task)
    if found is None:
        return None
    unit, invited = found
    code = invitations.make(db, invited.id, now)
    until = (now + timedelta(days=invitations.VALID_DAYS)).astimezone(zone).date()
    how = invitations.way(db, ONCE)
    text = lines(
        t("Invitation for {name} ({unit}):", name=invited.name, unit=unit.name),
        Markup("<code>{}</code>").format(ONCE),
        t("To join: {how}", how=how),
        t("It works once, until {day}, and for this person only.", day=day(t, until)),
    )
    about: tuple[About, ...] = (("invite", unit.id),)
    return say(text).model_copy(update={"about": about, "once": code})


def guests(db: Db, unit: Unit) -> list[Guest]:
    """The heads who have not joined, and whoever takes over from one; each once."""
    found = (one for role in _ROLES for one in invitations.without_account(db, unit, role))
    return list({one.id: one for one in found}.values())
