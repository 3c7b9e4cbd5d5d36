"""What was published: a summary of its tables with what had changed, and the tables themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError, model_validator

from scoring import canonical, narrowing
from scoring.canonical import Digests
from scoring.changes import Changes
from scoring.corrected import Reason
from scoring.narrowing import Own
from scoring.standings import Basis, Line, Standings
from storage import publications, units
from storage.engine import Db

BASIS: Basis = "provisional"
"""What is pushed, but for a year's official table."""
SHOWN, _LEAST = 10, 3
"""Lines that are told of; of each class of size at least so many."""


class Summary(BaseModel):
    """Of a publication: its tables with the first lines only, and what had changed.

    `basis`: of the table that is told. `changes`: by frequency, as they were kept before there were
    scopes. `digests`: of the whole tables; of what was published before there were any they are not
    known.
    """

    tables: dict[Basis, Standings]
    basis: Basis = BASIS
    digests: dict[Basis, Digests] = {}
    changes: dict[str, Changes] | None = None

    @property
    def before_scopes(self) -> bool:
        """Whether it was kept before there were any: then its changes stand here."""
        return self.changes is not None

    @property
    def pushed(self) -> Standings:
        """The table that is told of."""
        return self.tables[self.basis]

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


class Told(BaseModel):
    """What is told in a scope: the first lines, and what had changed since earlier publications.

    `changes`: by the number of the earlier one. `leaders`: who is first, by their ids. `reasons`:
    why an earlier version was corrected.
    """

    table: Standings
    changes: dict[int, Changes] = {}
    leaders: str = ""
    reasons: tuple[Reason, ...] = ()


def joined(leaders: Iterable[int]) -> str:
    """Who is first, as it is kept."""
    return ",".join(map(str, sorted(leaders)))


def body(tables: Mapping[Basis, Standings], basis: Basis) -> str:
    """The summary as it is kept (JSON); `basis`: of the table that is told."""
    known = {basis: canonical.digests(one) for basis, one in tables.items()}
    cut = {basis: first(one) for basis, one in tables.items()}
    return Summary(tables=cut, basis=basis, digests=known).model_dump_json()


def first(table: Standings) -> Standings:
    """The first lines, of each class of size equally many; those with a place."""
    classes: dict[int, list[Line]] = {}
    for line in table.lines:
        if line.place is not None:
            classes.setdefault(line.size, []).append(line)
    each = max(_LEAST, SHOWN // max(1, len(classes)))
    lines = tuple(line for of_size in classes.values() for line in of_size[:each])
    return replace(table, lines=lines, more=table.coverage.active > len(lines))


def published(db: Db, number: int, basis: Basis) -> Standings | None:
    """A table as it was published, with all its lines."""
    found = publications.numbered(db, number)
    told = None if found is None else _read(found)
    if told is None or basis not in told.tables:
        return None
    lines = tuple(publications.lines(db, number, basis))
    return replace(told.tables[basis], lines=lines, more=False)


def by_number(db: Db, number: int) -> Summary | None:
    """What is told of the publication of a number."""
    found = publications.numbered(db, number)
    return None if found is None else _read(found)


def told(db: Db, number: int, scope_id: int) -> Told | None:
    """What is told of a publication in a scope, if anybody followed it there."""
    found = publications.scoped(db, number, scope_id)
    if found is None:
        return _widest(db, number)
    told, summary = Told.model_validate_json(found), by_number(db, number)
    of = summary.pushed if summary else told.table
    named = replace(told.table, number=number, version=of.version, corrects=of.corrects)
    return told.model_copy(update={"table": named})


def _widest(db: Db, number: int) -> Told | None:
    """Of what was published before there were scopes."""
    summary = by_number(db, number)
    return Told(table=summary.pushed) if summary and summary.before_scopes else None


def own(db: Db, number: int) -> Mapping[int, Own]:
    """By unit: what it is told of itself; all of them at once, for many are told."""
    summary = by_number(db, number)
    if summary is None:
        return {}
    pushed = summary.pushed
    lines = list(publications.lines(db, number, pushed.basis))
    nearest = units.called(db, {code for line in lines for code in line.scopes[:1]})
    return narrowing.own(lines, nearest, pushed.scope.name, pushed.basis)


def _read(found: publications.Kept) -> Summary | None:
    try:
        told = Summary.model_validate_json(found.body)
    except ValidationError:  # from before there were summaries
        return None
    numbered = {
        basis: replace(one, number=found.number, version=found.version, corrects=found.corrects)
        for basis, one in told.tables.items()
    }
    return told.model_copy(update={"tables": numbered})
