"""What is said of reports that wait to be checked, and of those that were accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from handlers.engine.turn import About, Choice, Reply, button, lines, say
from handlers.rights import may
from handlers.wording.reports import period, title
from locales import formats
from locales.translator import N_, Translator
from scheduler.telling import Accepted
from scoring.live import Live
from scoring.movement import Movement
from scoring.periods import Period
from scoring.standings import Basis
from storage import news, places, reports, review_queue, units
from storage.asked import Asked
from storage.engine import Db
from storage.person import Person
from storage.reports import Report
from storage.units import Unit

_NAMED = 6
"""Groups named for a form and period; the others are counted."""
_MOST = 300


def check(t: Translator, db: Db, live: Live, person: Person, now: datetime) -> Reply | None:
    """How many reports wait, and whose; None if none does any more."""
    count = review_queue.count(db, person, live.checks)
    if not count:
        return None
    news.told(db, person.id, now)
    waiting = review_queue.named(db, person, live.checks, _MOST)
    of = groupby(waiting, key=lambda one: (one[0].form, one[0].period))
    told = [_form(t, live, form, of_period, [u for _, u in w]) for (form, of_period), w in of]
    text = lines(t.many("{n} report to check.", "{n} reports to check.", count), *told)
    about: tuple[About, ...] = tuple(sorted({("verify", unit.id) for _, unit in waiting}))
    rows = (button(t("Check them"), "/review"),), (button(t("Who has reported"), "/board"),)
    return say(text, *rows).model_copy(update={"about": about})


def _form(t: Translator, live: Live, form: str, of: str, found: list[Unit]) -> Markup:
    names: list[str | Markup] = [unit.name for unit in found[:_NAMED]]
    if len(found) > _NAMED:
        more = len(found) - _NAMED
        names.append(t.many("{n} other", "{n} others", more))
    name, when = t.movement(live.forms[form].name), period(t, Period.parse(of))
    return t("{form}, {period}: {units}", form=name, period=when,
             units=t.listing(names))  # fmt: skip


def accepted(t: Translator, db: Db, live: Live, person: Person, task: Accepted) -> Reply | None:
    """The reports that still stand as accepted, the place, and thanks; None if none does."""
    still = list(_still(db, live, person, task))
    if not still:
        return None
    names = [
        title(t, unit, live.forms[report.form], Period.parse(report.period))
        for report, unit in still
    ]
    whose = {unit.id: live.of_form(report.form) for report, unit in still}
    groups = {unit.id: unit for _, unit in still if whose[unit.id].scored(unit.kind)}
    year = max(Period.parse(report.period).year for report, _ in still)
    places = [_place(t, db, whose[u.id], person, u, year) for u in groups.values()]
    if len(places) > 1:
        named = zip(groups.values(), places, strict=True)
        places = [t("{name}: {value}", name=unit.name, value=place) for unit, place in named]
    parts = [t("Accepted: {report}.", report=name) for name in names]
    text = lines(*parts, *places, t("Thank you for the careful work."))
    about: tuple[About, ...] = tuple(sorted({("report", unit.id) for _, unit in still}))
    return say(text, *_rows(t, live, whose, groups)).model_copy(update={"about": about})


def any_stands(db: Db, live: Live, person: Person, task: Accepted) -> bool:
    """Whether any of the reports still stands as accepted, and is still the reader's."""
    return any(True for _ in _still(db, live, person, task))


def _rows(
    t: Translator, live: Live, whose: Mapping[int, Movement], groups: Mapping[int, Unit]
) -> list[tuple[Choice, ...]]:
    """To the points of the first unit, and to the standings, in the movement of its report."""
    if not groups:
        return [(button(t("Standings"), "/standings"),)]
    first = next(iter(groups.values()))
    code = "" if whose[first.id] is live.all[0] else f"{whose[first.id].code} "
    why = button(t("Why these points?"), f"/why {code}{first.code}")
    return [(why,), (button(t("Standings"), f"/standings {code}".rstrip()),)]


def _still(db: Db, live: Live, person: Person, task: Accepted) -> Iterator[tuple[Report, Unit]]:
    for report_id, version in task.reports:
        found = reports.with_unit(db, report_id)
        if found is None or (found[0].status, found[0].version) != ("accepted", version):
            continue
        report, unit = found
        held = person.units(live.of_form(report.form).reporter(unit.kind) or "")
        if may(person, "report", unit) and unit.id in {one.id for one in held}:
            yield report, unit


def _place(
    t: Translator, db: Db, movement: Movement, person: Person, unit: Unit, year: int
) -> Markup:
    """The official place in the unit above, else the provisional one, as far as there is any."""
    above = None if unit.parent_id is None else units.by_id(db, unit.parent_id)
    if above is None or not may(person, "see", above):
        return t("No place yet.")
    for basis, text in _PLACES.items():
        place = places.place(db, unit, Asked(movement.scored(unit.kind)[0], above, year, basis))
        if place is not None:
            return t(
                text, unit=above.name, place=formats.ordinal(place[0], t.language), total=place[1]
            )
    return t("No place yet.")


_PLACES: dict[Basis, str] = {
    "official": N_("Official place, {unit}: {place} of {total}."),
    "provisional": N_("Provisional place, {unit}: {place} of {total}."),
}
