"""Wordings that several features share: a finding, a report's name, its days and shares."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from locales import formats
from locales.translator import N_, Translator
from scoring.movement import Finding, Form, Movement
from scoring.periods import Period
from scoring.questions import numbers
from services.sheets import Sheet
from storage.units import Unit


def finding(t: Translator, found: Finding) -> Markup:
    """A rule's sentence with its values as the reader writes them."""
    fields = {
        name: formats.value(unit, number, t.language)
        for name, (unit, number) in found.fields.items()
    }
    return t.movement(found.say, **fields)


def period(t: Translator, which: Period) -> str:
    """A period's name."""
    return formats.period(which.code, t.language)


def day(t: Translator, which: date) -> str:
    """A day, with its year."""
    return formats.day(which, t.language)


def title(t: Translator, unit: Unit, form: Form, which: Period) -> Markup:
    """A report's name: form, period, unit."""
    return t(
        "{form}, {period} - {unit}",
        form=t.movement(form.name),
        period=period(t, which),
        unit=unit.name,
    )


def short(t: Translator, form: Form, which: Period, unit: str | None = None) -> Markup:
    """A report's name on a button; what its unit is called in front, where there are several."""
    what = t("{form}, {period}", form=t.movement(form.name), period=period(t, which))
    return what if unit is None else t("{name}: {value}", name=unit, value=what)


def shares(t: Translator, movement: Movement, sheet: Sheet) -> list[Markup]:
    """The shares that follow from the values on a card."""
    known = numbers({code: answer.value for code, answer in sheet.values.items()})
    found = []
    for derived in movement.derived.values():
        share = derived.on_card(known)
        if share is not None:
            text = formats.share(share, t.language)
            found.append(t("{name}: {value}", name=t.movement(derived.name), value=text))
    return found


REASONS = {
    "unit": N_("Wrong unit (thousand, million, billion)"),
    "missing": N_("A figure is missing"),
    "book": N_("Differs from the books"),
    "bank": N_("Differs from the bank's figures"),
}
"""The reasons for returning a report that are offered as buttons."""


def reason(t: Translator, said: str | None) -> Markup:
    """A reason in the reader's language, or in the verifier's own words."""
    if said in REASONS:
        return t(REASONS[said])
    return Markup("{}").format(said or "")
