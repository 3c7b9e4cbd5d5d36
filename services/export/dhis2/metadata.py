"""What the payload speaks of, for `/api/metadata?identifier=CODE`: elements, sets, units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from scoring.movement import Movement
from scoring.periods import Frequency, Period
from services.export.dhis2 import elements, periods
from services.export.dhis2.elements import Element
from services.export.kinds import Wanted, unit_code
from services.export.values import versions
from services.export.writers import File, compact
from storage.engine import Db
from storage.history import figures
from storage.paging import Source
from storage.units import units

FILE = "dhis2-metadata.json"
SHORT = 50
"""Characters of a short name."""
_DEFAULT = {"name": "default", "code": "default"}
Thing = dict[str, Any]


def write(file: File, db: Db, wanted: Wanted) -> None:
    """Units behind those in which they lie, elements, data sets with the units that have them."""
    found = list(elements.elements(wanted.live))
    _list(file, '{"organisationUnits":[', ([compact(one)] for one in _units(db, wanted)))
    _list(file, '],"dataElements":[', ([compact(one)] for one in _elements(found)))
    sets = _sets(db, wanted, found)
    _list(file, '],"dataSets":[', (_with_units(db, one, kinds) for one, kinds in sets))
    file.write("]}\n")


def _list(file: File, head: str, things: Iterable[Iterable[str]]) -> None:
    """Things one by one, each in parts: the units of a set may be all there are."""
    file.write(head)
    before = "\n"
    for thing in things:
        file.write(before, 1)
        for part in thing:
            file.write(part)
        before = ",\n"
    file.write("\n")


def _units(db: Db, wanted: Wanted) -> Iterator[Thing]:
    opened = _opened(wanted)
    for kind in _downward(db, wanted):
        source = Source(units, (units.c.kind == kind,), lambda p: [unit_code(p.c.parent_id, "in")])
        for page in source.pages(db):
            for row in page:
                yield _unit(row, opened)


def _downward(db: Db, wanted: Wanted) -> Sequence[str]:
    """The kinds of units from the root down, then those that no movement knows."""
    known = dict.fromkeys(kind for one in wanted.live.all for kind in one.downward)
    there = db.execute(select(units.c.kind).distinct().order_by(units.c.kind)).scalars()
    return tuple(known | dict.fromkeys(there))


def _opened(wanted: Wanted) -> date:
    """Before everything that may be told: also the balances that open the first year."""
    return date(min(one.first_year for one in wanted.live.all) - 1, 1, 1)


def _unit(row: Any, opened: date) -> Thing:
    first = min(opened, Period.parse(row.reports_from).first)
    thing = {"code": row.code, "name": row.name, "shortName": row.name[:SHORT],
             "openingDate": first.isoformat()}  # fmt: skip
    if row.left_on is not None:
        thing["closedDate"] = row.left_on.isoformat()
    parent = row._mapping["in"]
    return thing if parent is None else thing | {"parent": {"code": parent}}


def _elements(found: Iterable[Element]) -> Iterator[Thing]:
    """Names are one's own in DHIS2: what another one is called already has its code behind it."""
    taken: set[str] = set()
    for one in found:
        name, kind = one.indicator.name, one.indicator.kind
        own = name not in taken
        taken.add(name)
        yield {
            "code": one.code,
            "name": name if own else f"{name} ({one.code})",
            "shortName": name if own and len(name) <= SHORT else one.code,
            "domainType": "AGGREGATE",
            "valueType": elements.value_type(kind),
            "aggregationType": elements.aggregation(one.indicator),
            "zeroIsSignificant": True,
            "categoryCombo": _DEFAULT,
        }


def _sets(
    db: Db, wanted: Wanted, found: Sequence[Element]
) -> Iterator[tuple[Thing, Sequence[str]]]:
    """A set a form; what only the office has stands in one of each rhythm of its own.

    With the kinds of the units that have it.
    """
    for movement in wanted.live.all:
        codes = {one.indicator.code: one.code for one in found if one.movement == movement.code}
        forms = {code: form for version in versions(movement)
                 for code, form in version.forms.items()}  # fmt: skip
        for form in forms.values():
            inside = [codes[code] for code in form.indicators]
            yield _set(form.code, form.name, form.frequency, inside), [form.level]
        asked = {code for form in forms.values() for code in form.indicators}
        rest = [one for code, one in elements.indicators(movement).items() if code not in asked]
        for frequency in dict.fromkeys(one.frequency for one in rest):
            inside = [codes[one.code] for one in rest if one.frequency == frequency]
            code, name = f"{movement.code}.{frequency}", f"{movement.name}, {frequency}"
            yield _set(code, name, frequency, inside), _with_figures(db, movement)


def _with_figures(db: Db, movement: Movement) -> Sequence[str]:
    """The kinds of units of which the office has figures."""
    there = figures.join(units, units.c.id == figures.c.unit_id)
    of_movement = figures.c.movement == movement.code
    statement = select(units.c.kind).select_from(there).where(of_movement).distinct()
    return tuple(db.execute(statement.order_by(units.c.kind)).scalars())


def _set(code: str, name: str, frequency: Frequency, inside: Sequence[str]) -> Thing:
    return {
        "code": code,
        "name": name,
        "shortName": name if len(name) <= SHORT else code,
        "periodType": periods.TYPES[frequency],
        "categoryCombo": _DEFAULT,
        "dataSetElements": [
            {"dataSet": {"code": code}, "dataElement": {"code": one}} for one in inside
        ],
    }


def _with_units(db: Db, one: Thing, kinds: Sequence[str]) -> Iterator[str]:
    """A set and its units, page by page."""
    yield compact(one)[:-1] + ',"organisationUnits":['
    before = ""
    for page in Source(units, (units.c.kind.in_(kinds),)).pages(db):
        if page:
            yield before + ",".join(compact({"code": row.code}) for row in page)
            before = ","
    yield "]}"
