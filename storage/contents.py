"""What goes with a message: frozen contents, what a platform knows of them, and their addresses."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage.content_tables import Content, FileLink, SentFile
from storage.engine import Db, insert
from storage.messages import Attachment, Reply
from storage.tables import table

contents, sent_files, links = table(Content), table(SentFile), table(FileLink)
KEPT = timedelta(days=30)
"""Since it was last enclosed: longer than any message waits."""


def keep(db: Db, reply: Reply, now: datetime) -> None:
    """Keep what a reply encloses, if it encloses anything."""
    if reply.attachment is None or reply.content is None:
        return
    row = {"digest": reply.attachment.digest, "kind": reply.attachment.kind,
           "body": reply.content, "used_at": now}  # fmt: skip
    made = insert(db, contents).values(row)
    again = {"used_at": now}
    db.execute(made.on_conflict_do_update(index_elements=["digest"], set_=again))


def found(db: Db, digest: str) -> tuple[Attachment, str] | None:
    """What is kept under a digest, with its content (JSON)."""
    columns = (contents.c.kind, contents.c.body)
    row = db.execute(select(*columns).where(contents.c.digest == digest)).first()
    return None if row is None else (Attachment(kind=row.kind, digest=digest), row.body)


def known(db: Db, channel: str, bot: str, digest: str) -> str | None:
    """The platform's own id of what was sent there before."""
    where = (sent_files.c.channel == channel, sent_files.c.bot == bot)
    statement = select(sent_files.c.file_id).where(*where, sent_files.c.digest == digest)
    return db.execute(statement).scalar()


def remember(db: Db, channel: str, bot: str, digest: str, file_id: str) -> None:
    """It was sent there; the platform calls it so."""
    row = {"channel": channel, "bot": bot, "digest": digest, "file_id": file_id}
    made = insert(db, sent_files).values(row)
    keys = ["channel", "bot", "digest"]
    db.execute(made.on_conflict_do_update(index_elements=keys, set_={"file_id": file_id}))


def link(db: Db, secret: str, digest: str, until: datetime) -> None:
    """It may be had at this address for a while."""
    db.execute(insert(db, links).values(secret=secret, digest=digest, until=until))


def linked(db: Db, secret: str, now: datetime) -> tuple[Attachment, str] | None:
    """What stands at an address, as long as that holds."""
    where = (links.c.secret == secret, links.c.until > now)
    digest = db.execute(select(links.c.digest).where(*where)).scalar()
    return None if digest is None else found(db, digest)


def forget(db: Db, now: datetime, most: int) -> bool:
    """Addresses that no longer hold, contents nobody encloses any more; whether there may be more.

    With a content goes what the platforms call it.
    """
    over = select(links.c.secret).where(links.c.until <= now).limit(most)
    gone = db.execute(delete(links).where(links.c.secret.in_(over))).rowcount
    old = select(contents.c.digest).where(contents.c.used_at <= now - KEPT).limit(most)
    digests = list(db.execute(old).scalars())
    db.execute(delete(sent_files).where(sent_files.c.digest.in_(digests)))
    db.execute(delete(contents).where(contents.c.digest.in_(digests)))
    return bool(gone == most or len(digests) == most)
