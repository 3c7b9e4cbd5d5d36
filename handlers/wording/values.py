"""A value in words, whatever its kind."""

from __future__ import annotations

from locales import formats
from locales.translator import N_, Translator
from scoring.indicators import Indicator
from scoring.questions import Value
from storage.answers import Answer

UNITS = {
    "VND": N_("VND"),
    "households": N_("households"),
    "count": N_("a whole number"),
    "%": N_("percent"),
    "points": N_("points, 0 to 100"),
    "yesno": N_("yes or no"),
    "date": N_("a day"),
    "choice": N_("one of a list"),
    "text": N_("a few words"),
    "unit": N_("a unit"),
    "person": N_("a person"),
}
"""What an answer is given in."""
_SHORTENED = 40


def value(t: Translator, indicator: Indicator, said: Value | None) -> str:
    """A value to the last digit, or the words for "not known"."""
    if said is None:
        return str(t("not known"))
    return formats.value_long(indicator.unit, _named(t, indicator, said), t.language)


def full(t: Translator, indicator: Indicator, answer: Answer) -> str:
    """A value with money in words and digits, marked where it was said to be approximate."""
    if answer.value is None:
        return str(t("not known"))
    text = formats.value_full(indicator.unit, _named(t, indicator, answer.value), t.language)
    return str(t("about {value}", value=text)) if answer.approximate else text


def shortened(t: Translator, indicator: Indicator, said: Value) -> str:
    """A value for a button."""
    text = value(t, indicator, said)
    return text if len(text) <= _SHORTENED else f"{text[: _SHORTENED - 1]}…"


def example(t: Translator, indicator: Indicator) -> str:
    """A right number, as the reader would write it."""
    return formats.value(indicator.unit, indicator.example, t.language)


def _named(t: Translator, indicator: Indicator, said: Value) -> Value:
    """A choice by the name that its movement gives it."""
    name = indicator.choices.get(said) if isinstance(said, str) else None
    return said if name is None else t.movement(name).unescape()
