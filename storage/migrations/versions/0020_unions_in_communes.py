"""A union inside a commune is a unit, and a second parent of its groups; units were named else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, DAY, FLAG, STRING, columns, refs

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ALWAYS = date(1, 1, 1)
_NAMES = {"11": "Hội Nông dân", "12": "Hội Liên hiệp Phụ nữ", "13": "Hội Cựu chiến binh",
          "14": "Đoàn Thanh niên"}  # fmt: skip
"""By the bank's codes; the next import brings the file's own."""
_PLAIN = {"11": "hoi nong dan", "12": "hoi lien hiep phu nu", "13": "hoi cuu chien binh",
          "14": "doan thanh nien"}  # fmt: skip
_units = sa.table(
    "units",
    *(sa.column(name, BIG) for name in ("id", "parent_id")),
    *(sa.column(name) for name in ("code", "kind", "name", "plain", "lies_in", "further")),
    *(sa.column(name) for name in ("union_code", "reports_from")),
    sa.column("active", FLAG),
)
_within = sa.table(
    "unit_within",
    *(sa.column(name, BIG) for name in ("unit_id", "ancestor_id")),
    *(sa.column(name, DAY) for name in ("since", "until")),
    *(sa.column(name) for name in ("kind", "level")),
    sa.column("here", FLAG),
)


def upgrade() -> None:
    """Since when a group is in its union nobody has noted: it was so since ever."""
    op.create_table(
        "former_names",
        *refs("units", "unit_id*"),
        *columns(DAY, "until*"),
        *columns(STRING, "name"),
    )
    op.add_column("units", sa.Column("further", sa.Text(), nullable=False, server_default="[]"))
    db = op.get_bind()
    found = {row.id: row for row in db.execute(sa.select(_units))}
    members: dict[tuple[int, str], list[Any]] = {}
    for row in found.values():
        if row.union_code and row.parent_id is not None:
            members.setdefault((row.parent_id, row.union_code), []).append(row)
    for (parent_id, union), groups in members.items():
        _union(db, found[parent_id], union, groups)
    with op.batch_alter_table("units") as table:
        table.drop_column("union_code")
    # What is summed is marked once more, the unions too.
    op.execute("DELETE FROM settings WHERE key LIKE 'sums.%'")


def _union(db: sa.Connection, parent: Any, union: str, groups: list[Any]) -> None:
    above = [[parent.kind, parent.id], *json.loads(parent.lies_in)]
    active = bool(parent.active) and any(group.active for group in groups)
    row = {
        "code": f"{parent.code}-{union}", "kind": "union", "name": _NAMES.get(union, union),
        "plain": _PLAIN.get(union, union.lower()), "parent_id": parent.id, "lies_in": _text(above),
        "further": "[]", "active": active,
        "reports_from": min(group.reports_from for group in groups),
    }  # fmt: skip
    made = db.execute(_units.insert().values(row).returning(_units.c.id)).scalar_one()
    links = [_link(made, "union", kind, ancestor, active) for kind, ancestor in above]
    for group in groups:
        lies_in = json.loads(group.lies_in)
        lies_in.insert(1, ["union", made])
        kept = {"lies_in": _text(lies_in), "further": _text([made])}
        db.execute(_units.update().where(_units.c.id == group.id).values(kept))
        links.append(_link(group.id, group.kind, "union", made, bool(group.active)))
    db.execute(_within.insert(), links)


def _link(unit_id: int, level: str, kind: str, ancestor: int, here: bool) -> dict[str, object]:
    return {"unit_id": unit_id, "ancestor_id": ancestor, "since": _ALWAYS, "until": None,
            "kind": kind, "level": level, "here": here}  # fmt: skip


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
