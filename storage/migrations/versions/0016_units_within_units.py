"""Which unit lies in which, with dates, instead of a column for each kind; scores by list."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, DAY, FLAG, INTEGER, STRING, columns, refs

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ALWAYS = date(1, 1, 1)
_KINDS = ("commune", "office", "branch")
_AT_ONCE = 1000


def upgrade() -> None:
    """What lay in a commune, an office, a branch, and their parents' parents, lies there still."""
    op.create_table(
        "unit_within",
        *refs("units", "unit_id*", "ancestor_id*"),
        *columns(DAY, "since*", "until?"),
        *columns(STRING, "kind", "level"),
        *columns(FLAG, "here"),
    )
    op.add_column("units", sa.Column("lies_in", sa.Text(), nullable=False, server_default="[]"))
    _move()
    op.create_index("unit_within_below", "unit_within", ["ancestor_id", "level", "here", "unit_id"])
    op.drop_index("units_branch", "units")
    for kind in _KINDS[:2]:
        op.drop_index(f"ix_units_{kind}_id", "units")
    with op.batch_alter_table("units") as table:
        for kind in _KINDS:
            table.drop_column(f"{kind}_id")
    _scores()


def _scores() -> None:
    """A unit may stand in several lists: until now there was one."""
    op.create_table(
        "scores_by_list",
        *columns(STRING, "league*"),
        *refs("units", "unit_id*"),
        *columns(INTEGER, "year*"),
        *columns(STRING, "basis*"),
        *columns(BIG, *(f"scope{n}?" for n in range(1, 5))),
        *columns(STRING, "standing"),
        *columns(BIG, "total", *(f"tie{n}" for n in range(1, 6))),
        *columns(INTEGER, "reported", "required"),
        *columns(DAY, "as_of"),
        *columns(FLAG, "under_review"),
    )
    same = ", ".join(["unit_id", "year", "basis", "standing", "total",
                      *(f"tie{n}" for n in range(1, 6)), "reported", "required", "as_of",
                      "under_review"])  # fmt: skip
    op.execute(sa.text(
        f"INSERT INTO scores_by_list (league, scope1, scope2, scope3, {same}) "  # noqa: S608
        f"SELECT 'tay-ninh/groups', commune_id, office_id, branch_id, {same} FROM scores"
    ))  # fmt: skip
    op.drop_table("scores")
    op.rename_table("scores_by_list", "scores")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX scores_by_list_pkey RENAME TO scores_pkey")
    asked = ("league", "year", "basis")
    for n in range(1, 4):
        op.create_index(f"scores_scope{n}", "scores", [*asked, f"scope{n}", "standing", "total"])
    some = sa.text("scope4 IS NOT NULL")
    op.create_index("scores_scope4", "scores", [*asked, "scope4", "standing", "total"],
                    sqlite_where=some, postgresql_where=some)  # fmt: skip
    op.create_index("scores_as_of", "scores", ["year", "basis", "as_of", "unit_id"])


def _move() -> None:
    db = op.get_bind()
    names = ("id", "kind", "active", "parent_id", "commune_id", "office_id", "branch_id")
    units = sa.table("units", *(sa.column(name) for name in (*names, "lies_in")))
    within = sa.table("unit_within", sa.column("unit_id", BIG), sa.column("ancestor_id", BIG),
                      sa.column("since", DAY), sa.column("until", DAY), sa.column("kind"),
                      sa.column("level"), sa.column("here", FLAG))  # fmt: skip
    found = {row.id: row for row in db.execute(sa.select(*(units.c[name] for name in names)))}
    rows, texts = [], []
    for unit in found.values():
        above = _above(unit, found)
        texts.append({"of": unit.id, "text": json.dumps(above, separators=(",", ":"))})
        rows += [
            {"unit_id": unit.id, "ancestor_id": ancestor, "since": _ALWAYS, "until": None,
             "kind": kind, "level": unit.kind, "here": bool(unit.active)}
            for kind, ancestor in above
        ]  # fmt: skip
    write = sa.update(units).where(units.c.id == sa.bindparam("of"))
    for start in range(0, len(texts), _AT_ONCE):
        db.execute(write.values(lies_in=sa.bindparam("text")), texts[start : start + _AT_ONCE])
    for start in range(0, len(rows), _AT_ONCE):
        db.execute(within.insert(), rows[start : start + _AT_ONCE])


def _above(unit: Any, found: dict[int, Any]) -> list[tuple[str, int]]:
    """Everything above a unit, the nearest first."""
    ids: dict[int, None] = {}
    todo = [unit]
    while todo:
        one = todo.pop(0)
        direct = (one.parent_id, one.commune_id, one.office_id, one.branch_id)
        for ancestor in direct:
            if ancestor is not None and ancestor != unit.id and ancestor not in ids:
                ids[ancestor] = None
                todo.append(found[ancestor])
    return [(found[ancestor].kind, ancestor) for ancestor in ids]
