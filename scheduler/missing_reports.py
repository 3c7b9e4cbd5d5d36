"""What an office is told of missing reports: what can still be given by whom, and what only it can
enter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from handlers.wording.reports import title
from locales.translator import Translator
from scheduler.reminders import locked
from scoring.live import Live
from scoring.periods import Period
from storage import people
from storage.engine import Db
from storage.missing_reports import Owed
from storage.units import Unit

_MOST = 20


def summary(
    t: Translator, live: Live, office: Unit, owed: list[Owed], day: date
) -> Iterator[Markup]:
    """How many reports can still be given, and how many are left to the office."""
    closed = [one for one in owed if locked(live, one, day)]
    still = len(owed) - len(closed)
    if not owed:
        yield t("No report is missing in {unit}.", unit=office.name)
    if still:
        yield t.many(
            "{n} report can still be given in {unit}.",
            "{n} reports can still be given in {unit}.",
            still,
            unit=office.name,
        )
    if closed:
        yield t.many(
            "{n} report in {unit} is locked; only the office can enter it: {command}",
            "{n} reports in {unit} are locked; only the office can enter them, such as: {command}",
            len(closed),
            unit=office.name,
            command=_command(closed[0]),
        )


def listed(t: Translator, db: Db, live: Live, owed: list[Owed], day: date) -> Iterator[Markup]:
    """Each of them: who can give it, or how the office enters it."""
    ordered = sorted(owed, key=lambda one: locked(live, one, day))
    for one in ordered[:_MOST]:
        name = title(t, one.unit, live.forms[one.form], Period.parse(one.period))
        how = _command(one) if locked(live, one, day) else _reporter(db, one)
        named = t("{mark} {name}: {value}", mark="-", name=name, value=how)
        yield named if how else Markup("- {}").format(name)
    if len(ordered) > _MOST:
        yield t.many("and {n} other report", "and {n} other reports", len(ordered) - _MOST)


def _reporter(db: Db, one: Owed) -> str | None:
    person = None if one.person_id is None else people.by_id(db, one.person_id)
    return person.name if person else None


def _command(one: Owed) -> str:
    return f"/report {one.unit.code} {one.form} {one.period}"
