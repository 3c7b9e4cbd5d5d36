"""Units by their names, in a scope: an index over the folded names, and a short look around."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, select

from storage.engine import Db
from storage.units import COLUMNS, Unit, lies_in, units

_LAST = chr(0x10FFFF)
_LOOKED_AT = 5_000
"""Units in which a word inside the name is looked for; whatever is more is found by its
beginning, or with the commune's name."""


def named(
    db: Db, scope: Unit, phrase: str, kinds: Collection[str], most: int, *, inside: bool = True
) -> list[Unit]:
    """The active units below a scope with this name, else those whose name begins with it, else
    (`inside`) those in whose name a word does. `phrase` as `locales.naming.plain` gives it; a
    number at its end is a whole one.

    What begins so is read off the index, what lies inside a name off a bounded number of rows.
    """
    here = _here(scope, kinds)
    begun = f"{phrase} " if phrase[-1:].isdecimal() else phrase
    begins = and_(units.c.plain >= begun, units.c.plain < f"{begun}{_LAST}")
    for name in (units.c.plain == phrase, begins):
        found = _found(db, (*here, name), most)
        if found:
            return found
    return _inside(db, here, begun, most) if inside else []


def first(db: Db, scope: Unit, kind: str) -> Unit | None:
    """An active unit of a kind below a scope, the first by name; `None` if there is none."""
    return next(iter(_found(db, _here(scope, (kind,)), 1)), None)


def _here(scope: Unit, kinds: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return lies_in(scope), units.c.kind.in_(kinds), units.c.active


def _found(db: Db, where: tuple[ColumnElement[bool], ...], most: int) -> list[Unit]:
    statement = select(*COLUMNS).where(*where).order_by(units.c.plain, units.c.code).limit(most)
    return [Unit(*row) for row in db.execute(statement)]


def _inside(db: Db, here: tuple[ColumnElement[bool], ...], begun: str, most: int) -> list[Unit]:
    few = select(*COLUMNS, units.c.plain).where(*here).limit(_LOOKED_AT).subquery()
    word = (few.c.plain + " ").contains(f" {begun}", autoescape=True)
    columns = [few.c[column.name] for column in COLUMNS]
    statement = select(*columns).where(word).order_by(few.c.plain, few.c.code).limit(most)
    return [Unit(*row) for row in db.execute(statement)]
