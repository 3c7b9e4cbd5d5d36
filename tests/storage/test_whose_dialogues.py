"""Guards: an older database learns whose its dialogues are: of the one whom the last question was
put to, else of the chat's account; so nobody's open report is lost, and nobody gets another's."""

from __future__ import annotations

from alembic import command
from sqlalchemy import text

from storage import conversations, schema, updates
from storage.engine import connect, transaction
from storage.migrations.running import config

AT = "2026-09-01 00:00:00"
ROWS = (
    "INSERT INTO people (id, code, name, active) VALUES (1, 'P1', 'Một', true), "
    "(2, 'P2', 'Hai', true)",
    "INSERT INTO accounts (id, channel, bot, sender, chat, person_id, used_at) VALUES "
    f"(1, 'c', 'b', 'kept', 'kept', 1, '{AT}'), (2, 'c', 'b', 'given', 'given', 2, '{AT}'), "
    f"(3, 'c', 'b', 'joining', 'joining', 2, '{AT}')",
    "INSERT INTO outbox (id, key, channel, bot, chat, person_id, kind, priority, body, status, "
    "due_at, attempts, created_at) VALUES "
    + ", ".join(
        f"({n}, 'k{n}', 'c', 'b', '{chat}', {person}, 'message', 0, '{{}}', 'sent', '{AT}', 0, "
        f"'{AT}')"
        for n, chat, person in ((1, "kept", 1), (2, "given", 1), (3, "joining", "NULL"))
    ),
    "INSERT INTO conversations (id, channel, bot, chat, revision, frames, prompt_id) VALUES "
    "(1, 'c', 'b', 'kept', 1, '[]', 1), (2, 'c', 'b', 'given', 1, '[]', 2), "
    "(3, 'c', 'b', 'joining', 1, '[]', 3), (4, 'c', 'b', 'stranger', 1, '[]', NULL)",
    "INSERT INTO updates (id, channel, bot, external_id, chat, kind, received_at, body, error) "
    f"VALUES (1, 'c', 'b', '1', 'kept', 'text', '{AT}', '{{}}', 'Error'), "
    f"(2, 'c', 'b', '2', 'stranger', 'text', '{AT}', '{{}}', 'Error')",
)


def test_dialogues_and_what_was_set_aside_find_their_owners(url: str) -> None:
    engine = connect(url)
    with transaction(engine) as db:
        command.upgrade(config(db), "0004")
        for row in ROWS:
            db.execute(text(row))
    assert schema.migrate(engine) is True
    with transaction(engine) as db:
        owners = {
            chat: conversations.lock(db, "c", "b", chat).person_id
            for chat in ("kept", "given", "joining", "stranger")
        }
        assert owners == {"kept": 1, "given": 1, "joining": 2, "stranger": None}
        assert [aside.person_id for aside in updates.failed(db)] == [1, None]
    engine.dispose()
