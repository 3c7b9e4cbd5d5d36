"""Which column of the bank's own sheet is which figure: said once, and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from locales.fold import fold
from storage import settings
from storage.engine import Db

KEY = "UNIT"
_KEPT = "figures.columns"
_TARGET = re.compile(r"([A-Za-z][A-Za-z0-9_]*)(?:\s*[*x×]\s*([1-9][0-9]{0,9}))?")


@dataclass(frozen=True)
class Column:
    """A column of the sheet by its name there, the figure it holds, and in what it counts."""

    name: str
    code: str
    factor: int = 1


Columns = Mapping[str, Column]
"""By folded name: upper case, marks and line breaks make no difference."""

_columns = TypeAdapter(list[Column])


def said(wishes: Iterable[str], known: Columns) -> Columns:
    """The kept columns with what is wished: `NAME=CODE`, `NAME=CODE*1000000`, `NAME=` forgets.

    ValueError for what is none of these.
    """
    found = dict(known)
    for wish in wishes:
        name, equals, target = (part.strip() for part in wish.rpartition("="))
        match = _TARGET.fullmatch(target)
        if not (name and equals) or (target and not match):
            raise ValueError(f"{wish!r} is not like 'Mã tổ=unit' or 'Dư nợ=LOAN_OUT*1000000'")
        found.pop(key(name), None)
        if match:
            found[key(name)] = Column(name, match[1].upper(), int(match[2] or 1))
    return found


def key(name: str) -> str:
    """A column's name as it is compared."""
    return " ".join(fold(name).split())


def kept(db: Db) -> Columns:
    """What was said earlier."""
    stored = settings.get(db, _KEPT)
    return {key(one.name): one for one in _columns.validate_json(stored)} if stored else {}


def keep(db: Db, columns: Columns) -> None:
    """Remember it for the files to come."""
    if columns != kept(db):
        settings.put(db, _KEPT, _columns.dump_json(list(columns.values())).decode())


def header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row names the columns: the unit's, and one beside it."""
    if any(cell.upper() == KEY for cell in cells):
        return True
    codes = {columns[key(cell)].code for cell in cells if key(cell) in columns}
    return KEY in codes and len(codes) > 1


def shown(columns: Columns) -> list[str]:
    """As they may be said again."""
    return [f"{c.name}={c.code.lower() if c.code == KEY else c.code}"
            + (f"*{c.factor}" if c.factor > 1 else "") for c in columns.values()]  # fmt: skip
