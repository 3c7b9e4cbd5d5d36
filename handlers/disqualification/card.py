"""A mark as it is shown: the ground and its basis, the figures, every step; the ways from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Choice, button, lines
from handlers.wording import reports, scales
from locales.translator import Translator
from scoring import disqualification
from scoring.disqualification import REPORTED, REQUIRED
from scoring.rules import Expression
from services import disqualifications
from services.disqualifications import Case
from storage import disqualifications as marks
from storage.disqualifications import Mark
from storage.engine import Db
from storage.person import Person
from storage.units import Unit

COMMAND = "/eligibility"


def card(t: Translator, db: Db, case: Case, now: datetime, zone: ZoneInfo) -> Markup:
    """The whole of it: what stands since it was last begun."""
    today, steps = now.astimezone(zone).date(), current(db, case)
    return lines(
        heading(t, case.unit, case.year),
        *about(t, db, case, today),
        *(_step(t, case, one, zone) for one in steps),
        *_open(t, case, steps, today, zone),
    )


def heading(t: Translator, unit: Unit, year: int) -> Markup:
    """What it is about."""
    said = t("Eligibility for proposal, {year}: {unit}", year=year, unit=unit.name)
    return Markup("<b>{}</b>").format(said)


def current(db: Db, case: Case) -> list[Mark]:
    """The steps since it was last begun."""
    found: list[Mark] = []
    for one in marks.history(db, case.of):
        found = [one] if one.step == "proposed" else [*found, one]
    return found


def about(t: Translator, db: Db, case: Case, today: date) -> Iterator[Markup]:
    """The ground, its basis, and the figures that it looks at."""
    yield Markup("<b>{}</b>").format(t.movement(case.ground.name))
    yield t("Basis: {basis}", basis=t.movement(case.ground.basis))
    if case.ground.when:
        yield from _figures(t, db, case, today)


def _figures(t: Translator, db: Db, case: Case, today: date) -> Iterator[Markup]:
    conditions = (Expression.parse(one) for one in case.ground.when)
    named = frozenset[str]().union(*(one.names for one in conditions))
    found = disqualifications.known(db, case.movement, [case.unit], case.year, today)[case.unit.id]
    if {REPORTED, REQUIRED} <= named:
        yield t("Reports that are in: {n} of {total}", n=found[REPORTED], total=found[REQUIRED])
    for code, derived in case.movement.derived.items():
        if code in named & found.keys():
            value = scales.level(t, derived, Fraction(found[code]))
            yield t("{name}: {value}", name=scales.name(t, derived), value=value)


def _step(t: Translator, case: Case, one: Mark, zone: ZoneInfo) -> Markup:
    day = reports.day(t, one.at.astimezone(zone).date())
    if one.who is None:
        if one.step == "lifted":
            return t("{day}: this is no longer so; eligible for proposal.", day=day)
        return t("{day}: found in the figures.", day=day)
    said = {"day": day, "who": one.who, "words": one.said or ""}
    if one.step == "proposed" and one.conclusion:
        return t("{day}, {who}, conclusion {number}: {words}", number=one.conclusion, **said)
    if one.step == "proposed":
        return t("{day}, {who}: {words}", **said)
    if one.step == "answered":
        return t("{day}, answer of {who}: {words}", **said)
    if one.step == "confirmed":
        return t("{day}, {who}: confirmed, not eligible for proposal.", **said)
    return t("{day}, {who}: lifted, eligible for proposal.", **said)


def _open(
    t: Translator, case: Case, steps: list[Mark], today: date, zone: ZoneInfo
) -> Iterator[Markup]:
    """What holds until it is decided, and how long the unit has the word."""
    if case.ground.always:
        yield t("Holds for: {level}.", level=t.movement(case.movement.levels[case.unit.kind].name))
        return
    last = steps[-1] if steps else None
    if last is None:
        yield t("Nothing is set.")
    elif last.step in ("proposed", "answered"):
        if disqualification.counts(case.ground, last.step):
            yield t("Not eligible for proposal until this is lifted.")
        day = disqualification.until(case.ground, steps[0].at.astimezone(zone).date())
        if last.step == "proposed" and today <= day:
            yield t("The unit can answer until {day}.", day=reports.day(t, day))
        elif last.step == "proposed":
            yield t("No answer has come. It can be confirmed now.")


def ways(t: Translator, case: Case, steps: list[Mark], reader: Person, today: date, zone: ZoneInfo
) -> list[tuple[Choice, ...]]:  # fmt: skip
    """What the reader may do now."""
    last = steps[-1] if steps else None
    if last is None or last.step not in ("proposed", "answered", "confirmed"):
        return []
    found: list[Choice] = []
    if may_decide(reader, case):
        began = steps[0].at.astimezone(zone).date()
        open_ = disqualification.follows("confirmed", last.step)
        if open_ and disqualification.may_confirm(case.ground, last.step, began, today):
            found.append(button(t("Confirm"), says(case, f"confirm {last.id}")))
        found.append(button(t("Lift"), says(case, f"lift {last.id}")))
    if last.step != "confirmed" and rights.may(reader, "answer", case.unit):
        found.append(button(t("Answer"), says(case, "answer")))
    return [tuple(found)] if found else []


def may_decide(person: Person, case: Case) -> bool:
    """Whether somebody holds the role that sets and decides it."""
    return case.decider in rights.acting(person, "disqualify", case.unit)


def says(case: Case, act: str = "") -> str:
    """What a button about it says."""
    return f"{COMMAND} {case.unit.code} {case.ground.code} {case.year} {act}".rstrip()
