"""Whose a chat's dialogues are, and who wrote what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

metadata = sa.MetaData()


def _like(name: str, *columns: str) -> sa.Table:
    return sa.Table(name, metadata, *(sa.Column(column) for column in columns))


_AT = ("channel", "bot", "chat")
conversations = _like("conversations", *_AT, "prompt_id", "person_id")
updates = _like("updates", *_AT, "error", "person_id")
accounts = _like("accounts", *_AT, "person_id", "used_at")
outbox = _like("outbox", "id", "person_id")


def upgrade() -> None:
    """Add the columns. A dialogue is whose question it asked last; else of the chat's account."""
    for table in ("conversations", "updates"):
        op.add_column(table, *columns(BIG, "person_id?"))
    asked = sa.select(outbox.c.person_id).where(outbox.c.id == conversations.c.prompt_id)
    owner = sa.func.coalesce(asked.scalar_subquery(), _account(conversations))
    op.execute(conversations.update().values(person_id=owner))
    failed = updates.c.error.is_not(None)
    op.execute(updates.update().where(failed).values(person_id=_account(updates)))


def _account(there: sa.Table) -> sa.ScalarSelect[int]:
    """Whose account a row's chat is; the last used, should there be several."""
    same = (accounts.c[name] == there.c[name] for name in _AT)
    found = sa.select(accounts.c.person_id).where(*same)
    return found.order_by(accounts.c.used_at.desc()).limit(1).scalar_subquery()
