"""A file that was fetched, or could not be: taken for its purpose, and its sender told.

Each of these ends its row (or puts it off) in the caller's transaction, and does nothing where
the claim has meanwhile become another program's.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Literal

from handlers.engine.arriving import Arrival, called, other_sort, too_large
from handlers.engine.hearing import Site
from handlers.engine.turn import Reply, lines, say
from handlers.purposes import PURPOSES
from locales import formats
from locales.translator import Translator, guess, translator
from services import sorts
from storage import contents, fetches, outbox, readers
from storage.engine import Db
from storage.fetches import Wanted
from storage.person import Person

_GONE = "the account is not its sender's any more"


def take(db: Db, row: Wanted, data: bytes, now: datetime, site: Site) -> None:
    """The bytes are here."""
    person = _sender(db, row, now)
    if person is None:
        return
    purpose, t = PURPOSES[row.purpose], _language(person)
    sort = sorts.sort_of(data)
    if sort is None or sort not in purpose.sorts:
        _ended(db, row, "refused", now, say(other_sort(t, row.name, purpose)))
        return
    arrival = Arrival(
        db=db, site=site, now=now, at=row.at, person=person, here=row.to, t=t,
        name=sorts.named(row.name, sort), sort=sort, data=data,
        digest=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    given = purpose.Given.model_validate_json(row.given)
    _ended(db, row, "taken", now, purpose.take(arrival, given))


def lost(db: Db, row: Wanted, how: Literal["gone", "large"], why: str, now: datetime) -> None:
    """It cannot be had (any more): what to do instead is said."""
    person = _sender(db, row, now)
    if person is None:
        return
    t = _language(person)
    again = t("{file}: could not be fetched. Please send it again.", file=called(t, row.name))
    text = too_large(t, row.name) if how == "large" else again
    _ended(db, row, "lost", now, say(text), why)


def later(
    db: Db, row: Wanted, due_at: datetime, why: str, now: datetime, site: Site,
    until: datetime | None = None,
) -> None:  # fmt: skip
    """It could not be had now; with `until` its sender is told that it is being tried."""
    person = _sender(db, row, now)
    if person is None:
        return
    fetches.again(db, row, due_at, why)
    if until is not None:
        t = _language(person)
        text = t("{file}: could not be fetched yet. It is tried again by itself until {moment}; "
                 "nothing needs to be sent again.", file=called(t, row.name),
                 moment=formats.moment(until, site.zone, t.language))  # fmt: skip
        _tell(db, row, say(text), now, "later")


def broken(db: Db, row: Wanted, why: str, now: datetime, site: Site) -> None:
    """Taking it failed: a mistake of ours, which is said, and kept for whoever looks."""
    person = _sender(db, row, now)
    if person is None:
        return
    t = _language(person)
    text = lines(
        t("{file}: not taken, something went wrong here. Please send it again later.",
          file=called(t, row.name)),
        t("For help: {who}", who=site.helper) if site.helper else None,
    )  # fmt: skip
    _ended(db, row, "broken", now, say(text), why)


def _sender(db: Db, row: Wanted, now: datetime) -> Person | None:
    """Who sent it, if the claim stands and the chat is still theirs; else nothing is to be done."""
    if not fetches.hold(db, row):
        return None
    person = readers.of(db, row.to)
    if person is None or person.consented_at is None:
        fetches.end(db, row, "dropped", now, _GONE)
        return None
    return person


def _language(person: Person) -> Translator:
    return translator(person.language or guess(None))


def _ended(
    db: Db, row: Wanted, status: str, now: datetime, reply: Reply | None, why: str | None = None
) -> None:
    fetches.end(db, row, status, now, why)
    if reply is not None:
        _tell(db, row, reply, now, "end")


def _tell(db: Db, row: Wanted, reply: Reply, now: datetime, what: str) -> None:
    contents.keep(db, reply, now)
    outbox.enqueue(db, f"fetch:{row.id}:{what}", row.to, reply.model_dump_json(), now)
