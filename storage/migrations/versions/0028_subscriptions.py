"""Any number of subscriptions a person: of a list, in a scope; what was chosen is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    BIG,
    INTEGER,
    STRING,
    TEXT,
    columns,
    ident,
    refs,
    unique,
)

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_MONDAY = 0
_before = sa.table("subscriptions", sa.column("person_id", BIG), sa.column("frequency", STRING))
_after = sa.table(
    "subscriptions",
    sa.column("person_id", BIG),
    *(sa.column(name, STRING) for name in ("movement", "list", "channel", "bot", "chat")),
    sa.column("frequency", STRING),
    sa.column("weekday", INTEGER),
)


def upgrade() -> None:
    """Which list and scope that was depends on the movement: the next tick writes it out."""
    db = op.get_bind()
    chosen = db.execute(sa.select(_before).order_by(_before.c.person_id)).all()
    op.drop_table("subscriptions")
    _create()
    empty = dict.fromkeys(("movement", "list", "channel", "bot", "chat"), "")
    for person_id, frequency in chosen:
        weekday = _MONDAY if frequency == "weekly" else None
        row = {"person_id": person_id, "frequency": frequency, "weekday": weekday}
        db.execute(_after.insert().values(**row, **empty))


def _create() -> None:
    op.create_table(
        "subscriptions",
        ident(),
        *refs("people", "person_id"),
        *columns(STRING, "movement", "list"),
        *refs("units", "scope_id?"),
        *columns(STRING, "frequency"),
        *columns(INTEGER, "weekday?", "hour?", "last?"),
        *columns(TEXT, "told?"),
        *columns(STRING, "channel", "bot", "chat"),
        unique("person_id", "movement", "list", "scope_id", "frequency", "channel", "bot", "chat"),
    )
    due = ["movement", "list", "frequency", "weekday", "id"]
    op.create_index("subscriptions_due", "subscriptions", due)
    op.create_index("subscriptions_chat", "subscriptions", ["chat"])
    op.create_table(
        "publication_scopes",
        *refs("publications", "publication_id*"),
        *columns(BIG, "scope_id*"),
        *columns(TEXT, "body"),
    )
