"""Runs Alembic from within the program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from storage.engine import Db


def config(db: Db | None = None) -> Config:
    """Alembic's view of our migrations, on a connection that is already in a transaction."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = db
    return found


def upgrade(db: Db) -> None:
    """Run what this database lacks, in its own transaction."""
    command.upgrade(config(db), "head")
