"""A person as the program knows them: who it is, and what they may be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.units import Unit


@dataclass(frozen=True)
class Assignment:
    """A role in a unit."""

    role: str
    unit: Unit


@dataclass(frozen=True)
class Person:
    """Somebody on the roster, with everything they are."""

    id: int
    code: str
    name: str
    phone: str | None
    language: str | None
    consented_at: datetime | None
    assignments: tuple[Assignment, ...] = ()

    def kinds(self) -> frozenset[str]:
        """The kinds of the units in which any role is held."""
        return frozenset(one.unit.kind for one in self.assignments)

    def roles(self) -> frozenset[str]:
        """The roles held, in whatever unit."""
        return frozenset(a.role for a in self.assignments)

    def has_only(self, unit: Unit) -> bool:
        """Whether this is the only unit in which any role is held."""
        return {one.unit.id for one in self.assignments} == {unit.id}

    def units(self, role: str) -> tuple[Unit, ...]:
        """The units in which this role is held."""
        return tuple(a.unit for a in self.assignments if a.role == role)
