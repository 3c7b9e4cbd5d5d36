"""Places in words: `form head-month: indicators[3]`, `list groups: ties[2].measure`."""

from __future__ import annotations

from typing import Any

from scoring.checking.fault import At

_NAMES = ("code", "grade")


def place(raw: Any, at: At) -> str:
    """The way to a value as people read it; a row goes by its code, without one by its number."""
    if not at:
        return ""
    table, *rest = at
    head, here = str(table), _inside(raw, table)
    if rest and isinstance(rest[0], int):
        number = rest.pop(0)
        here = _inside(here, number)
        name = _name(here)
        head += f" {name}" if name else f"[{number}]"
    tail = _tail(here, rest)
    return f"{head}: {tail}" if tail else head


def _tail(here: Any, parts: list[str | int]) -> str:
    found = ""
    for part in parts:
        here = _inside(here, part)
        name = _name(here) if isinstance(part, int) else str(part)
        found += f".{name}" if name else f"[{part}]"
    return found.removeprefix(".")


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _name(row: Any) -> str:
    names = (row.get(key) for key in _NAMES) if isinstance(row, dict) else ()
    return next((name for name in names if isinstance(name, str) and name), "")
