"""Dossiers: an office's of a year, how far it is, who signs, and every act on it.

Whoever changes one holds the office's unit; numbers are given under the Council's unit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import func, insert, select, update

from storage.dossier_states import dossiers
from storage.dossier_tables import DossierAct
from storage.engine import Db
from storage.people import people
from storage.tables import table

acts = table(DossierAct)
Status = Literal["open", "submitted", "returned"]
Act = Literal["signer", "submitted", "returned"]


class Dossier(NamedTuple):
    """An office's dossier of a year; see the table."""

    id: int
    movement: str
    year: int
    unit_id: int
    status: Status
    number: int | None
    signer: str | None
    post: str | None
    symbol: str | None
    submitted_at: datetime | None
    submitted_by: int | None

    @property
    def sent(self) -> bool:
        """Whether it is with the Council now."""
        return self.status == "submitted"


class Done(NamedTuple):
    """An act on a dossier: what, when, by whom, with which words, frozen under which number."""

    id: int
    act: Act
    at: datetime
    by_id: int | None
    by: str | None
    said: str | None
    snapshot: int | None


_all = select(*(dossiers.c[name] for name in Dossier._fields))


def of_unit(db: Db, movement: str, year: int, unit_id: int) -> Dossier | None:
    """The dossier of an office, if anything was done on it."""
    of = (dossiers.c.movement == movement, dossiers.c.year == year, dossiers.c.unit_id == unit_id)
    row = db.execute(_all.where(*of)).first()
    return None if row is None else Dossier(*row)


def of_year(db: Db, movement: str, year: int) -> dict[int, Dossier]:
    """Those of a year on which anything was done, by unit."""
    of = (dossiers.c.movement == movement, dossiers.c.year == year)
    found = (Dossier(*row) for row in db.execute(_all.where(*of).order_by(dossiers.c.unit_id)))
    return {one.unit_id: one for one in found}


def by_id(db: Db, dossier_id: int) -> Dossier | None:
    """The dossier of this id."""
    row = db.execute(_all.where(dossiers.c.id == dossier_id)).first()
    return None if row is None else Dossier(*row)


def begun(db: Db, movement: str, year: int, unit_id: int) -> Dossier:
    """The dossier of an office, begun where there is none. The unit is held by whoever calls."""
    found = of_unit(db, movement, year, unit_id)
    if found is not None:
        return found
    row = {"movement": movement, "year": year, "unit_id": unit_id, "status": "open"}
    made = insert(dossiers).values(row).returning(dossiers.c.id)
    return Dossier(int(db.execute(made).scalar_one()), movement, year, unit_id, "open",
                   *(None,) * 6)  # fmt: skip


def sign(db: Db, dossier_id: int, signer: str, post: str, symbol: str | None) -> None:
    """Who signs its papers, in which post; the unit's symbol in their numbers."""
    values = {"signer": signer, "post": post, "symbol": symbol}
    db.execute(update(dossiers).where(dossiers.c.id == dossier_id).values(values))


def last_number(db: Db, movement: str, year: int) -> int:
    """The number of the receipt that was given last in a year; 0 before the first."""
    of = (dossiers.c.movement == movement, dossiers.c.year == year)
    return int(db.execute(select(func.max(dossiers.c.number)).where(*of)).scalar() or 0)


def submit(db: Db, dossier_id: int, number: int, by: int, now: datetime) -> None:
    """It is with the Council from now on."""
    values = {"status": "submitted", "number": number, "submitted_at": now, "submitted_by": by}
    db.execute(update(dossiers).where(dossiers.c.id == dossier_id).values(values))


def give_back(db: Db, dossier_id: int) -> None:
    """It is with the office again; the number stays."""
    back = update(dossiers).where(dossiers.c.id == dossier_id)
    db.execute(back.values(status="returned"))


def note(
    db: Db, dossier_id: int, act: Act, by: int | None, now: datetime,
    said: str | None = None, snapshot: int | None = None,
) -> int:  # fmt: skip
    """Put an act behind the others; its id."""
    row = {"dossier_id": dossier_id, "act": act, "by_id": by, "at": now, "said": said,
           "snapshot": snapshot}  # fmt: skip
    return int(db.execute(insert(acts).values(row).returning(acts.c.id)).scalar_one())


def history(db: Db, dossier_id: int) -> list[Done]:
    """Every act, the first in front."""
    columns: tuple[Any, ...] = (acts.c.id, acts.c.act, acts.c.at, acts.c.by_id, people.c.name,
                                acts.c.said, acts.c.snapshot)  # fmt: skip
    found = select(*columns).select_from(acts.outerjoin(people, people.c.id == acts.c.by_id))
    rows = db.execute(found.where(acts.c.dossier_id == dossier_id).order_by(acts.c.id))
    return [Done(*row) for row in rows]
