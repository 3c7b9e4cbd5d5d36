"""`thidua retry --messages`, and what `thidua doctor` says of messages that did not go out."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine

from bot import terminal
from storage import undelivered
from storage.engine import Db, reading, transaction
from storage.undelivered import Count, Undelivered

_AT_ONCE = 50
_SHOWN = 5
_NEW = timedelta(days=7)
_LONGEST = 60


class Messages(StrEnum):
    """What is done with them."""

    AGAIN = "again"
    SETTLE = "settle"


def play(engine: Engine, what: Messages, now: datetime) -> None:
    """Send once more what failed and still means something, or only settle all of it."""
    if what is Messages.SETTLE:
        with transaction(engine) as db:
            terminal.say(f"{undelivered.settle(db, now)} messages are settled.")
        return
    before: int | None = None
    while batch := _some(engine, before):
        for one in batch:
            with transaction(engine) as db:
                said = undelivered.again(db, one.id, now)
            terminal.say(f"{line(one)}; {said}")
        before = batch[-1].id
    if before is None:
        terminal.remark("No message has failed.")


def _some(engine: Engine, before: int | None) -> list[Undelivered]:
    with reading(engine) as db:
        return undelivered.some(db, _AT_ONCE, before)


def line(one: Undelivered) -> str:
    """One of them: its number, when it was written (UTC), its reader's code, and why."""
    at = f"{one.created_at:%Y-%m-%d %H:%M}"
    return f"{one.id}  {at}  {one.reader or '-'}  {one.status}: {brief(one.why)}"


def brief(why: str | None) -> str:
    """The kind of an error: what stands behind the colon may quote a person."""
    kind = (why or "").split(":")[0][:_LONGEST]
    return "".join(sign if sign.isprintable() else "?" for sign in kind)


def messages(db: Db) -> tuple[bool, str, list[str]]:
    """Whether every message went out, in words what did not, and a line for the newest of them."""
    found = undelivered.counts(db)
    failed, unknown = found["failed"], found["unknown"]
    says = f"{_told(failed, 'failed')}, {_told(unknown, 'may not have arrived')}"
    todo = []
    if failed.rows:
        todo.append("`thidua retry --messages again` sends what failed")
    if failed.rows or unknown.rows:
        todo.append("`thidua retry --messages settle` when looked at")
    shown = [line(one) for one in undelivered.some(db, _SHOWN)] if todo else []
    return not todo, "; ".join((says, *todo)), shown


def _told(count: Count, what: str) -> str:
    since = f" since {count.since:%Y-%m-%d %H:%M}" if count.since else ""
    return f"{count.rows} {what}{since}"


def people(db: Db, now: datetime) -> tuple[bool, str]:
    """Whether nobody has closed every chat within a week, and who has (by their codes)."""
    found = undelivered.unreachable(db)
    new = [code for code, since in found if now - since < _NEW]
    says = f"{len(found)} people have closed every chat"
    if new:
        more = ", …" if len(new) > _SHOWN else ""
        says += (
            f", {len(new)} of them in the last 7 days: {', '.join(new[:_SHOWN])}{more}; call them"
        )
    return not new, says
