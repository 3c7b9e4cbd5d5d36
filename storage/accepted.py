"""Accepted figures stay official while their correction waits: they are kept aside until then."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from storage.answers import cells
from storage.engine import Db
from storage.prepared import Prepared
from storage.report_tables import AcceptedCell
from storage.tables import table

accepted_cells = table(AcceptedCell)

_COPIED = ("report_id", "code", "value")
_keep = Prepared(
    insert(accepted_cells).from_select(
        _COPIED, select(*(cells.c[n] for n in _COPIED)).where(cells.c.report_id == bindparam("key"))
    )
)
_drop = Prepared(delete(accepted_cells).where(accepted_cells.c.report_id == bindparam("key")))


def keep(db: Db, report_id: int) -> None:
    """Set aside what an accepted report says, before its correction takes its place."""
    _keep.run(db, {"key": report_id})


def drop(db: Db, report_id: int) -> None:
    """The correction was accepted: what was kept aside counts no longer."""
    _drop.run(db, {"key": report_id})
