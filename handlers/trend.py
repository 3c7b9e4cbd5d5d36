"""`/trend`: a unit's points and place over the year, with its main values, as bars of text.

Only the full block is drawn, and behind it everything in words: phones of any age show it, and it
reads from the right as well as from the left.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from handlers import movements, rights, whose
from handlers.engine.turn import Outcome, Reply, Turn, button, lines, only, say
from handlers.pictures import trend as picture
from handlers.wording.reports import period
from handlers.wording.scales import points
from locales import formats
from locales import naming as words_of
from locales.rounding import half_up
from locales.translator import Translator
from scoring.duties import year_under_review
from scoring.trend import Moment, Series, Trend, scale
from services import trends
from storage.units import Unit

_BLOCK, _NONE = "\u2588", "-"
_ALL = 10
"""Blocks of a whole bar."""
_STEPS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
_HUNDRED = 10_000


def start(turn: Turn, wanted: str) -> Outcome:
    """`/trend` of one's own unit, `/trend NAME` of any whose details one may see."""
    said = movements.named(turn, wanted.split())
    words = words_of.without(said, "picture")
    found = whose.unit(turn, " ".join(words), "/trend")
    if isinstance(found, Outcome):
        return found
    movements.meant(turn, lambda one: found.kind in whose.scored((one,)))
    return only(_shown(turn, found, drawn=words != said))


def of(turn: Turn, unit: Unit) -> Trend:
    """The value that text and picture are made of."""
    year = year_under_review(turn.today)
    movement = turn.movement.in_year(year)
    turn.turn_to(movement)
    league = (movement.leagues_of(unit.kind) or (movement.first_league,))[0]
    listed = league.key == movement.first_league.key and unit.kind == league.level
    near = next((i for kind, i in unit.ancestors if kind in league.inside), None)
    scope = rights.unit_above(turn, near, "see") if listed else None
    behind = "" if movement.code == turn.live.all[0].code else movement.code
    return trends.of(turn.db, movement, league, unit, year, turn.now, turn.zone, scope, behind)


def _shown(turn: Turn, unit: Unit, *, drawn: bool) -> Reply:
    t, before = turn.t, movements.before(turn)
    why = button(t("Why these points?"), f"/why {before}{unit.code}")
    ways = ((why,),)
    if turn.movement.ballot_of(unit.kind):
        return say(t("Members of the Council judge this unit once a year: there is no trend."),
                   *ways)  # fmt: skip
    trend = of(turn, unit)
    told = text(t, trend, called=movements.called(turn))
    if drawn:
        return say(told, *ways).enclosing(picture.KIND, picture.drawing(t, trend, _below(t, trend)))
    if all(one.points is None for one in trend.moments):
        return say(told, *ways)
    return say(told, (why, button(t("Picture"), f"/trend {before}{unit.code} picture")))


def _below(t: Translator, trend: Trend) -> tuple[Markup, ...]:
    """What the picture says of its points and places."""
    points = t("Provisional points with the reports up to each period:")
    if trend.scope is None:
        return (points,)
    return points, t("Places in {unit}, as they were published.", unit=trend.scope)


def text(t: Translator, trend: Trend, called: Markup | None = None) -> Markup:
    """A trend in words and blocks."""
    whole = any(one.points is not None for one in trend.moments)
    head = t("Trend: {unit}, year {year}", unit=trend.unit, year=trend.year)
    places = t("Places in {unit}, as they were published.", unit=trend.scope)
    return lines(
        called,
        Markup("<b>{}</b>").format(head),
        t("Provisional points with the reports up to each period:") if whole else None,
        *(_line(t, one) for one in trend.moments if whole),
        None if whole else t("There are no points by period of this unit yet."),
        _moved(t, trend.moments),
        places if trend.scope else None,
        *([Markup("")] if trend.series else []),
        *(_values(t, one) for one in trend.series),
    )


def _line(t: Translator, one: Moment) -> Markup:
    when = period(t, one.period)
    if one.points is None:
        return t("{mark} {period}: no report yet", mark=_NONE, period=when)
    fields = {"bar": bar(one.points), "points": points(t, one.points), "period": when}
    if one.place is None:
        return t("{bar} {points}, {period}", **fields)
    place = formats.ordinal(one.place, t.language)
    return t("{bar} {points}, {period}: {place} of {total}", place=place, total=one.among, **fields)


def bar(hundredths: int) -> str:
    """A block for every ten points; whoever has any has one."""
    blocks = (hundredths * _ALL * 2 + _HUNDRED) // (_HUNDRED * 2)
    return _BLOCK * max(1 if hundredths else 0, blocks) or _NONE


def _moved(t: Translator, moments: Sequence[Moment]) -> Markup | None:
    """How far it went from the first to the last."""
    known = [(one.period, one.points) for one in moments if one.points is not None]
    if len(known) < 2:
        return None
    moved = known[-1][1] - known[0][1]
    since = period(t, known[0][0])
    if not moved:
        return t("Since {period}: unchanged.", period=since)
    sign = "+" if moved > 0 else "\u2212"
    return t("Since {period}: {change}.", period=since, change=f"{sign}{points(t, abs(moved))}")


def _values(t: Translator, one: Series) -> Markup:
    shown = (_NONE if value is None else formats.rate(value, t.language) for value in one.values)
    drawn, name = steps(one.values), t.movement(one.name)
    if not drawn:
        return t("{name}: {value}", name=name, value=t.row(shown))
    return t("{name} {line}: {values}", name=name, line=drawn, values=t.row(shown))


def steps(values: Sequence[Fraction | None]) -> str:
    """Low and high blocks from nothing up, as on the picture; none for what is not known.

    Nothing is drawn where all are equal as they are written, or as they would be drawn.
    """
    known = [value for value in values if value is not None]
    if len({half_up(value, 2) for value in known}) < 2:
        return ""
    whole = scale(known)
    drawn = [None if one is None else _STEPS[round(one * 7 / whole)] for one in values]
    if len({one for one in drawn if one}) < 2:
        return ""
    return "".join(one or _NONE for one in drawn)
