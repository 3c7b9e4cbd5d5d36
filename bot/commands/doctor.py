"""`thidua doctor`: looks at everything that has to be right, and says what to do about the rest."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot import terminal
from bot.channels.base import Channel
from bot.commands import common, undelivered
from bot.commands.run import channels
from bot.logs import Redactor
from bot.sending.quota import MARKS, for_strangers
from bot.settings import Settings
from storage import files, health, integrity, quotas, schema, updates
from storage.engine import Db, connect, reading

_LATE_TICK = timedelta(minutes=5)
_OLD_MESSAGE = timedelta(minutes=30)
_SHOWN = 5
_LITTLE_ROOM = 500 * 2**20


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `well` is False where something has to be done."""

    what: str
    well: bool
    says: str


def doctor() -> None:
    """Check database, disk, movement, outbox and channels; exit status 1 if one needs attention."""
    chosen = common.configured()
    bad = 0
    for finding in _look(chosen):
        bad += not finding.well
        terminal.say(f"{'ok   ' if finding.well else 'LOOK '} {finding.what}: {finding.says}")
    if bad:
        raise common.Mistake(f"{bad} thing{'s need' if bad > 1 else ' needs'} attention")


def _look(chosen: Settings) -> Iterator[Finding]:
    for movement in common.live(chosen).all:
        yield Finding("movement", True, f"{movement.code}, {len(movement.forms)} forms")
    engine = connect(chosen.database_url)
    try:
        with reading(engine) as db:
            state = schema.state(db)
    except DBAPIError as error:
        yield Finding("database", False, f"cannot be used: {str(error.orig).splitlines()[0]}")
        return
    told = {"older": "run `thidua migrate`", "newer": "update the program", "empty": "empty yet",
            "foreign": "belongs to another program", "current": "up to date"}  # fmt: skip
    yield Finding(
        "database", state in ("current", "empty"), f"{engine.dialect.name}, {told[state]}"
    )
    yield from _disk(engine)
    yield _sound(engine)
    yield from _files(engine)
    if state == "current":
        yield from _work(engine, common.now())
        yield from asyncio.run(_channels(chosen, engine))


def _sound(engine: Engine) -> Finding:
    found = integrity.damage(engine, thorough=True)
    says = f"damaged ({found}): stop the program and restore a backup" if found else "sound"
    return Finding("pages", found is None, says)


def _disk(engine: Engine) -> Iterator[Finding]:
    if engine.dialect.name == "sqlite" and engine.url.database:
        folder = Path(engine.url.database).absolute().parent
        free = shutil.disk_usage(folder).free
        writable = os.access(folder, os.W_OK)
        says = f"{free // 2**20} MB free" if writable else f"{folder} cannot be written to"
        yield Finding("disk", writable and free > _LITTLE_ROOM, says)


def _files(engine: Engine) -> Iterator[Finding]:
    path = files.path_of(engine.url)
    if path is None:
        return
    owner, links = path.stat().st_uid, path.stat().st_nlink
    found = [f"{one.name} can be read by others: `thidua migrate` closes it"
             for one in files.open_to_others(path)]  # fmt: skip
    if os.geteuid() not in (0, owner):
        found.append(f"{path.name} belongs to the user {owner}, not to this one")
    if links > 1:
        found.append(f"{path.name} has {links} names (hard links); SQLite can only bear one")
    yield Finding("files", not found, "; ".join(found) or "the owner's only")


def _work(engine: Engine, now: datetime) -> Iterator[Finding]:
    with reading(engine) as db:
        found = health.look(db)
        aside = updates.failed(db, limit=_SHOWN)
        delivered, of_messages, lines = undelivered.messages(db)
        reachable, of_people = undelivered.people(db, now)
    tick, oldest = found["last_tick"], found["outbox_oldest"]
    last = _moment(tick)
    late = last is None or now - last > _LATE_TICK
    when = tick if last else "not readable" if tick else "never"
    says = f"last tick {when}" + ("; is `thidua run` running?" if late else "")
    yield Finding("clock", not late, says)
    waiting, since = found["outbox_waiting"], _moment(oldest)
    old = waiting > 0 and (since is None or now - since > _OLD_MESSAGE)
    yield Finding("outbox", not old, f"{waiting} waiting" + (f" since {oldest}" if old else ""))
    yield Finding("messages", delivered, of_messages)
    for line in lines:
        terminal.say(f"          {line}")
    unknown = found["outbox_of_unknown_kind"]
    if unknown:
        says = f"{unknown} of a kind that this program does not know wait: update the program"
        yield Finding("tasks", False, says)
    yield Finding("people", reachable, of_people)
    count = found["updates_set_aside"]
    yield Finding("set aside", not count, f"{count} updates" + ("; `thidua retry`" * bool(count)))
    for one in aside:
        terminal.say(
            f"          {one.id}  {one.received_at:%Y-%m-%d %H:%M}  {undelivered.brief(one.error)}"
        )


def _moment(written: str | None) -> datetime | None:
    """A moment that was written down; `None` if there is none, or it cannot be read."""
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


async def _channels(chosen: Settings, engine: Engine) -> list[Finding]:
    try:
        found = channels(chosen, engine, Redactor())
    except common.Mistake as error:
        return [Finding("channels", False, str(error))]
    looked = [await _examined(channel) for channel in found]
    with reading(engine) as db:
        return [*looked, *(_quota(db, c) for c in found if c.limits.per_month)]


def _quota(db: Db, channel: Channel) -> Finding:
    spent = quotas.spent(db, channel.name, channel.bot, common.now())
    limits = channel.limits
    low = (spent.messages, limits.per_month), (spent.people, limits.people)
    well = all(most is None or used * 100 < most * MARKS[-1] for used, most in low)
    says = f"{spent.messages} of {limits.per_month} messages this month, "
    says += f"{spent.strangers} of {for_strangers(limits.per_month or 0)} for strangers, "
    says += f"{spent.people} of {limits.people} people"
    return Finding(f"{channel.name} plan", well, says)


async def _examined(channel: Channel) -> Finding:
    try:
        well, says = await asyncio.wait_for(channel.examine(), 20)
    except TimeoutError:
        well, says = False, "no answer within 20 s"
    finally:
        await channel.stop()
    return Finding(channel.name, well, says)
