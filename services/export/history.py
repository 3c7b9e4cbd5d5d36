"""What happened: every value ever given, every step of a report, everything an import changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from services.export.kinds import Getter, Kind, Wanted, of_report, person_code
from services.export.reported import OF_VALUES, meanings, whose
from storage.answers import entries
from storage.imports import changes, imports
from storage.paging import Source, of
from storage.reports import events, reports
from storage.rules import rules

PHONE = "phone"
"""The field of a person that is only told where it is asked for."""


def kinds(wanted: Wanted) -> Iterator[Kind]:
    """Of the reports of a year, and of the imports in it, if one is asked for."""
    yield _history(wanted)
    yield _events(wanted)
    what = ("import", "what", "file", "sha256", "by", "at")
    cells: Mapping[str, Getter] = {"import": lambda row: row.id, "sha256": lambda row: row.digest}
    yield Kind("imports", Source(imports, wanted.during(imports.c.at)), what, cells)
    yield _changes(wanted)
    decided = ("movement", "year", "sha256", "by", "at", "file")
    yield Kind("rules", Source(rules, wanted.in_year(rules.c.year)), decided, cells)


def _history(wanted: Wanted) -> Kind:
    """Not where it was written: that names the chat."""

    def more(page: Any) -> list[Any]:
        return [*whose(page), person_code(page.c.person_id)]

    period = of_report(reports.c.period, entries.c.report_id)
    columns = ("entry", "report", "unit", "form", "period", "code", *OF_VALUES, "raw", "person",
               "at", "edition")  # fmt: skip
    getters: Mapping[str, Getter] = {"entry": lambda row: row.id, **meanings(wanted.meanings)}
    return Kind("history", Source(entries, wanted.of_period(period), more), columns, getters)


def _events(wanted: Wanted) -> Kind:
    def more(page: Any) -> list[Any]:
        return [person_code(page.c.person_id)]

    period = of_report(reports.c.period, events.c.report_id)
    columns = ("event", "report", "act", "version", "person", "at", "detail", "edition")
    getters: Mapping[str, Getter] = {
        "event": lambda row: row.id,
        "report": lambda row: row.report_id,
    }
    return Kind("events", Source(events, wanted.of_period(period), more), columns, getters)


def _changes(wanted: Wanted) -> Kind:
    def told(name: str) -> Getter:
        return lambda row: None if _kept_back(row, wanted) else getattr(row, name)

    columns = ("change", "import", "what", "code", "field", "period", "old", "new")
    getters: Mapping[str, Getter] = {
        "change": lambda row: row.id, "import": lambda row: row.import_id,
        "old": told("old"), "new": told("new"),
    }  # fmt: skip
    at = of(imports.c.at, imports.c.id, changes.c.import_id)
    return Kind("changes", Source(changes, wanted.during(at)), columns, getters)


def _kept_back(row: Any, wanted: Wanted) -> bool:
    return not wanted.phones and row.what == "person" and row.field == PHONE
