"""What units are called beside each other: where names are equal, with what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from handlers import rights
from handlers.engine.turn import Turn
from storage.engine import Db
from storage.person import Person
from storage.units import Unit

Names = dict[int, str]
"""By a unit's id: what it is called."""


def called(turn: Turn, shown: Collection[Unit], among: Collection[Unit] = ()) -> Names:
    """What the units of a list are called; `among`: all that it is a page of."""
    return _called(shown, among or shown, lambda one: rights.unit_above(turn, one, "see"))


def called_for(db: Db, person: Person, shown: Collection[Unit]) -> Names:
    """The same in a message that is worded when it leaves."""
    return _called(shown, shown, lambda one: rights.unit_for(db, person, "see", one))


def _called(
    shown: Collection[Unit], among: Collection[Unit], above: Callable[[int], Unit | None]
) -> Names:
    """The name; of equals with the unit above them; if that is equal too, with the code."""
    by_id = {one.id: one for one in (*among, *shown)}
    names = Counter(one.name for one in by_id.values())
    equal = [one for one in by_id.values() if names[one.name] > 1]
    parents = {one.parent_id for one in shown if names[one.name] > 1}
    scopes = {key: found.name for key in parents if key and (found := above(key))}
    tells = Counter((one.name, scopes.get(one.parent_id or 0)) for one in equal)
    return {one.id: _name(one, scopes.get(one.parent_id or 0), names, tells) for one in shown}


def _name(
    unit: Unit, scope: str | None, names: Counter[str], tells: Counter[tuple[str, str | None]]
) -> str:
    if names[unit.name] == 1:
        return unit.name
    unique = scope is not None and tells[unit.name, scope] == 1
    return f"{unit.name}, {scope}" if unique else f"{unit.name} ({unit.code})"
