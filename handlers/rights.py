"""Who may do what where: one table of role x act x unit, asked by every feature.

A unit on which an act is not allowed is answered as if it were unknown.
"""

from __future__ import annotations

from typing import Literal

from storage.people import Person
from storage.units import Unit

Act = Literal["report", "report_late", "verify", "see", "details", "subscribe"]
Where = Literal["own", "below", "above", "foreign"]

RIGHTS: dict[str, dict[Act, frozenset[Where]]] = {
    "head": {
        "report": frozenset({"own"}),
        "see": frozenset({"own", "above"}),
        "details": frozenset({"own"}),
    },
    "officer": {
        "report": frozenset({"own", "below"}),
        "verify": frozenset({"below"}),
        "see": frozenset({"own", "below", "above"}),
        "details": frozenset({"own", "below"}),
    },
    "office": {
        "report": frozenset({"own", "below"}),
        "report_late": frozenset({"below"}),
        "verify": frozenset({"below"}),
        "see": frozenset({"own", "below", "above"}),
        "details": frozenset({"own", "below"}),
    },
    "council": {
        "see": frozenset({"own", "below"}),
        "details": frozenset({"own", "below"}),
        "subscribe": frozenset({"own"}),
    },
    "member": {},
    "admin": {
        "see": frozenset({"own", "below"}),
        "details": frozenset({"own", "below"}),
    },
}
"""`see`: a standing of the units inside; `details`: a unit's figures and points."""


def may(person: Person, act: Act, unit: Unit) -> bool:
    """Whether any of the person's roles allows the act on this unit."""
    return any(
        relation(assignment.unit, unit) in RIGHTS[assignment.role].get(act, frozenset())
        for assignment in person.assignments
    )


def relation(own: Unit, other: Unit) -> Where:
    """How another unit stands to one's own."""
    if own.id == other.id:
        return "own"
    if own.id in other.above():
        return "below"
    return "above" if other.id in own.above() else "foreign"
