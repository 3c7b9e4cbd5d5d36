"""Shapes: a file's tables as they should look; what is broken is named and taken out.

So that the rest can be checked, a broken row is left away, a key that is unknown too, and what
the file has once is taken by a stand-in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scoring import shape
from scoring.award_rows import DAY
from scoring.checking.fault import At, Fault
from scoring.checking.wording import keys, sentence

_ONCE: Mapping[str, Any] = {
    "code": "-", "name": "-", "first_year": 2025, "stock_months": 3, "families": {},
    "caps": {"collectives": 0, "individuals": 0},
    "calendar": {"days_before": [], "hour": 8, "dossier": [1, 10], "dossier_days": [],
                 "escalation": [1, 8]},
    "award": None,
}  # fmt: skip
"""What the file has once, in a form in which there is no fault."""


@dataclass(frozen=True)
class Shaped:
    """The sound part of a file, and what is wrong with the shape of the rest."""

    file: shape.File
    faults: tuple[Fault, ...]
    _kept: Mapping[At, list[int]]

    def original(self, at: At) -> At:
        """Where something of the sound part stands in the file."""
        numbers = (self._kept.get(at[:n], ()) for n in range(len(at)))
        return tuple(
            kept[part] if isinstance(part, int) and part < len(kept) else part
            for part, kept in zip(at, numbers, strict=True)
        )

    def broken(self, at: At) -> bool:
        """Whether a shape is wrong at a place or in it: then what is said of it may mislead."""
        return any(fault.at[: len(at)] == at for fault in self.faults)


def shaped(raw: Mapping[str, Any]) -> Shaped:
    """The sound part of what was read from TOML."""
    gone: set[At] = set()
    faults: list[Fault] = []
    while True:
        kept: dict[At, list[int]] = {}
        rest = _without(raw, gone, (), (), kept)
        rest |= _stand_ins(gone)
        try:
            # As JSON, in which a list may become a tuple and yet no text a number.
            sound = json.dumps(rest, default=_written)
            return Shaped(shape.File.model_validate_json(sound, strict=True), tuple(faults), kept)
        except ValidationError as error:
            found = Shaped(shape.File.model_construct(), (), kept)
            errors = [(found.original(tuple(one["loc"])), one) for one in error.errors()]
        faults += [Fault(at, sentence(one, keys(shape.File, at[:-1]))) for at, one in errors]
        gone |= {_broken(at, one) for at, one in errors}


def _written(value: object) -> object:
    return {DAY: value.isoformat()} if type(value) is date else {}


def _without(value: Any, gone: set[At], old: At, new: At, kept: dict[At, list[int]]) -> Any:
    if isinstance(value, list):
        kept[new] = [n for n in range(len(value)) if (*old, n) not in gone]
        return [
            _without(value[n], gone, (*old, n), (*new, at), kept) for at, n in enumerate(kept[new])
        ]
    if isinstance(value, dict):
        return {
            key: _without(inner, gone, (*old, key), (*new, key), kept)
            for key, inner in value.items()
            if (*old, key) not in gone
        }
    return value


def _stand_ins(gone: set[At]) -> dict[str, Any]:
    tables = keys(shape.File, ())
    return {key: _ONCE.get(key, []) for key in tables if (key,) in gone}


def _broken(at: At, error: ErrorDetails) -> At:
    """The least that is taken out: an unknown key, a family, the innermost row, a whole table."""
    if error["type"] == "extra_forbidden":
        return at
    if at[0] == "families" and len(at) > 1:
        return at[:2]
    if at[0] in _ONCE:
        return at[:1]
    rows = (n for n in range(len(at), 1, -1) if isinstance(at[n - 1], int))
    return at[: next(rows, 1)]
