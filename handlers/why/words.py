"""Words for values, targets, points and periods, whatever the movement measures."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from handlers.why.case import Case, Part
from handlers.wording.scales import level, outermost
from locales import formats
from locales.rounding import half_up
from locales.translator import Translator
from scoring.coverage import Coverage
from scoring.movement import Movement
from scoring.periods import Frequency, Period

_MOST_DIGITS = 6


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
    shown = level(t, part.derived, full)
    if outermost(part.derived, full, upper=rising):
        return shown
    return t("at least {value}", value=shown) if rising else t("at most {value}", value=shown)


def _to_move(t: Translator, full: Fraction, *, rising: bool) -> Markup:
    size = formats.rate(abs(full), t.language)
    if full == 0:
        return t("no decrease") if rising else t("no increase")
    if full > 0:
        return t("up at least {size}", size=size) if rising else t("up at most {size}", size=size)
    return t("down at most {size}", size=size) if rising else t("down at least {size}", size=size)


def counted(t: Translator, frequency: Frequency, n: int) -> Markup:
    """So many months, quarters or years."""
    if frequency == "monthly":
        return t.many("{n} month", "{n} months", n)
    if frequency == "quarterly":
        return t.many("{n} quarter", "{n} quarters", n)
    if frequency == "halfyearly":
        return t.many("{n} half-year", "{n} half-years", n)
    return t.many("{n} year", "{n} years", n)


def spared(case: Case) -> list[Markup]:
    """How many months so far are excused, where any is."""
    over = [Period.parse(code) for code in sorted(case.facts.excused)]
    n = sum(one.year == case.facts.year and one.last < case.facts.as_of for one in over)
    told = case.turn.t.many("{n} month is excused (maternity leave): nothing is due of it.",
                            "{n} months are excused (maternity leave): nothing is due of them.",
                            n)  # fmt: skip
    return [told] if n else []


def covered(t: Translator, what: Coverage) -> Markup:
    """The periods that an item is made of, in its own frequency."""
    if what.newest:
        last = formats.period(what.known[-1].code, t.language)
        return t("The newest figure counts: {period}.", period=last)
    known, due = (counted(t, what.frequency, len(n)) for n in (what.known, what.due))
    return t("Counted from {known}; due so far: {due}.", known=known, due=due)
