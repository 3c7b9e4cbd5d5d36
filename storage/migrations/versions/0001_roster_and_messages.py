"""Who there is, and what comes in and goes out."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import (
    BIG,
    FLAG,
    INTEGER,
    MOMENT,
    STRING,
    TEXT,
    columns,
    ident,
    indexes,
    refs,
    unique,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _roster()
    _accounts()
    _messages()
    _outbox()


def _roster() -> None:
    """The organisation."""
    op.create_table(
        "units",
        ident(),
        *columns(STRING, "code", "kind", "name"),
        *refs("units", "parent_id?", "commune_id?", "office_id?", "branch_id?"),
        *columns(STRING, "union_code?"),
        *columns(INTEGER, "households?", "transaction_day?"),
        *columns(FLAG, "active"),
        *columns(STRING, "reports_from"),
        unique("code"),
    )
    indexes("units", "commune_id", "office_id", "parent_id")
    op.create_table(
        "people",
        ident(),
        *columns(STRING, "code", "name", "phone?", "language?"),
        *columns(MOMENT, "consented_at?"),
        *columns(FLAG, "active"),
        unique("code"),
    )
    indexes("people", "phone")
    op.create_table(
        "roles",
        ident(),
        *refs("people", "person_id"),
        *refs("units", "unit_id"),
        *columns(STRING, "role"),
        unique("person_id", "unit_id", "role"),
    )
    indexes("roles", "person_id", "unit_id")


def _accounts() -> None:
    """Who may write from where."""
    op.create_table(
        "accounts",
        ident(),
        *columns(STRING, "channel", "bot", "sender", "chat"),
        *refs("people", "person_id"),
        *columns(MOMENT, "used_at", "blocked_at?"),
        unique("channel", "bot", "sender"),
    )
    indexes("accounts", "person_id")
    op.create_table(
        "invitations",
        ident(),
        *columns(STRING, "code_hash"),
        *refs("people", "person_id"),
        *columns(MOMENT, "expires_at", "used_at?"),
        unique("code_hash"),
    )
    indexes("invitations", "person_id")
    op.create_table(
        "attempts", ident(), *columns(STRING, "channel", "bot", "sender"), *columns(MOMENT, "at")
    )
    indexes("attempts", "at")
    op.create_index("attempts_sender", "attempts", ["channel", "bot", "sender", "at"])


def _messages() -> None:
    """What comes in, and where each chat stands."""
    op.create_table(
        "updates",
        ident(),
        *columns(STRING, "channel", "bot", "external_id", "chat", "kind"),
        *columns(MOMENT, "received_at"),
        *columns(TEXT, "body", "error?"),
        *columns(INTEGER, "revision?"),
        *columns(MOMENT, "settled_at?"),
        unique("channel", "bot", "external_id"),
    )
    op.create_index("updates_chat", "updates", ["channel", "bot", "chat", "id"])
    op.create_table(
        "conversations",
        ident(),
        *columns(STRING, "channel", "bot", "chat"),
        *columns(INTEGER, "revision"),
        *columns(STRING, "language?"),
        *columns(TEXT, "frames"),
        *columns(BIG, "prompt_id?"),
        unique("channel", "bot", "chat"),
    )
    op.create_table("settings", *columns(STRING, "key*"), *columns(TEXT, "value"))


def _outbox() -> None:
    """What goes out."""
    op.create_table(
        "outbox",
        ident(),
        *columns(STRING, "key", "channel", "bot", "chat"),
        *refs("people", "person_id?"),
        *columns(STRING, "kind"),
        *columns(INTEGER, "priority"),
        *columns(TEXT, "body"),
        *columns(STRING, "status"),
        *columns(MOMENT, "due_at"),
        *columns(INTEGER, "attempts"),
        *columns(STRING, "claimed_by?", "external_id?"),
        *columns(TEXT, "error?"),
        *columns(MOMENT, "created_at", "sent_at?"),
        unique("key"),
    )
    indexes("outbox", "person_id")
    op.create_index("outbox_chat", "outbox", ["channel", "bot", "chat", "id"])
    op.create_index("outbox_queue", "outbox", ["status", "channel", "bot", "priority", "id"])
