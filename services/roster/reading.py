"""What fills up while the rows of an organisation are read: a bad row does not hide the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from scoring.movement import Movement
from services.roster import cells
from services.roster.entries import What
from services.roster.reader import reasons

Model = TypeVar("Model", bound=cells.Row)


class Raw(NamedTuple):
    """A row before it is checked: its place, what goes between that and a key, and its cells."""

    place: str
    joint: str
    cells: Any

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table, where somebody may stand twice."""
        return self.joint != "."

    def at(self, key: str) -> str:
        """The place of a cell."""
        return f"{self.place}{self.joint}{key}"


class Read(NamedTuple):
    """The rows of a file; None for what it says nothing of."""

    units: list[Raw] | None
    people: list[Raw] | None
    month: object = None
    problems: tuple[str, ...] = ()


@dataclass
class Reading:
    """What rows say beside their entries, see `Roster`; `kinds` are of unreadable rows too.

    `whole`: the file names everything, so that an empty cell says that there is nothing.
    """

    movement: Movement
    whole: bool
    problems: list[str]
    kinds: dict[str, str] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    silent: dict[tuple[What, str], frozenset[str]] = field(default_factory=dict)
    places: dict[tuple[str, ...], str] = field(default_factory=dict)
    taken: dict[tuple[str, str], str] = field(default_factory=dict)

    def row(self, raw: Raw, model: type[Model]) -> Model | None:
        """The row, if it can be read."""
        try:
            return model.model_validate(raw.cells)
        except ValidationError as error:
            for line in reasons(error):
                told = line.replace(".", raw.joint, 1) if line.startswith(".") else line
                self.problems.append(f"{raw.place}{told}")
            return None

    def once(self, raw: Raw, key: str, what: str, value: str) -> bool:
        """Whether this is the first row with the value; else that is told."""
        first = self.taken.setdefault((what, value), raw.place)
        if first != raw.place:
            self.problems.append(f"{raw.at(key)}: {what} {value} stands at {first} already")
        return first == raw.place

    def unsaid(self, row: cells.Row, *names: str) -> frozenset[str]:
        """The fields of which a row says nothing."""
        told = (
            name for name in names
            if name in row.model_fields_set and (self.whole or getattr(row, name) is not None)
        )  # fmt: skip
        return frozenset(names).difference(told)
