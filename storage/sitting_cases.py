"""Whom a sitting is about: the nominees by their numbers, whatever has become of them since."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from scoring.award_rows import Of
from storage.engine import Db
from storage.people import people
from storage.proposed import nominations
from storage.sittings import cases
from storage.units import units


class Nominee(NamedTuple):
    """A case: the nomination, what it is called now; `live`: it has not been withdrawn."""

    number: int
    nomination_id: int
    what: Of
    kind: str
    live: bool
    person_id: int | None
    person: str | None
    unit_id: int
    unit_code: str
    unit: str
    above: str

    @property
    def name(self) -> str:
        """What the nominee is called."""
        return self.person or self.unit

    def lies_in(self) -> set[int]:
        """The ids of the unit, and of those above it."""
        return {self.unit_id, *(unit_id for _, unit_id in json.loads(self.above))}


def nominees(db: Db, sitting_id: int) -> dict[int, Nominee]:
    """The cases of a sitting, by their numbers."""
    found = (
        select(
            cases.c.number, nominations.c.id, nominations.c.what, nominations.c.kind,
            nominations.c.live, nominations.c.person_id, people.c.name, units.c.id, units.c.code,
            units.c.name, units.c.lies_in,
        )
        .select_from(
            cases.join(nominations, nominations.c.id == cases.c.nomination_id)
            .join(units, units.c.id == nominations.c.unit_id)
            .outerjoin(people, people.c.id == nominations.c.person_id)
        )
        .where(cases.c.sitting_id == sitting_id)
        .order_by(cases.c.number)
    )  # fmt: skip
    return {row[0]: Nominee._make(row) for row in db.execute(found)}


def leaders(db: Db, ids: Collection[int]) -> set[int]:
    """Those of whom the roster says that they lead."""
    where = (people.c.id.in_(ids), people.c.leads)
    return set(db.execute(select(people.c.id).where(*where)).scalars())


def standing(db: Db, ids: Collection[int]) -> set[int]:
    """Those of some nominations that are not withdrawn."""
    where = (nominations.c.id.in_(ids), nominations.c.live)
    return set(db.execute(select(nominations.c.id).where(*where)).scalars())
