"""What was published: a summary of its tables with what had changed, and the tables themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError, model_validator

from scoring.changes import Changes
from scoring.standings import Basis, Line, Standings
from storage import publications
from storage.engine import Db

BASIS: Basis = "provisional"
"""What is pushed."""
SHOWN, _LEAST = 10, 3
"""Lines that are told of; of each class of size at least so many."""


class Summary(BaseModel):
    """Of a publication: its tables with the first lines only, and what had changed.

    `changes`: by frequency, since it last came.
    """

    tables: dict[Basis, Standings]
    changes: dict[str, Changes] = {}

    @property
    def pushed(self) -> Standings:
        """The table that is told of."""
        return self.tables[BASIS]

    @model_validator(mode="before")
    @classmethod
    def _before_there_were_numbers(cls, body: Any) -> Any:
        """What was kept then named neither the list nor the rules, and only one basis."""
        if not isinstance(body, Mapping) or "tables" in body:
            return body
        unknown: dict[str, object] = dict.fromkeys(("movement", "list", "level", "digest"), "")
        unknown["scope"] = {"kind": "", "code": "", "name": ""}
        known = {name: body.get(name) for name in ("year", "as_of", "coverage")}
        table = {**unknown, **known, "basis": BASIS, "lines": body.get("first")}
        return {"tables": {BASIS: table}, "changes": body.get("changes", {})}


def body(tables: Mapping[Basis, Standings], changes: Mapping[str, Changes]) -> str:
    """The summary as it is kept (JSON)."""
    first = {basis: _first(one) for basis, one in tables.items()}
    return Summary(tables=first, changes=dict(changes)).model_dump_json()


def _first(table: Standings) -> Standings:
    """The first lines, of each class of size equally many; those with a place."""
    classes: dict[int, list[Line]] = {}
    for line in table.lines:
        if line.place is not None:
            classes.setdefault(line.size, []).append(line)
    each = max(_LEAST, SHOWN // max(1, len(classes)))
    lines = tuple(line for of_size in classes.values() for line in of_size[:each])
    return replace(table, lines=lines, more=table.coverage.active > len(lines))


def summary(db: Db, key: str) -> Summary | None:
    """What is told of a publication; `None` where there is none, or from before there were any."""
    found = publications.kept(db, key)
    return None if found is None else _read(found)


def published(db: Db, number: int, basis: Basis) -> Standings | None:
    """A table as it was published, with all its lines."""
    found = publications.numbered(db, number)
    told = None if found is None else _read(found)
    if told is None or basis not in told.tables:
        return None
    lines = tuple(publications.lines(db, number, basis))
    return replace(told.tables[basis], lines=lines, more=False)


def _read(found: publications.Kept) -> Summary | None:
    try:
        told = Summary.model_validate_json(found.body)
    except ValidationError:  # from before there were summaries
        return None
    numbered = {basis: replace(one, number=found.number) for basis, one in told.tables.items()}
    return told.model_copy(update={"tables": numbered})
