"""A unit's year as a picture: points and places by period, and its main values."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from handlers.pictures.texts import Direction, Frozen, Text, direction, plain, text
from locales import formats
from locales.translator import Translator
from scoring.trend import Moment, Series, Trend, scale

KIND = "trend"


class Point(Frozen):
    """A period: its name, the points from 0 to 100 and as they are written, the place."""

    label: str
    points: float | None
    words: str
    place: str


class Values(Frozen):
    """A measure: its values in percent, as numbers and as they are written; what is drawn full."""

    name: Text
    values: tuple[float | None, ...]
    whole: float
    words: tuple[str, ...]


class Drawing(Frozen):
    """Everything on the picture."""

    language: str
    dir: Direction
    title: Text
    lines: tuple[str, ...]
    moments: tuple[Point, ...]
    series: tuple[Values, ...]


def drawing(t: Translator, trend: Trend, told: tuple[Markup, ...]) -> Drawing:
    """`told`: lines below the title."""
    title = t("Trend: {unit}, year {year}", unit=trend.unit, year=trend.year)
    return Drawing(
        language=t.language,
        dir=direction(plain(t("no report yet"))),
        title=text(title),
        lines=tuple(plain(one).rstrip(":") for one in told),
        moments=tuple(_point(t, one) for one in trend.moments),
        series=tuple(_values(t, one) for one in trend.series),
    )


def _point(t: Translator, one: Moment) -> Point:
    place = "" if one.place is None else f"{t.number(one.place)}/{t.number(one.among or 0)}"
    label = plain(formats.period(one.period.code, t.language))
    if one.points is None:
        return Point(label=label, points=None, words="", place=plain(t("no report yet")))
    exact = Fraction(one.points, 100)
    return Point(
        label=label, points=float(exact), words=formats.number(exact, t.language), place=place
    )


def _values(t: Translator, one: Series) -> Values:
    shown = ("–" if value is None else formats.rate(value, t.language) for value in one.values)
    return Values(
        name=text(t.movement(one.name)),
        values=tuple(None if value is None else float(value) for value in one.values),
        whole=float(scale([value for value in one.values if value is not None])) or 1.0,
        words=tuple(shown),
    )
