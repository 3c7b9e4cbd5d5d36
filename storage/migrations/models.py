"""What the schema should become, for autogenerate."""

from __future__ import annotations

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from storage import (
    ballot_tables,
    content_tables,
    disqualification_tables,
    dossier_tables,
    fetch_tables,
    honour_tables,
    import_tables,
    joining_tables,
    measure_tables,
    nomination_tables,
    place_tables,
    publication_tables,
    report_tables,
    rules_tables,
    score_tables,
    sitting_tables,
    tables,
    within_tables,
)

MODULES = (
    ballot_tables,
    content_tables,
    disqualification_tables,
    dossier_tables,
    fetch_tables,
    honour_tables,
    tables,
    joining_tables,
    measure_tables,
    nomination_tables,
    place_tables,
    publication_tables,
    report_tables,
    rules_tables,
    score_tables,
    sitting_tables,
    import_tables,
    measure_tables,
    within_tables,
)
"""Every module that describes tables; imported here so that METADATA is complete."""

METADATA = SQLModel.metadata


def render(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Plain SQLAlchemy types: a migration must not change its meaning with a library of models."""
    if kind != "type":
        return False
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.String()" if isinstance(item, AutoString) else False
