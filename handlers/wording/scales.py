"""Words for the items of a card: names, points, and how a value becomes points."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from markupsafe import Markup

from locales import formats
from locales.translator import Translator
from scoring.cards import Card, CardItem, Derived
from scoring.movement import Movement

_ALL = 100


def set_by(t: Translator, card: Card) -> Markup:
    """Who has set the weights and targets; ours are no Council's, and say so."""
    if card.set_by is None:
        return t("Weights and targets are set by the Council; these are defaults.")
    return t("Weights and targets were set by: {who}.", who=card.set_by)


def points(t: Translator, hundredths: int) -> str:
    """Points with their word: "1,2 điểm"."""
    return formats.value("points", hundredths, t.language)


def name(t: Translator, derived: Derived) -> Markup:
    """What an item is called."""
    return t.movement(derived.name)


def names(t: Translator, derived: Iterable[Derived]) -> Markup:
    """Several items in a row: many a name has a comma or an "and" of its own."""
    return t.row(name(t, one) for one in derived)


def level(t: Translator, derived: Derived, number: Fraction) -> str:
    """A number as the measure's values are written."""
    if derived.kind == "change":
        return formats.change(number, t.language, 2)
    if derived.unit == "%":
        return formats.rate(number, t.language)
    return formats.number(number, t.language)


def scale(t: Translator, movement: Movement, derived: Derived, item: CardItem) -> Markup:
    """How a value becomes points: the two ends, or the bands of a grade."""
    if derived.kind == "grade":
        return _bands(t, movement, item)
    rising = item.full_at > item.zero_at
    full = _end(t, derived, item.full_at, upper=rising)
    zero = _end(t, derived, item.zero_at, upper=not rising)
    if derived.unit == "count" and abs(item.full_at - item.zero_at) <= 1:
        return t("Scale: {full} brings all points, {zero} none.", full=full, zero=zero)
    return t("Scale: {full} brings all points, {zero} none, in between in proportion.",
             full=full, zero=zero)  # fmt: skip


def _end(t: Translator, derived: Derived, number: Fraction, *, upper: bool) -> Markup | str:
    """One end of a scale, and what lies beyond it, if anything can."""
    shown = level(t, derived, number)
    if outermost(derived, number, upper=upper):
        return shown
    return t("{value} or more", value=shown) if upper else t("{value} or less", value=shown)


def outermost(derived: Derived, number: Fraction, *, upper: bool) -> bool:
    """Whether nothing lies beyond: there is no less than nothing, and no more than all of it."""
    if derived.kind == "change":
        return False
    return number == _ALL and derived.unit == "%" if upper else number == 0


def _bands(t: Translator, movement: Movement, item: CardItem) -> Markup:
    shown = [
        t("{grade} (from {points}) {share}", grade=t.movement(band.name),
          points=points(t, int(band.least * 100)),
          share=formats.rate(item.fraction(band.factor) * 100, t.language))
        for band in movement.bands
    ]  # fmt: skip
    return t("Share of the points by grade: {grades}.", grades=t.row(shown))
