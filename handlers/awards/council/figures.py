"""Numbers of the Council's pages: exact points, what a nominee has, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from handlers.wording import scales
from locales import formats
from locales.rounding import half_up
from locales.translator import Translator
from services.pointed import Pointed

_HUNDREDTHS = 100


def points(t: Translator, value: Fraction) -> str:
    """Points with their word, in hundredths: "86,11 điểm"."""
    return scales.points(t, int(half_up(value * _HUNDREDTHS, 0)))


def exactly(t: Translator, value: Fraction) -> str:
    """The same; what hundredths cannot say stands before it as the fraction it is."""
    shown = points(t, value)
    if (value * _HUNDREDTHS).denominator == 1:
        return shown
    return f"{value.numerator}/{value.denominator} ({shown})"


def difference(t: Translator, value: Fraction) -> str:
    """A difference with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + formats.points(abs(value), t.language)


def standing(t: Translator, found: Pointed | None) -> Iterator[Markup]:
    """The points that were worked out, the place, and what the appraiser sees otherwise."""
    if found is None:
        yield t("No points in any list.")
        return
    shown = points(t, found.total)
    if found.basis == "official":
        yield t("Self-computed, of accepted reports: {points}", points=shown)
    else:
        yield t("Self-computed, provisional: {points}", points=shown)
    if found.place is not None:
        place = formats.ordinal(found.place, t.language)
        yield t("Place: {place} of {total}", place=place, total=found.among)
    if found.appraised is not None:
        yield t("Appraised: {points} ({difference})", points=points(t, found.appraised),
                difference=difference(t, found.appraised - found.total))  # fmt: skip
