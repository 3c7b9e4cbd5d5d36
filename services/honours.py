"""Honours of earlier years, brought as a list: looked at first, then kept, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from locales.fold import fold
from services.honour_rows import COLUMNS, HonourRow
from services.lists import ListError, checked, rows
from services.roster.reading import Raw
from storage import honours, imports, people, units
from storage.engine import Db
from storage.honours import Given, Honour
from storage.imports import Changed, Source
from storage.schema import alone

_EARLIEST = 1945


@dataclass(frozen=True)
class New:
    """An honour that is not kept yet, with whose it is."""

    given: Given
    what: Literal["person", "unit"]
    code: str
    name: str

    def told(self) -> str:
        """In a line."""
        return f"{self.what} {self.code} {self.name}: {described(self.given)}"


def described(given: Given) -> str:
    """An honour in a line: the form, the decision, for which time."""
    since, until = given.achieved_from, given.achieved_to
    time = f", for {since or '…'} to {until or '…'}" if since or until else ""
    return f"{given.form} ({given.sort}), {given.number} of {given.day}, {given.body}{time}"


def compare(db: Db, data: bytes, today: date, source: str) -> list[New]:
    """What a list would add; ListError with a line for each row that is wrong.

    `source`: the file's name. What is kept already, cancelled or not, is not added again.
    """
    found, problems = list[New](), list[str]()
    first: dict[tuple[object, ...], str] = {}
    for raw, row in checked(rows(data, COLUMNS), HonourRow):
        wrong = list(_wrong(row, raw, today))
        new = _new(db, row, source)
        if isinstance(new, str):
            wrong.append(f"{raw.place}: {new}")
        elif (place := first.setdefault(_key(new.given), raw.place)) != raw.place:
            wrong.append(f"{raw.place}: stands at {place} already")
        else:
            found.append(new)
        problems += wrong
    there = [_there(db, one) for one in found]
    problems += [f"{one.told()}: is kept otherwise ({described(kept.given)}); cancel that first"
                 for one, kept in zip(found, there, strict=True)
                 if kept and not _same(kept, one.given)]  # fmt: skip
    if problems:
        raise ListError(problems)
    return [one for one, kept in zip(found, there, strict=True) if kept is None]


def bring(db: Db, data: bytes, today: date, source: Source, now: datetime) -> list[New]:
    """Add what a list has and is not kept; what was added."""
    alone(db, "import")
    found = compare(db, data, today, source.file)
    for one in found:
        honours.add(db, one.given)
    told = (Changed(one.what, one.code, "honour", None, described(one.given)) for one in found)
    imports.note(db, "honours", source, now, told)
    return found


def _wrong(row: HonourRow, raw: Raw, today: date) -> Iterator[str]:
    if not date(_EARLIEST, 1, 1) <= row.day <= today:
        yield f"{raw.at('day')}: {row.day} is to come, or too long ago"
    if row.achieved_from and row.achieved_to and row.achieved_from > row.achieved_to:
        yield f"{raw.at('achieved_to')}: {row.achieved_to} is before {row.achieved_from}"
    if row.year is not None and not _EARLIEST <= row.year <= today.year:
        yield f"{raw.at('year')}: {row.year} is to come, or too long ago"


def _new(db: Db, row: HonourRow, source: str) -> New | str:
    """The honour of a row, or why it is nobody's."""
    code, person, unit = row.code, None, None
    if len([one for one in (row.code, row.person, row.unit) if one]) != 1:
        return "names whose it is once: by code, as a person or as a unit"
    if wanted := row.person or row.code:
        code, person = wanted, people.by_code(db, wanted)
    if wanted := row.unit or row.code:
        code, unit = wanted, units.by_code(db, wanted)
    if person and unit:
        return f"{code} is a person and a unit: name the column person or unit"
    details = row.model_dump(exclude={"code", "person", "unit"})
    if person:
        given = Given(person[0], None, source=source, **details)
        return New(given, "person", code or "", person[1])
    if unit:
        return New(Given(None, unit.id, source=source, **details), "unit", unit.code, unit.name)
    return f"there is no person or unit {code}"


def _key(given: Given) -> tuple[object, ...]:
    """What makes it the same honour."""
    return (given.person_id, given.unit_id, fold(given.form), fold(given.number), given.day)


def _there(db: Db, new: New) -> Honour | None:
    given = new.given
    of_whom = (
        honours.of_unit(db, given.unit_id or 0)
        if given.person_id is None
        else honours.of_person(db, given.person_id)
    )
    return next((one for one in of_whom if _key(one.given) == _key(given)), None)


def _same(kept: Honour, given: Given) -> bool:
    """Whether it is told as it is kept, whatever file it came from; one cancelled stays so."""
    return kept.cancelled_at is not None or _plain(kept.given) == _plain(given)


def _plain(given: Given) -> Given:
    return given._replace(money=None, decision_id=None, nomination_id=None, source=None)
