"""What is not kept: of strangers everything after a day, of others what they wrote after 30 days,
and after a week by what a file that they sent was fetched.

Updates are numbered in the order in which they came. So each sweep remembers how far it got and
goes on from there, a few hundred a transaction: no index is needed, and nothing is looked at twice.
The newest update is blanked instead of deleted: its number must never be given out again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, Row, case, delete, exists, false, func, select, true, update

from storage import account_links, contents, fetches, invitations, sealed, settings
from storage.conversations import conversations
from storage.engine import Db
from storage.outbox import outbox
from storage.updates import DEMO, EMPTIED, NOT_KEPT, accounts, updates

DAY, KEPT = timedelta(days=1), timedelta(days=30)
_STRANGERS, _OTHERS = "forgotten.strangers", "forgotten.others"

Chat = tuple[str, str, str]


def step(db: Db, now: datetime, most: int) -> bool:
    """Forget what is due, `most` rows of a kind; whether there may be more."""
    account_links.forget(db, now)
    sealed.speak_again(db, now)
    tried = invitations.forget(db, now, most)
    files = contents.forget(db, now, most)
    came = fetches.forget(db, now, most)
    return any((strangers(db, now, most), others(db, now, most), tried == most, files, came))


def strangers(db: Db, now: datetime, most: int) -> bool:
    """Delete updates of strangers of more than a day ago, with chats and answers; whether any."""
    rows = _next(db, _STRANGERS, now, DAY, most)
    gone = [row for row in rows if row.theirs]
    if gone:
        _delete(db, [row.id for row in gone])
        chats = {(row.channel, row.bot, row.chat) for row in gone}
        for chat in chats - _joined(db, chats):
            _leave(db, chat, now)
    return bool(rows)


def others(db: Db, now: datetime, most: int) -> bool:
    """Empty what was written more than 30 days ago; what is still set aside is too old to play."""
    rows = _next(db, _OTHERS, now, KEPT, most)
    if rows:
        old = (updates.c.id <= rows[-1].id, updates.c.id >= rows[0].id)
        said = updates.c.body.not_in((NOT_KEPT, EMPTIED)) & (updates.c.channel != DEMO)
        db.execute(update(updates).where(*old, said).values(body=EMPTIED))
        aside = (updates.c.error.is_not(None), updates.c.settled_at.is_(None))
        db.execute(update(updates).where(*old, *aside).values(settled_at=now))
    return bool(rows)


def _next(db: Db, key: str, now: datetime, age: timedelta, most: int) -> list[Row[Any]]:
    """The next rows that are old enough; mostly none, which costs a look at one."""
    columns = (updates.c.id, updates.c.channel, updates.c.bot, updates.c.chat,
               updates.c.received_at, _theirs().label("theirs"))  # fmt: skip
    after = int(settings.get(db, key) or 0)
    following = select(*columns).where(updates.c.id > after).order_by(updates.c.id)
    first = db.execute(following.limit(1)).first()
    if first is None or not _old(first.received_at, now, age):
        return []
    batch = db.execute(following.limit(most))
    rows = list(takewhile(lambda row: _old(row.received_at, now, age), batch))
    settings.put(db, key, str(rows[-1].id))
    return rows


def _old(moment: datetime, now: datetime, age: timedelta) -> bool:
    """A time in the future is that of a clock gone wrong: it must not keep everything for ever."""
    return not now - age < moment <= now + DAY


def _theirs() -> ColumnElement[bool]:
    """A stranger's: nothing was kept, or only because it was set aside.

    What could not even be read is somebody's if a sender on the roster is named in it. Whose it
    is is only looked up of what was set aside: it means going through all accounts.
    """
    same = (accounts.c.channel == updates.c.channel) & (accounts.c.bot == updates.c.bot)
    known = exists().where(same, accounts.c.chat == updates.c.chat)
    named = exists().where(same, updates.c.kind == "broken",
                           updates.c.body.contains(accounts.c.sender))  # fmt: skip
    return case(
        (updates.c.body == NOT_KEPT, true()), (updates.c.error.is_(None), false()),
        else_=~known & ~named,
    )  # fmt: skip


def _delete(db: Db, ids: list[int]) -> None:
    newest = db.execute(select(func.max(updates.c.id))).scalar_one()
    db.execute(delete(updates).where(updates.c.id.in_(ids), updates.c.id != newest))
    if newest in ids:
        blank = {"chat": "", "external_id": f"forgotten:{newest}", "body": NOT_KEPT, "error": None}
        db.execute(update(updates).where(updates.c.id == newest).values(blank))


def _joined(db: Db, chats: set[Chat]) -> set[Chat]:
    """Those of these chats in which an account is; all are asked for at once."""
    columns = (accounts.c.channel, accounts.c.bot, accounts.c.chat)
    there = accounts.c.chat.in_(sorted({chat for _, _, chat in chats}))
    return {(row[0], row[1], row[2]) for row in db.execute(select(*columns).where(there))}


def _leave(db: Db, chat: Chat, now: datetime) -> None:
    """Where no account is: forget what was sent there, and the chat unless something came since."""
    came = exists().where(_at(updates, chat))
    db.execute(delete(conversations).where(_at(conversations, chat), ~came))
    newest = db.execute(select(func.max(outbox.c.id))).scalar()
    old = (outbox.c.created_at <= now - DAY, outbox.c.status != "sending")
    gone = (_at(outbox, chat), outbox.c.person_id.is_(None), *old)
    db.execute(delete(outbox).where(*gone, outbox.c.id != newest))
    db.execute(update(outbox).where(*gone, outbox.c.id == newest)
               .values(chat="", status="cancelled"))  # fmt: skip


def _at(table: Any, chat: Chat) -> ColumnElement[bool]:
    where: ColumnElement[bool] = (
        (table.c.channel == chat[0]) & (table.c.bot == chat[1]) & (table.c.chat == chat[2])
    )
    return where
