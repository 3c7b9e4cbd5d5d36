"""Whether what the rows of an organisation name is there, and is of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scoring.movement import Movement
from services.roster.entries import PersonEntry, Roster, UnitEntry
from services.roster.headers import places

_VOWELS = tuple("aeio")


def problems(
    roster: Roster, movement: Movement, kinds: Mapping[str, str], parents: Mapping[str, str | None]
) -> list[str]:
    """A line for everything that is named and is not so; `kinds`, `parents`: by codes of units."""
    check = _Check(roster, movement, kinds, parents)
    units = [line for entry in roster.units for line in check.unit(entry)]
    held = places(movement)
    return units + [line for one in roster.people for line in check.person(one, held)]


@dataclass(frozen=True)
class _Check:
    roster: Roster
    movement: Movement
    kinds: Mapping[str, str]
    parents: Mapping[str, str | None]

    def unit(self, entry: UnitEntry) -> Iterator[str]:
        at = self.roster.places.get(("unit", entry.code), f"{entry.kind} {entry.code}, parent")
        level = self.movement.levels.get(entry.kind)
        within = level.within if level else ()
        if entry.parent is None and within:
            yield f"{at}: is missing; {_a(entry.kind)} lies in {_a(within[0])}"
        for code in () if entry.parent is None else (entry.parent, *entry.further):
            why = self._above(entry, code, within)
            if why:
                yield f"{self.roster.places.get(('above', entry.code, code), at)}: {why}"

    def _above(self, entry: UnitEntry, code: str, within: tuple[str, ...]) -> str | None:
        """Why a unit does not lie in another one."""
        kind, first = self.kinds.get(code), code == entry.parent and code not in entry.further
        if kind is None:
            return f"no unit {code}"
        if not within:
            return f"{_a(entry.kind)} lies in no other unit"
        if first:
            right = f"{code} is {_a(kind)}, and {_a(entry.kind)} lies in {_a(within[0])}"
            return None if kind == within[0] else right
        if kind not in within[1:]:
            return f"{code} is {_a(kind)}"
        beside = self.parents.get(code)
        apart = beside != entry.parent and self.kinds.get(beside or "") == within[0]
        return f"{code} lies in {beside}, and not in {entry.parent}" if apart else None

    def person(self, person: PersonEntry, held: Mapping[str, Iterable[str]]) -> Iterator[str]:
        for role, unit in person.roles:
            place = self.roster.places.get(("role", person.code, role, unit), person.code)
            kind, right = self.kinds.get(unit), tuple(held.get(role, ()))
            if kind is None:
                yield f"{place}: no unit {unit}"
            elif kind not in right:
                of = " or ".join(_a(one) for one in right)
                yield f"{place}: {unit} is {_a(kind)}; {role} is a role in {of}"


def _a(word: str) -> str:
    return f"an {word}" if word.startswith(_VOWELS) else f"a {word}"
