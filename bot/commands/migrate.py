"""`thidua migrate`: bring the database to the newest schema."""

from __future__ import annotations

from bot import terminal
from bot.commands import common
from storage import schema
from storage.engine import connect


def migrate() -> None:
    """Bring the database to the newest schema. Safe at any time, also from several machines."""
    chosen = common.configured()
    engine = connect(chosen.database_url)
    changed = schema.migrate(engine)
    common.tighten(chosen.database_url)
    terminal.say("The database is up to date now." if changed else "The database is up to date.")
