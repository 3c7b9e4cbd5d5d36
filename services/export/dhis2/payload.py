"""The values that count, as one payload for `/api/dataValueSets`; everything by codes.

A unit, a period and an indicator have one value there. Where the office has a figure of its own,
that is the one, as in the scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, literal, or_, select

from scoring.questions import Kind
from services.export.dhis2 import elements, periods
from services.export.kinds import Wanted, of_report, person_code, unit_code
from services.export.reported import whose
from services.export.values import Meanings, Meant, meant
from services.export.writers import File, compact, digits
from storage.answers import cells
from storage.history import COUNTS, figures
from storage.paging import Source, named
from storage.reports import reports

FILE = "dhis2.json"
HEAD = '{"idScheme":"CODE","dataElementIdScheme":"CODE","orgUnitIdScheme":"CODE","dataValues":['
Value = dict[str, Any]


@dataclass(frozen=True)
class Parts:
    """What the payload is made of: what units have reported, and what the office has."""

    told: Source
    office: Source
    meanings: Meanings
    codes: Mapping[tuple[str, str], str]
    zone: ZoneInfo

    @property
    def sources(self) -> tuple[Source, Source]:
        """In the order of the payload."""
        return (self.told, self.office)


def parts(wanted: Wanted) -> Parts:
    """What is exported of everything, or of a year."""
    known = wanted.meanings
    of_year = wanted.of_period(of_report(reports.c.period, cells.c.report_id))
    counts = of_report(reports.c.status, cells.c.report_id).in_(COUNTS)
    asked = of_report(reports.c.form, cells.c.report_id).in_(sorted(known.owners))
    said = or_(cells.c.value.is_not(None), cells.c.text.is_not(None))
    told = Source(cells, (said, counts, asked, _silent_office(known), *of_year), _told)
    installed = figures.c.movement.in_([one.code for one in wanted.live.all])
    office = Source(
        figures,
        (installed, *wanted.of_period(figures.c.period)),
        lambda p: [unit_code(p.c.unit_id)],
    )
    return Parts(told, office, known, elements.codes(wanted.live), wanted.zone)


def _silent_office(known: Meanings) -> ColumnElement[bool]:
    """Whether the office has no figure for the cell: looked up row by row, never joined."""
    of_movement: dict[str, list[str]] = {}
    for form, movement in known.owners.items():
        of_movement.setdefault(movement, []).append(form)
    its = case(*((reports.c.form.in_(forms), one) for one, forms in of_movement.items()))
    there = reports.join(figures, figures.c.unit_id == reports.c.unit_id)
    statement = select(literal(1)).select_from(there).where(
        reports.c.id == cells.c.report_id, figures.c.movement == its,
        figures.c.code == cells.c.code, figures.c.period == reports.c.period,
    )  # fmt: skip
    found: ColumnElement[bool] = statement.limit(1).correlate(cells).scalar_subquery().is_(None)
    return found


def _told(page: Any) -> list[Any]:
    confirmer = of_report(reports.c.confirmed_by, page.c.report_id)
    at = named("confirmed_at", of_report(reports.c.confirmed_at, page.c.report_id))
    return [*whose(page), at, person_code(confirmer, "confirmer")]


def write(file: File, values: Parts, pages: Callable[[Source], Iterator[Any]]) -> None:
    """The whole payload, a line a value."""
    file.write(HEAD)
    before = "\n"
    for source, made in ((values.told, _of_report), (values.office, _of_office)):
        for page in pages(source):
            lines = [compact(made(values, row)) for row in page]
            if lines:
                file.write(before + ",\n".join(lines), len(lines))
                before = ",\n"
    file.write("\n]}\n")


def _of_report(values: Parts, row: Any) -> Value:
    owner = values.meanings.owners[row.form]
    kind = values.meanings.kind(owner, row.code)
    found = _value(values, owner, row, meant(kind, row.value, row.text), kind)
    found |= {"lastUpdated": _moment(row.confirmed_at, values.zone), "followup": row.flagged}
    if row.confirmer is not None:
        found["storedBy"] = row.confirmer
    if row.note:
        found["comment"] = row.note
    return found


def _of_office(values: Parts, row: Any) -> Value:
    kind = values.meanings.kind(row.movement, row.code)
    found = _value(values, row.movement, row, meant(kind, row.value), kind)
    return found | {"lastUpdated": _moment(row.imported_at, values.zone), "followup": False}


def _value(values: Parts, movement: str, row: Any, said: Meant, kind: Kind | None) -> Value:
    return {
        "dataElement": values.codes.get((movement, row.code), row.code),
        "period": periods.code(row.period),
        "orgUnit": row.unit,
        "value": _text(said, kind),
    }


def _text(said: Meant, kind: Kind | None) -> str:
    """DHIS2 takes every value as text."""
    if kind is not None and kind.of == "truth":
        return "true" if said else "false"
    return digits(said) if isinstance(said, Decimal) else str(said)


def _moment(at: datetime, zone: ZoneInfo) -> str:
    """As DHIS2 writes one: milliseconds, and the offset without a colon."""
    local = at.astimezone(zone)
    return local.strftime("%Y-%m-%dT%H:%M:%S.") + f"{local.microsecond // 1000:03}{local:%z}"
