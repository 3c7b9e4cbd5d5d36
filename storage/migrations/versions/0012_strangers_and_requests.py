"""Which code a request spends; nothing of strangers; phone numbers as the one reader has them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, MOMENT

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty what strangers said, read the numbers again."""
    op.add_column("links", sa.Column("invitation_id", BIG, nullable=True))
    op.add_column("people", sa.Column("revoked_at", MOMENT, nullable=True))
    _empty_strangers()
    _read_again()


def _empty_strangers() -> None:
    """Those of whose chat there is no account; what is set aside is left to the tick."""
    op.execute(
        "UPDATE updates SET body = '' WHERE error IS NULL AND NOT EXISTS (SELECT 1 FROM accounts"
        " JOIN people ON people.id = accounts.person_id WHERE accounts.channel = updates.channel"
        " AND accounts.bot = updates.bot AND accounts.chat = updates.chat"
        " AND people.consented_at IS NOT NULL)"
    )


def _read_again() -> None:
    """Old readers kept `+840845…` and numbers of eleven digits: no shared contact equals them."""
    people = sa.table("people", sa.column("id", BIG), sa.column("phone", sa.String()))
    db = op.get_bind()
    kept = db.execute(sa.select(people).where(people.c.phone.is_not(None))).all()
    if not kept:
        return
    from storage.phones import shared

    for row in kept:
        number = shared(row.phone)
        if number not in (None, row.phone):
            db.execute(sa.update(people).where(people.c.id == row.id).values(phone=number))
