"""The tables of what imports changed: every old value, when, from which file, by whom."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import new_id, ref, words


class Import(SQLModel, table=True):
    """One file that was applied and changed something; `digest` is the file's SHA-256."""

    __tablename__: ClassVar[str] = "imports"
    id: int | None = new_id()
    what: str
    file: str
    digest: str
    by: str
    at: datetime = Field(index=True)


class ImportChange(SQLModel, table=True):
    """One value that an import changed, as text; no old value where there was none.

    `what` is unit, person or figure; `field` a column's name or an indicator; `period` stands
    beside figures only.
    """

    __tablename__: ClassVar[str] = "import_changes"
    __table_args__ = (Index("import_changes_of", "what", "code", "field"),)
    id: int | None = new_id()
    import_id: int = ref("imports", index=True)
    what: str
    code: str
    field: str
    period: str | None = None
    old: str | None = words(null=True)
    new: str | None = words(null=True)
