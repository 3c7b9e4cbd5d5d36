"""Who and what is on the roster, or was: units, where they lay, former names, people, roles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from services.export.kinds import Kind, Wanted, person_code, unit_code
from storage.paging import Source, named, of
from storage.people import people, roles
from storage.tables import table
from storage.units import units
from storage.within import ALWAYS, within
from storage.within_tables import FormerName


def kinds(wanted: Wanted) -> Iterator[Kind]:
    """Of every year: who is on the roster has no year."""
    yield Kind(
        "units",
        Source(units, more=lambda page: [unit_code(page.c.parent_id, "parent")]),
        ("code", "kind", "name", "parent", "households", "transaction_day", "reports_from",
         "active", "left_on", "collective", "members", "women", "excused"),
    )  # fmt: skip
    yield _within()
    former = table(FormerName)
    named_then = Source(former, more=lambda page: [unit_code(page.c.unit_id)])
    yield Kind("former_names", named_then, ("unit", "name", "until"))
    phone = ("phone",) if wanted.phones else ()
    who = ("code", "name", *phone, "language", "consented_at", "revoked_at", "active",
           "kind", "gender", "leads", "born", "post")  # fmt: skip
    yield Kind("people", Source(people), who)
    held = Source(
        roles, more=lambda page: [person_code(page.c.person_id), unit_code(page.c.unit_id)]
    )
    yield Kind("roles", held, ("person", "role", "unit"))


def _within() -> Kind:
    def more(page: Any) -> list[Any]:
        return [
            unit_code(page.c.unit_id), unit_code(page.c.ancestor_id, "above"),
            named("parent_id", of(units.c.parent_id, units.c.id, page.c.unit_id)),
            named("further", of(units.c.further, units.c.id, page.c.unit_id)),
        ]  # fmt: skip

    columns = ("unit", "unit_kind", "above", "above_kind", "since", "until", "here", "directly")
    cells = {"unit_kind": lambda row: row.level, "above_kind": lambda row: row.kind,
             "directly": _directly, "since": _since}  # fmt: skip
    return Kind("within", Source(within, more=more), columns, cells)


def _since(row: Any) -> date | None:
    """The day; none where it lies there as long as anybody knows."""
    return row.since if row.since != ALWAYS else None


def _directly(row: Any) -> bool | None:
    """Whether the unit lies in the other one itself; of what is over that is not kept."""
    if row.until is not None:
        return None
    return row.ancestor_id == row.parent_id or row.ancestor_id in json.loads(row.further)
