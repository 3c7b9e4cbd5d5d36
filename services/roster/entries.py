"""What an organisation file wants, row by row, and what would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

What = Literal["unit", "person"]


class RosterError(Exception):
    """The file cannot be taken; `problems` names every bad row by its place, with the reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit as the file has it, in the one above it; `reports_from` None = default.

    `further`: in which others it lies directly beside `parent`, such as a group in its union.
    """

    code: str
    kind: str
    name: str
    parent: str | None = None
    further: tuple[str, ...] = ()
    households: int | None = None
    transaction_day: int | None = None
    active: bool = True
    reports_from: str | None = None
    collective: str | None = None
    members: int | None = None
    women: int | None = None


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as the file has it; `roles` are (role, code of the unit)."""

    code: str
    name: str
    phone: str | None
    language: str | None
    roles: tuple[tuple[str, str], ...]
    active: bool = True
    kind: str | None = None
    gender: str | None = None
    leads: bool | None = None
    born: int | None = None
    post: str | None = None


@dataclass(frozen=True)
class Roster:
    """An organisation as a file has it; `reports_from` is the file's own default for new units.

    `same`: codes that ended and come back under another name, and mean the same all the same.
    `since`: from which day a unit is what its row says, `day` where its row says none, else today.
    `merged`: a unit that ended in another one. `whole`: of what the file names everything, so that
    who is missing has left. `silent`: fields of which the row of a unit or person says nothing.
    `places`: where in the file a unit, what is above it, a role stands.
    """

    units: tuple[UnitEntry, ...]
    people: tuple[PersonEntry, ...]
    reports_from: str | None = None
    same: frozenset[str] = frozenset()
    since: Mapping[str, date] = field(default_factory=dict)
    day: date | None = None
    merged: Mapping[str, str] = field(default_factory=dict)
    whole: frozenset[What] = frozenset({"unit", "person"})
    silent: Mapping[tuple[What, str], frozenset[str]] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], str] = field(default_factory=dict, compare=False)

    def since_when(self, code: str) -> date | None:
        """From which day a unit is what its row says; None: from today."""
        return self.since.get(code, self.day)


Entry = TypeVar("Entry", UnitEntry, PersonEntry)


@dataclass(frozen=True, slots=True)
class Change(Generic[Entry]):
    """One row that would change; `fields` are (name, old, new); since a `day`, else today."""

    act: Literal["add", "change", "deactivate"]
    new: Entry
    fields: tuple[tuple[str, object, object], ...] = ()
    day: date | None = None


AnyChange = Change[UnitEntry] | Change[PersonEntry]


class Merger(NamedTuple):
    """Units that `ended` in another one since a `day`, else today; all by their codes."""

    into: str
    ended: tuple[str, ...]
    day: date | None


@dataclass(frozen=True)
class Plan:
    """Everything that would change: units from the root down, then people."""

    units: tuple[Change[UnitEntry], ...]
    people: tuple[Change[PersonEntry], ...]
    mergers: tuple[Merger, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.people)

    def changes(self) -> list[AnyChange]:
        """All of them, in the order in which they are made."""
        return [*self.units, *self.people]
