"""Writes the next revision: what the tables say, less what the migrations make so far."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.engine import connect, transaction
from storage.migrations.running import config
from storage.schema import migrate, newest


def main(message: str) -> None:
    """Compare the tables with a fresh database and write the difference as a revision."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'fresh.db'}")
        migrate(engine)
        with transaction(engine) as db:
            number = f"{int(newest()) + 1:04d}"
            command.revision(config(db), message, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('usage: python -m storage.migrations "What changes"')
    main(sys.argv[1])
