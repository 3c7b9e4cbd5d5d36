"""Everything that a database holds, so that two of them can be compared: rows are named by what
they are, since ids differ where something was tried in vain."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, Row, Table, select

from storage.engine import reading
from storage.migrations.models import METADATA

Names = dict[str, dict[int, str]]
_GROUPED = {
    "updates": "chat",
    "outbox": "chat",
    "entries": "report_id",
    "events": "report_id",
    "marks": "unit_id",
}
"""Tables in which the order of rows counts, within what."""
_REPORT = re.compile(r'(report\\?":\s*)(\d+)')
_RECEIPT = re.compile(r"(<b>)(\d+)-\d+(?=</b>)")
_TAPPED = re.compile(r'("(?:tapped|data)":\s*")(\d+)')


def content(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table; those of `_GROUPED` in their order within a chat or report."""
    with reading(engine) as db:
        rows = {t: list(db.execute(select(t))) for t in METADATA.sorted_tables}
    names: Names = {}
    for table, found in rows.items():
        names[table.name] = _names(table, found)
    return {table.name: _told(table, found, names) for table, found in rows.items()}


def _names(table: Table, rows: list[Row[Any]]) -> dict[int, str]:
    if table.name == "updates":
        return {row.id: f"update {row.external_id}" for row in rows}
    if table.name == "reports":
        return {row.id: f"report {row.unit_id} {row.form} {row.period}" for row in rows}
    if table.name == "outbox":
        counted: dict[str, int] = {}
        found = {}
        for row in sorted(rows, key=lambda row: row.id):
            counted[row.chat] = counted.get(row.chat, 0) + 1
            found[row.id] = f"message {counted[row.chat]} to {row.chat}"
        return found
    return {}


def _told(table: Table, rows: list[Row[Any]], names: Names) -> list[tuple[Any, ...]]:
    group = _GROUPED.get(table.name)
    named = [(row, {k: _value(table, k, v, names) for k, v in row._mapping.items()})
             for row in rows]  # fmt: skip
    key: Callable[[Any], Any] = lambda one: repr(list(one[1].values()))  # noqa: E731
    if group:
        key = lambda one: (str(one[1][group]), one[0].id)  # noqa: E731
    return [tuple(v for k, v in one.items() if k != "id") for _, one in sorted(named, key=key)]


def _value(table: Table, column: str, value: Any, names: Names) -> Any:
    if column == "id":
        return None
    if isinstance(value, int):
        points = table.columns[column].foreign_keys
        there = next((f.column.table.name for f in points), "")
        there = "outbox" if column == "prompt_id" else there
        return names.get(there, {}).get(value, value)
    if not isinstance(value, str):
        return value
    if table.name == "outbox" and column == "key" and value.startswith("in:"):
        _, number, rest = value.split(":", 2)
        return f"{names['updates'][int(number)]}:{rest}"
    for numbered in (_REPORT, _RECEIPT):
        value = numbered.sub(lambda m: m[1] + names["reports"].get(int(m[2]), m[2]), value)
    return _TAPPED.sub(lambda m: m[1] + names["outbox"].get(int(m[2]), m[2]), value)
