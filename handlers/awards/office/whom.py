"""Whom an office means: a person of its area or a unit, by code or by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers import naming, rights
from handlers.awards.office.whose import Its
from handlers.engine.turn import Choice, Outcome, Turn, lines, only, say
from locales.naming import plain
from locales.translator import Translator
from scoring.award_rows import Of
from services import eligibility
from services.eligibility import Eligible
from storage import nominable
from storage.nominable import Somebody
from storage.units import Unit

_MOST, OFFERED = 5000, 8


@dataclass(frozen=True)
class Whom:
    """A person in a role of a unit, or a unit."""

    unit: Unit
    somebody: Somebody | None = None

    @property
    def name(self) -> str:
        """What they are called."""
        return self.somebody.name if self.somebody else self.unit.name

    @property
    def of(self) -> Of:
        """A person or a collective."""
        return "person" if self.somebody else "collective"

    @property
    def person(self) -> int | None:
        """The person's id."""
        return self.somebody.id if self.somebody else None

    @property
    def says(self) -> str:
        """How a command names them."""
        if self.somebody is None:
            return f"collective {self.unit.code}"
        return f"{self.somebody.code} {self.unit.code}"


def eligible(turn: Turn, its: Its, whom: Whom) -> Eligible:
    """What is to be known of them now."""
    if whom.somebody is not None:
        return eligibility.of_person(turn.db, its.movement, whom.somebody, its.year)
    return eligibility.of_unit(turn.db, its.movement, whom.unit, its.year)


def found_again(turn: Turn, its: Its, unit: int, person: int | None) -> Whom | None:
    """The same, by ids; None where they are no longer of the office's area."""
    if person is not None:
        roles = nominable.of_person(turn.db, its.office, person)
        one = next((one for one in roles if one.unit.id == unit), None)
        return Whom(one.unit, one) if one else None
    known = rights.unit_above(turn, unit, "details")
    return Whom(known) if known is not None and _inside(its, known) else None


def _inside(its: Its, unit: Unit) -> bool:
    inside = its.office.id in (unit.id, *unit.above())
    return inside and (its.besides is None or unit.ancestor(its.besides) is None)


def resolve(turn: Turn, its: Its, said: str, command: str, behind: str = "") -> Whom | Outcome:
    """The one that is meant; else the choices, or that there is none. `behind`: the other words."""
    first, _, rest = said.partition(" ")
    if its.besides is not None:
        return _beside(turn, its, rest if first == "collective" and rest else said, command)
    if first == "collective" and rest:
        return _unit(turn, its, rest, command)
    if rest and " " not in rest:
        roles = nominable.by_code(turn.db, its.office, first.upper())
        one = next((one for one in roles if one.unit.code == rest.upper()), None)
        if one is not None:
            return Whom(one.unit, one)
    people = nominable.by_code(turn.db, its.office, said.upper())
    coded = None if people else rights.unit(turn, said.upper(), "details")
    if coded is not None:
        return _unit(turn, its, said, command)
    people = people or _people(turn, its, said)
    if len(people) == 1:
        return Whom(people[0].unit, people[0])
    return _choose(turn, people, command, behind) if people else _unit(turn, its, said, command)


def _people(turn: Turn, its: Its, said: str) -> list[Somebody]:
    """Those of this name, else whose name has these words in it."""
    wanted = f" {plain(said)} "
    if not wanted.strip():
        return []
    every = [(f" {plain(one.name)} ", one) for one in
             nominable.everybody(turn.db, its.office, _MOST)]  # fmt: skip
    whole = [one for name, one in every if name == wanted]
    return whole or [one for name, one in every if wanted in name]


def _unit(turn: Turn, its: Its, said: str, command: str) -> Whom | Outcome:
    nominators = its.award.terms.nominators
    levels = tuple(one for one in its.movement.levels if one != nominators)
    kinds = ((nominators,), levels)
    found = naming.resolve(turn, said, "details", kinds, f"{command} collective")
    if isinstance(found, Outcome):
        return found
    if _inside(its, found):
        return Whom(found)
    return only(say(rights.unknown(turn, said) if its.besides is None else beside(turn.t)))


def _beside(turn: Turn, its: Its, said: str, command: str) -> Whom | Outcome:
    """A collective that lies in no office; where an individual is meant, who proposes those."""
    found = _unit(turn, its, said, command)
    if isinstance(found, Outcome) and _person(turn, its, said):
        return only(say(beside(turn.t)))
    return found


def _person(turn: Turn, its: Its, said: str) -> bool:
    """Whether somebody is called just so, or it is a person's code (behind it that of a unit)."""
    coded = said.split()[:1]
    if coded and nominable.by_code(turn.db, its.office, coded[0].upper()):
        return True
    return any(plain(one.name) == plain(said) for one in _people(turn, its, said))


def beside(t: Translator) -> Markup:
    """What the Council's own unit proposes, and what not."""
    return t("Collectives that lie in no office are proposed here; an office proposes individuals.")


def _choose(turn: Turn, found: Sequence[Somebody], command: str, behind: str) -> Outcome:
    t, shown = turn.t, found[:OFFERED]
    more = len(found) - OFFERED
    told = (
        t.many(
            "There is {n} more: please write more of the name.",
            "There are {n} more: please write more of the name.",
            more,
        )
        if more > 0
        else None
    )
    labels = called(shown)
    rows = [(Choice(label=labels[n], says=f"{command} {Whom(one.unit, one).says}{behind}"),)
            for n, one in enumerate(shown)]  # fmt: skip
    return only(say(lines(t("Which one is meant?"), told), *rows))


def called(shown: Sequence[Somebody]) -> list[str]:
    """What people are called beside each other: with the unit; of equals with the code too."""
    names = [f"{one.name}, {one.unit.name}" for one in shown]
    times = Counter(names)
    return [name if times[name] == 1 else f"{name} ({one.code}, {one.unit.code})"
            for name, one in zip(names, shown, strict=True)]  # fmt: skip


__all__ = ["Whom", "called", "eligible", "found_again", "resolve"]
