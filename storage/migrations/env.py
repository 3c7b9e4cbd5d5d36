"""What Alembic runs: always on a connection of ours, inside a transaction of ours."""

from __future__ import annotations

from alembic import context

from storage.migrations.models import METADATA, render

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=render,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
