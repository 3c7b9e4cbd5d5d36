"""Who may do what where: one table of role x act x unit, asked by every feature.

A unit on which an act is not allowed is answered as if it were unknown. Units reach a handler
through this file (reports through `sheet`), so that nothing is shown without being asked for; what
an answer rests on is asked once more when it leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from markupsafe import Markup

from handlers.engine.turn import About, Reply, Turn
from handlers.rights_table import RIGHTS, Act, Where
from locales.fold import fold
from storage import people, readers, units
from storage.engine import Db
from storage.outbox import Address
from storage.person import Person
from storage.units import Unit

_LONGEST_CODE = 60


def may(person: Person, act: Act, unit: Unit) -> bool:
    """Whether any of the person's roles allows the act on this unit; on an ended one none does."""
    return bool(acting(person, act, unit))


def acting(person: Person, act: Act, unit: Unit) -> frozenset[str]:
    """The roles that allow it.

    Nobody decides on a unit for which they would have to answer, or judges one of which they are.
    """
    if not unit.active or (act == "disqualify" and may(person, "answer", unit)):
        return frozenset()
    if act == "judge" and any(_is_of(one.unit, unit) for one in person.assignments):
        return frozenset()
    held = ((one.role, RIGHTS[one.role].get(act), one.unit) for one in person.assignments)
    return frozenset(role for role, allows, own in held if allows and relation(own, unit) in allows)


def _is_of(own: Unit, unit: Unit) -> bool:
    return relation(own, unit) == "own" or relation(unit, own) == "below"


def relation(own: Unit, other: Unit) -> Where:
    """How another unit stands to one's own."""
    if own.id == other.id:
        return "own"
    if own.id in other.above():
        return "below"
    return "above" if other.id in own.above() else "foreign"


def allowed(turn: Turn, act: Act, unit: Unit) -> bool:
    """Whether whoever writes may; the answer rests on it from now on."""
    if turn.person is None or not may(turn.person, act, unit):
        return False
    turn.about.add((act, unit.id))
    return True


def unit(turn: Turn, code: str, act: Act) -> Unit | None:
    """The unit that somebody names; `None` if it is unknown, or none of their business."""
    return _asked(turn, act, units.by_code(turn.db, code))


def unit_for(db: Db, person: Person, act: Act, unit_id: int) -> Unit | None:
    """A unit for a message that is worded when it leaves, if its reader may do this there."""
    found = units.by_id(db, unit_id)
    return found if may(person, act, found) else None


def unit_above(turn: Turn, unit_id: int | None, act: Act) -> Unit | None:
    """A unit above one that may be seen (`None` stays `None`), asked for likewise."""
    return None if unit_id is None else _asked(turn, act, units.by_id(turn.db, unit_id))


def units_of(turn: Turn) -> tuple[Unit, ...]:
    """The units in which any role is held; an answer that names them rests on seeing them."""
    held = tuple(assignment.unit for assignment in turn.me.assignments)
    turn.about.update(("see", one.id) for one in held if may(turn.me, "see", one))
    return held


def with_right(act: Act) -> tuple[str, ...]:
    """The roles that allow an act, be it anywhere."""
    return tuple(role for role, acts in RIGHTS.items() if acts.get(act))


def answering(db: Db, act: Act, unit: Unit) -> list[int]:
    """The ids of those who hold a role with this right in a unit or above it."""
    held = ((role, one) for role in with_right(act) for one in (unit.id, *unit.above()))
    return [person for role, unit_id in held for person in people.holding(db, role, unit_id)]


def become(turn: Turn, person: Person) -> Turn:
    """The turn of whoever the writer has become by joining: what was asked before counts no more.

    What is answered then has this person as its `reader` (`Outcome`).
    """
    turn.about.clear()
    return replace(turn, person=person)


def mine(turn: Turn, role: str, act: Act) -> tuple[Unit, ...]:
    """The units in which this role is held, where it allows the act."""
    return tuple(one for one in turn.me.units(role) if allowed(turn, act, one))


def reach(turn: Turn, act: Act) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Where an act is allowed: the units around this person, and those below which it is."""
    if ("reach", act) not in turn.seen:
        around: dict[int, Unit] = {}
        areas: dict[int, Unit] = {}
        for own in turn.me.assignments:
            allows = RIGHTS[own.role].get(act, frozenset())
            near = [own.unit] if "own" in allows else []
            near += [units.by_id(turn.db, i) for i in own.unit.above() if "above" in allows]
            around |= {one.id: one for one in near if one.active}
            areas |= {own.unit.id: own.unit} if "below" in allows and own.unit.active else {}
        turn.seen["reach", act] = tuple(around.values()), tuple(areas.values())
    found: tuple[tuple[Unit, ...], tuple[Unit, ...]] = turn.seen["reach", act]
    return found


def _asked(turn: Turn, act: Act, found: Unit | None) -> Unit | None:
    return found if found is not None and allowed(turn, act, found) else None


def unknown(turn: Turn, code: str) -> Markup:
    """The answer to a foreign unit and to none; a code that an old button names is not repeated."""
    if fold(code) in fold(turn.incoming.text):
        return turn.t("There is no unit {code} here.", code=code[:_LONGEST_CODE])
    return ended(turn)


def ended(turn: Turn) -> Markup:
    """What was begun is no longer this person's; of what it was about nothing is said."""
    return turn.t("This is no longer open for this account.")


def reads(db: Db, to: Address, reply: Reply) -> bool:
    """Whether a ready message may still leave: the account is its reader's, the rights hold."""
    if to.person_id is None:
        return True
    reader = readers.of(db, to)
    return reader is not None and holds(db, reader, reply.about)


def holds(db: Db, person: Person, about: Iterable[About]) -> bool:
    """Whether all that a message rests on is still allowed."""
    own = {assignment.unit.id: assignment.unit for assignment in person.assignments}
    found = ((act, own.get(unit_id) or units.by_id(db, unit_id)) for act, unit_id in about)
    return all(may(person, cast(Act, act), unit) for act, unit in found)
