"""Words for values, targets, points and periods, whatever the movement measures."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from markupsafe import Markup

from handlers.why.case import Part
from locales import formats
from locales.rounding import half_up
from locales.translator import Translator
from scoring.cards import CardItem, Derived
from scoring.coverage import Coverage
from scoring.movement import Movement
from scoring.periods import Frequency

_MOST_DIGITS = 6
_ALL = 100


def points(t: Translator, hundredths: int) -> str:
    """Points with their word: "1,2 điểm"."""
    return formats.value("points", hundredths, t.language)


def name(t: Translator, derived: Derived) -> Markup:
    """What an item is called."""
    return t.movement(derived.name)


def names(t: Translator, derived: Iterable[Derived]) -> Markup:
    """Several items in a row: many a name has a comma or an "and" of its own."""
    return t.row(name(t, one) for one in derived)


def value(t: Translator, movement: Movement, part: Part) -> Markup | str:
    """An item's own value, in the words in which its target is said."""
    own = part.found.value or Fraction(0)
    if part.derived.kind == "grade":
        return _grade(t, part)
    if part.derived.kind == "change":
        return _moved(t, own)
    if part.derived.unit != "%":
        return formats.number(own, t.language)
    return formats.rate(own, t.language, _digits(own, part.item.full_at))


def _grade(t: Translator, part: Part) -> Markup:
    grade = t.movement(part.derived.band(hundredths(part)).name)
    if part.found.note == "provisional_grade":
        return t("{grade} (worked out here)", grade=grade)
    return grade


def hundredths(part: Part) -> Fraction:
    """A grade's points, in hundredths."""
    return Fraction(part.found.top, part.found.bottom)


def _digits(own: Fraction, target: Fraction) -> int:
    """So many decimals that a value beside its target does not look like it."""
    apart = (n for n in range(2, _MOST_DIGITS) if half_up(own, n) != half_up(target, n))
    return 2 if own == target else next(apart, _MOST_DIGITS)


def _moved(t: Translator, own: Fraction) -> Markup:
    size = formats.rate(abs(own), t.language)
    if own == 0:
        return t("unchanged")
    return t("up {size}", size=size) if own > 0 else t("down {size}", size=size)


def target(t: Translator, movement: Movement, part: Part) -> Markup | str:
    """From where on an item brings all its points."""
    full, kind = part.item.full_at, part.derived.kind
    rising = full > part.item.zero_at
    if kind == "grade":
        enough = [band for band in movement.bands if part.item.fraction(band.factor) == 1]
        return t.movement(enough[-1].name) if enough else ""
    if kind == "change":
        return _to_move(t, full, rising=rising)
    level = _level(t, part.derived, full)
    if _outermost(part.derived, full, upper=rising):
        return level
    return t("at least {value}", value=level) if rising else t("at most {value}", value=level)


def _to_move(t: Translator, full: Fraction, *, rising: bool) -> Markup:
    size = formats.rate(abs(full), t.language)
    if full == 0:
        return t("no decrease") if rising else t("no increase")
    if full > 0:
        return t("up at least {size}", size=size) if rising else t("up at most {size}", size=size)
    return t("down at most {size}", size=size) if rising else t("down at least {size}", size=size)


def _level(t: Translator, derived: Derived, number: Fraction) -> str:
    if derived.kind == "change":
        return formats.change(number, t.language, 2)
    if derived.unit == "%":
        return formats.rate(number, t.language)
    return formats.number(number, t.language)


def scale(t: Translator, movement: Movement, part: Part) -> Markup:
    """How a value becomes points: the two ends, or the bands of a grade."""
    if part.derived.kind == "grade":
        return _bands(t, movement, part.item)
    item, rising = part.item, part.item.full_at > part.item.zero_at
    full = _end(t, part.derived, item.full_at, upper=rising)
    zero = _end(t, part.derived, item.zero_at, upper=not rising)
    if part.derived.unit == "count" and abs(item.full_at - item.zero_at) <= 1:
        return t("Scale: {full} brings all points, {zero} none.", full=full, zero=zero)
    return t("Scale: {full} brings all points, {zero} none, in between in proportion.",
             full=full, zero=zero)  # fmt: skip


def _end(t: Translator, derived: Derived, number: Fraction, *, upper: bool) -> Markup | str:
    """One end of a scale, and what lies beyond it, if anything can."""
    level = _level(t, derived, number)
    if _outermost(derived, number, upper=upper):
        return level
    return t("{value} or more", value=level) if upper else t("{value} or less", value=level)


def _outermost(derived: Derived, number: Fraction, *, upper: bool) -> bool:
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


def counted(t: Translator, frequency: Frequency, n: int) -> Markup:
    """So many months, quarters or years."""
    if frequency == "monthly":
        return t.many("{n} month", "{n} months", n)
    if frequency == "quarterly":
        return t.many("{n} quarter", "{n} quarters", n)
    if frequency == "halfyearly":
        return t.many("{n} half-year", "{n} half-years", n)
    return t.many("{n} year", "{n} years", n)


def covered(t: Translator, what: Coverage) -> Markup:
    """The periods that an item is made of, in its own frequency."""
    if what.newest:
        last = formats.period(what.known[-1].code, t.language)
        return t("The newest figure counts: {period}.", period=last)
    known, due = (counted(t, what.frequency, len(n)) for n in (what.known, what.due))
    return t("Counted from {known}; due so far: {due}.", known=known, due=due)
