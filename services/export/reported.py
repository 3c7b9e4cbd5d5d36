"""What was reported: the heads of reports, what was answered, what counts, the office's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from services.export.kinds import Getter, Kind, Wanted, of_report, person_code, unit_code
from services.export.values import Meanings, meant
from storage.accepted import accepted_cells
from storage.answers import answers, cells
from storage.history import figures
from storage.paging import Source, named, of
from storage.people import people
from storage.reports import reports
from storage.units import units

OF_VALUES = ("value", "kind", "refers_to")
"""A value as it is meant, the kind of the question, the code of whom or what it names."""


def kinds(wanted: Wanted) -> Iterator[Kind]:
    """Of the periods of a year, if one is asked for."""
    yield _reports(wanted)
    answered, marks = meanings(wanted.meanings), ("flagged", "note")
    yield _values("answers", answers, wanted, answered, ("approximate", *marks))
    yield _values("counted", cells, wanted, answered, marks)
    yield _values("accepted", accepted_cells, wanted, answered, ())
    yield Kind(
        "figures",
        Source(figures, wanted.of_period(figures.c.period), lambda p: [unit_code(p.c.unit_id)]),
        ("movement", "unit", "period", "code", "value", "kind", "imported_at"),
        _of_office(wanted.meanings),
    )


def _reports(wanted: Wanted) -> Kind:
    def more(page: Any) -> list[Any]:
        return [unit_code(page.c.unit_id), person_code(page.c.confirmed_by, "confirmer"),
                person_code(page.c.verified_by, "verifier")]  # fmt: skip

    columns = ("report", "unit", "form", "period", "status", "version", "edition", "started_at",
               "first_confirmed_at", "confirmed_at", "confirmed_by", "verified_at", "verified_by",
               "reason", "returned_code")  # fmt: skip
    getters: Mapping[str, Getter] = {
        "report": lambda row: row.id,
        "confirmed_by": lambda row: row.confirmer,
        "verified_by": lambda row: row.verifier,
    }
    source = Source(reports, wanted.of_period(reports.c.period), more)
    return Kind("reports", source, columns, getters)


def _values(
    name: str, of_table: Table, wanted: Wanted, getters: Mapping[str, Getter], more: tuple[str, ...]
) -> Kind:
    period = of_report(reports.c.period, of_table.c.report_id)
    source = Source(of_table, wanted.of_period(period), whose)
    columns = ("report", "unit", "form", "period", "code", *OF_VALUES, *more)
    return Kind(name, source, columns, getters)


def whose(page: Any) -> list[Any]:
    """Whose report a value stands on, and whom it names."""
    head = (
        named(name, of_report(reports.c[name], page.c.report_id)) for name in ("form", "period")
    )
    unit = of_report(reports.c.unit_id, page.c.report_id)
    columns = [unit_code(unit), *head]
    if "text" in page.c:
        columns += [named("of_unit", of(units.c.code, units.c.id, page.c.value)),
                    named("of_person", of(people.c.code, people.c.id, page.c.value))]  # fmt: skip
    return columns


def meanings(known: Meanings) -> Mapping[str, Getter]:
    """The cells of a value on a report."""

    def refers_to(row: Any) -> str | None:
        kind = known.of_form(row)
        if kind is None or kind.of != "named" or row.value is None:
            return None
        found: str | None = row.of_unit if kind.name == "unit" else row.of_person
        return found

    def name_of_kind(row: Any) -> str | None:
        kind = known.of_form(row)
        return None if kind is None else kind.name

    return {
        "report": lambda row: row.report_id,
        "value": lambda row: meant(known.of_form(row), row.value, getattr(row, "text", None)),
        "kind": name_of_kind,
        "refers_to": refers_to,
    }


def _of_office(known: Meanings) -> Mapping[str, Getter]:
    def name_of_kind(row: Any) -> str | None:
        kind = known.kind(row.movement, row.code)
        return None if kind is None else kind.name

    return {
        "value": lambda row: meant(known.kind(row.movement, row.code), row.value),
        "kind": name_of_kind,
    }
