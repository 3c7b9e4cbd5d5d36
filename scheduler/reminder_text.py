"""What a reminder says: help first, duty second; what is missing, by when, and a button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import apart
from handlers.engine.turn import Choice, Reply, button, lines, say
from handlers.wording.reports import day, period, title
from locales.translator import Translator
from scheduler import dossier_text
from scheduler.reminders import Duty, Task
from scoring.duties import open_periods
from scoring.forms import Form
from scoring.live import Live
from scoring.periods import Period
from services.duties import asked as asked_of
from storage import answers, reports
from storage.engine import Db
from storage.missing_reports import OWED
from storage.person import Person
from storage.reports import Report
from storage.units import Unit

_MOST = 8
"""Reports named in one reminder; the others are counted."""


@dataclass(frozen=True)
class Open:
    """A duty that is still owed."""

    unit: Unit
    form: Form
    period: Period
    report: Report | None


def write(
    t: Translator, db: Db, live: Live, person: Person, task: Task, now: datetime, zone: ZoneInfo
) -> Reply | None:
    """The reminder, of what is still owed at this moment; None if nothing is."""
    asked = _all_open(db, live, person, task.day) if task.asked else task.duties
    still = list(_still_owed(db, live, person, asked))
    parts: list[Markup | None] = []
    rows: list[tuple[Choice, ...]] = []
    names = _names(db, person, still[:_MOST])
    for one in still[:_MOST]:
        parts += _line(t, db, live, one, task.day)
        label = _label(t, one, names.get(one.unit.id))
        rows.append((button(label, f"/report {one.unit.code} {one.form.code} {one.period.code}"),))
    if len(still) > _MOST:
        rest = len(still) - _MOST
        parts.append(t.many("and {n} other report", "and {n} other reports", rest))
    year = task.dossier if task.dossier is not None else task.escalation
    held = person.units("office")
    offices = [] if year is None or not held else dossier_text.waiting(db, live, held, year)
    if offices:
        parts += dossier_text.lines(t, db, live, offices, task, now, zone)
        awards = live.all[0].award is not None
        rows += [(button(t("The dossier"), "/awards dossier"),)] if awards else []
    if not parts:
        return None
    about = [("report", one.unit.id) for one in still[:_MOST]]
    about += [("see", office.id) for office in offices]
    return say(lines(*parts), *rows).model_copy(update={"about": tuple(about)})


def _names(db: Db, person: Person, shown: list[Open]) -> apart.Names:
    """What the units are called, where there are several."""
    units = {one.unit.id: one.unit for one in shown}
    return apart.called_for(db, person, units.values()) if len(units) > 1 else {}


def _label(t: Translator, one: Open, unit: str | None) -> Markup:
    which = period(t, one.period)
    if unit is None:
        return t("Report: {period}", period=which)
    return t("{name}: {value}", name=unit, value=which)


def _all_open(db: Db, live: Live, person: Person, today: date) -> tuple[Duty, ...]:
    """Whatever the person may give today, or was given back."""
    found = []
    for form in live.forms.values():
        for unit in (u for u in person.units(form.reporter) if u.kind == form.level):
            back = [r.period for r in reports.returned(db, unit.id) if r.form == form.code]
            given = [p.code for p in open_periods(form, today) if asked_of(form, unit, p)]
            periods = dict.fromkeys([*given, *back])
            found += [Duty(unit=unit.code, form=form.code, period=code) for code in periods]
    return tuple(found)


def _still_owed(db: Db, live: Live, person: Person, duties: tuple[Duty, ...]) -> Iterator[Open]:
    """What is owed by units in which the person is still the one who reports."""
    for duty in duties:
        role = live.forms[duty.form].reporter
        unit = next((unit for unit in person.units(role) if unit.code == duty.unit), None)
        if unit is None:
            continue
        report = reports.of(db, unit.id, duty.form, duty.period)
        form, period = live.forms[duty.form], Period.parse(duty.period)
        returned = report is not None and report.status == "returned"
        still = report is None or report.status in OWED
        if still and asked_of(form, unit, period, returned=returned):
            yield Open(unit, form, period, report)


def _line(t: Translator, db: Db, live: Live, one: Open, today: date) -> Iterator[Markup | None]:
    yield Markup("<b>{}</b>").format(title(t, one.unit, one.form, one.period))
    yield _when(t, one.form.due(one.period), one.form.lock(one.period), today)
    if one.report is not None and one.report.status == "returned":
        yield t("It was returned and waits for the correction.")
    elif one.report is not None:
        yield _missing(t, db, live, one.form, one.report)
    else:
        yield t("It takes about two minutes.")


def _when(t: Translator, due: date, lock: date, today: date) -> Markup:
    if today > due:
        return t("It was due on {due}. It is still taken until {lock}, as late.",
                 due=day(t, due), lock=day(t, lock))  # fmt: skip
    left = (due - today).days
    if left == 0:
        return t("Today is the last day.")
    shown = day(t, due)
    return t.many("{n} day left, due {due}.", "{n} days left, due {due}.", left, due=shown)


def _missing(t: Translator, db: Db, live: Live, form: Form, report: Report) -> Markup:
    given = answers.given(db, report.id)
    asked = live.of_form(form.code).indicators
    open_names = [t.movement(asked[code].name) for code in form.indicators if code not in given]
    if not open_names:
        return t("Every question is answered; it only has to be confirmed.")
    return t(
        "Still missing {n} of {total}: {names}",
        n=len(open_names),
        total=len(form.indicators),
        names=t.row([*open_names[:3], *(["…"] if len(open_names) > 3 else [])]),
    )
