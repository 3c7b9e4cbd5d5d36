"""A published table byte for byte (docs/publications.md): the same anywhere, and afterwards.

JSON in UTF-8: keys in order, no spaces, whole numbers only; a moment is UTC with microseconds.
Lines stand in an order that follows from what they say, not from a database's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

from scoring.standings import Line, Standings

FORMAT = 1
_LINES = '"lines":[]'


@dataclass(frozen=True)
class Digests:
    """SHA-256, each in 64 hexadecimal digits: of the inputs, the rules and the result."""

    inputs: str
    rules: str
    result: str
    format: int = FORMAT


def digests(table: Standings) -> Digests:
    """Of a table with all its lines."""
    found = _digest(inputs(table))
    return Digests(found, table.digest, _digest(_document(table, found)))


def document(table: Standings) -> Iterator[bytes]:
    """The result: the table as it was published, without its number, which names these bytes."""
    return _document(table, _digest(inputs(table)))


def inputs(table: Standings) -> Iterator[bytes]:
    """What a table follows from: what was asked, by which rules, and each unit's stored score."""
    head = {
        "as_of": _moment(table), "basis": table.basis, "format": FORMAT, "lines": [],
        "list": table.list, "movement": table.movement, "rules": table.digest,
        "scope": table.scope.code, "year": table.year,
    }  # fmt: skip
    lines = sorted(table.lines, key=lambda line: line.code)
    return _written(head, map(_input, lines))


def faults(table: Standings, kept: Digests) -> list[str]:
    """What does not fit together of what is stored; nothing, if it is what was published."""
    now, found = digests(table), []
    if now.inputs != kept.inputs:
        found.append("the inputs are not those that were published")
    if now.rules != kept.rules:
        found.append("the rules are not those that were published")
    if now.result != kept.result:
        found.append("the result is not what was published")
    if places(table.lines) != {line.code: line.place for line in table.lines}:
        found.append("the places do not follow from the inputs")
    return found


def places(lines: Iterable[Line]) -> dict[str, int | None]:
    """The places that follow from points and ties, by code, in each class of size (1-2-2-4)."""
    found: dict[str, int | None] = {}
    classes: dict[int, list[Line]] = {}
    for line in lines:
        found[line.code] = None
        if line.standing == "ranked":
            classes.setdefault(line.size, []).append(line)
    for some in classes.values():
        some.sort(key=_better, reverse=True)
        place, last = 0, None
        for at, line in enumerate(some, 1):
            place, last = (place if _better(line) == last else at), _better(line)
            found[line.code] = place
    return found


def _better(line: Line) -> tuple[int, ...]:
    return (line.total, *line.ties)


def _document(table: Standings, of_inputs: str) -> Iterator[bytes]:
    scope = table.scope
    head = {
        "as_of": _moment(table), "barred": sorted(table.barred), "basis": table.basis,
        "coverage": {"active": table.coverage.active, "reported": table.coverage.reported},
        "format": FORMAT, "inputs": of_inputs, "level": table.level, "lines": [],
        "list": table.list, "mean": table.mean, "movement": table.movement,
        "rules": table.digest, "year": table.year,
        "scope": {"code": scope.code, "kind": scope.kind, "name": scope.name},
    }  # fmt: skip
    return _written(head, map(_line, sorted(table.lines, key=_order)))


def _order(line: Line) -> tuple[bool, int, bool, int, str]:
    """The classes of size, none last; those with a place in front; equals by their codes."""
    unplaced = line.place is None
    return (line.size == 0, line.size, unplaced, line.place or 0, line.code)


def _input(line: Line) -> list[Any]:
    return [line.code, line.standing, line.size, line.total, list(line.ties), line.reported,
            line.required, line.under_review, list(line.scopes), sorted(line.barred)]  # fmt: skip


def _line(line: Line) -> Mapping[str, Any]:
    return {
        "barred": sorted(line.barred), "code": line.code, "name": line.name, "place": line.place,
        "reported": line.reported, "required": line.required, "scopes": list(line.scopes),
        "size": line.size, "standing": line.standing, "ties": list(line.ties),
        "total": line.total, "under_review": line.under_review, "within": line.commune,
    }  # fmt: skip


def _written(head: Mapping[str, Any], lines: Iterable[Any]) -> Iterator[bytes]:
    """The head with the lines in their place, a line at a time: a nation has many."""
    before, _, behind = _json(head).partition(_LINES)
    yield f"{before}{_LINES[:-1]}".encode()
    for n, line in enumerate(lines):
        yield f"{',' if n else ''}{_json(line)}".encode()
    yield f"]{behind}\n".encode()


def _json(value: Any) -> str:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def _moment(table: Standings) -> str:
    return table.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(chunks: Iterable[bytes]) -> str:
    found = sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()
