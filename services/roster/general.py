"""An organisation in the general shape: a flat list of units of any kind, and one of people."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from scoring.movement import Movement
from services.roster import cells
from services.roster.entries import Roster, RosterError, What
from services.roster.people_rows import people
from services.roster.reader import reasons
from services.roster.reading import Raw, Read, Reading
from services.roster.references import problems as references
from services.roster.unit_rows import units

_month = TypeAdapter(cells.Month | None)


def rows(whole: dict[str, Any]) -> Read:
    """The rows of a JSON document."""
    found: dict[str, list[Raw] | None] = {"units": None, "people": None}
    wrong = []
    for key in [key for key in found if key in whole]:
        if isinstance(whole[key], list):
            found[key] = [Raw(f"{key}[{n}]", ".", row) for n, row in enumerate(whole[key])]
        else:
            wrong.append(f"{key}: must be a list")
    return Read(found["units"], found["people"], whole.get("reports_from"), tuple(wrong))


def read(found: Read, movement: Movement, *, whole: bool) -> Roster:
    """The organisation that the rows describe; RosterError if anything in them is wrong."""
    reading = Reading(movement, whole, list(found.problems))
    about: dict[What, object] = {"unit": found.units, "person": found.people}
    named = frozenset(what for what, listed in about.items() if listed is not None)
    roster = Roster(
        units(reading, found.units or []),
        people(reading, found.people or []),
        _first_month(reading, found.month),
        since=reading.since,
        merged=reading.merged,
        whole=named if whole else frozenset(),
        silent=reading.silent,
        places=reading.places,
    )
    # Taken as it stands, an empty list would take everybody off the roster.
    empty = [what for what, listed in about.items() if listed == [] and whole]
    reading.problems += [f"there is no {what} in it" for what in empty]
    if whole and found.units is not None:
        above = {unit.code: unit.parent for unit in roster.units}
        reading.problems += references(roster, movement, reading.kinds, above)
    if reading.problems:
        raise RosterError(reading.problems)
    return roster


def _first_month(reading: Reading, value: object) -> str | None:
    """The file's own first month of new units."""
    try:
        return _month.validate_python(value)
    except ValidationError as error:
        reading.problems += [f"reports_from{line}" for line in reasons(error)]
        return None
