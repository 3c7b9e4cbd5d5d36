"""What differs between two versions of a movement's file, each in a line with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Line by line, in the order of the new file; what falls away at the end of its table.

    Both as TOML is read. Rows are the same if their codes are: their order means nothing here.
    """
    yield from _tables("", old, new)


def _tables(at: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in (*new, *(key for key in old if key not in new)):
        yield from _values(f"{at}{key}", old.get(key), new.get(key))


def _values(at: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    before, after = _by_code(old), _by_code(new)
    if before is not None and after is not None:
        yield from _rows(at, before, after)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _tables(f"{at}.", old, new)
    elif old is None:
        yield f"+ {at}: {_said(new)}"
    elif new is None:
        yield f"- {at}: {_said(old)}"
    else:
        yield f"~ {at}: {_said(old)} -> {_said(new)}"


def _rows(at: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for code in (*new, *(code for code in old if code not in new)):
        if code not in old:
            yield f"+ {at} {code}"
        elif code not in new:
            yield f"- {at} {code}"
        else:
            yield from _tables(f"{at} {code}: ", old[code], new[code])


def _by_code(value: Any) -> dict[str, Any] | None:
    """Rows by their codes; an empty table has none."""
    if not isinstance(value, list):
        return {} if value is None else None
    if not all(isinstance(row, dict) and "code" in row for row in value):
        return None
    return {str(row["code"]): row for row in value}


_LONGEST = 60


def _said(value: Any) -> str:
    text = ", ".join(map(_said, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
