"""The sheets of the reports: one a form, a line a report, a column a question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from handlers.books.book import Cell, Column, Kind, Sheet
from handlers.pictures.texts import plain
from locales import formats
from locales.translator import N_, Translator
from scoring.forms import Form
from scoring.indicators import Indicator
from scoring.movement import Movement
from scoring.periods import of_year
from storage import report_rows
from storage.engine import Db
from storage.report_rows import ReportRow, Value
from storage.units import Unit

STATUS = {"confirmed": N_("not yet checked"), "accepted": N_("accepted")}
_KINDS: dict[str, Kind] = {
    "VND": "money", "%": "share", "points": "points", "date": "day", "households": "whole",
    "count": "whole",
}  # fmt: skip
_HUNDRED, _SHARES = 100, 10_000
"""Points and shares are kept in hundredths; a share of one is a percent's hundredth."""


def sheets(
    t: Translator, db: Db, rules: Movement, scope: Unit, level: str, year: int, zone: ZoneInfo
) -> Iterator[Sheet]:
    """Of every form that the level's units report; each with who sent it and who checked it."""
    for form in rules.forms.values():
        if form.level == level:
            yield _sheet(t, db, rules, form, scope, year, zone)


def _sheet(
    t: Translator, db: Db, rules: Movement, form: Form, scope: Unit, year: int, zone: ZoneInfo
) -> Sheet:
    asked = [rules.indicators[code] for code in form.indicators]
    columns = (
        Column(plain(t("Code")), width=12),
        Column(plain(t("Unit")), width=38),
        Column(plain(t("Period")), width=16),
        *(Column(plain(t.movement(one.name)), _KINDS.get(one.unit, "text"), 18) for one in asked),
        Column(plain(t("Status")), width=18),
        Column(plain(t("Sent by")), width=28),
        Column(plain(t("Sent at")), "moment", 17),
        Column(plain(t("Checked by")), width=28),
        Column(plain(t("Checked at")), "moment", 17),
        Column(plain(t("Explanations")), width=40),
    )
    periods = {one.code for one in of_year(form.frequency, year)}
    found = report_rows.of_form(db, scope, form.level, form.code, periods)
    return Sheet(
        plain(t.movement(form.name)), columns, (_row(t, asked, one, zone) for one in found)
    )


def _row(
    t: Translator, asked: list[Indicator], report: ReportRow, zone: ZoneInfo
) -> tuple[Cell, ...]:
    values = (_cell(t, one, report.values.get(one.code)) for one in asked)
    notes = (f"{plain(t.movement(one.name))}: {note}" for one in asked
             if (said := report.values.get(one.code)) and (note := said.note))  # fmt: skip
    return (
        report.unit,
        report.name,
        plain(formats.period(report.period, t.language)),
        *values,
        plain(t(STATUS[report.status])),
        report.sent_by,
        _local(report.sent_at, zone),
        report.checked_by if report.status == "accepted" else None,
        _local(report.checked_at, zone) if report.status == "accepted" else None,
        "; ".join(notes) or None,
    )


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone).replace(tzinfo=None)


def _cell(t: Translator, asked: Indicator, said: Value | None) -> Cell:
    """As a spreadsheet has it; "not known" stays empty."""
    if said is None or (said.value is None and said.text is None):
        return None
    if said.value is None or asked.unit in ("text", "choice", "unit", "person"):
        return said.text if said.text is not None else said.value
    if asked.unit == "yesno":
        return formats.value("yesno", said.value, t.language)
    if asked.unit == "date":
        return date.fromordinal(said.value)
    if asked.unit == "%":
        return Fraction(said.value, _SHARES)
    return Fraction(said.value, _HUNDRED) if asked.unit == "points" else said.value
