"""Trends: a unit's points at the end of each period, worked out from what is stored of it.

Of a sum too, while the units below are few enough to be read one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring import rollup
from scoring.facts import Facts
from scoring.levels import League
from scoring.movement import Movement
from scoring.periods import Period
from scoring.points import measure, score
from scoring.shown import hundredths
from scoring.standings import Basis
from scoring.trend import Moment, Trend, due, ends, next_opens, series, told, up_to
from storage import facts, measures, published_places, units, within
from storage.engine import Db
from storage.facts import Read
from storage.published_places import Published
from storage.units import Unit

BASIS: Basis = "provisional"
_MOST = 80
"""Units below a sum that are read for its trend."""


def of(
    db: Db,
    movement: Movement,
    league: League,
    unit: Unit,
    year: int,
    now: datetime,
    zone: ZoneInfo,
    scope: Unit | None = None,
    behind: str = "",
) -> Trend:
    """Of a unit; `scope`: in which its places are told; `behind`: see `published_places`."""
    today = now.astimezone(zone).date()
    own = facts.read(db, movement, unit, year, today, BASIS)
    below = _below(db, movement, unit, year, today)
    some = [own, *below]
    days = ends(movement, unit.kind, Period.parse(unit.reports_from), today, year)
    every = [one.on(today, zone) for one in some]
    known = {p: any(told(one, p) for one in every) for p in days}
    shown = [p for p in days if known[p] or due(movement, unit.kind, p) < today]
    worked = [p for p in shown if known[p] and (below or movement.over(unit.kind) is None)]
    points = {p: _points(movement, league, some, p, days[p], zone) for p in worked}
    published = _published(db, movement, league, year, behind) if scope else []
    places = {p: _place(db, movement, unit, scope, p, published) for p in points}
    return Trend(
        unit=unit.name,
        code=unit.code,
        year=year,
        moments=tuple(Moment(p, points.get(p), *(places.get(p) or (None, None))) for p in shown),
        series=series(movement, movement.cards[league.card], every, shown),
        scope=scope.name if scope and any(places.values()) else None,
    )


def _published(
    db: Db, movement: Movement, league: League, year: int, behind: str
) -> Sequence[Published]:
    return published_places.of_year(db, year, behind, f"{movement.code}/{league.code}")


def _below(db: Db, movement: Movement, unit: Unit, year: int, today: date) -> list[Read]:
    """The units of which a sum is made, if they tell everything themselves and are few."""
    level = movement.over(unit.kind)
    if level is None or movement.over(level) is not None:
        return []
    day = min(today, date(year, 12, 31))
    found = measures.below(db, movement.code, unit, level, year, BASIS, day)
    if len(found) > _MOST:
        return []
    ids = [one.unit_id for one in found]
    return [facts.read(db, movement, one, year, today, BASIS) for one in units.several(db, ids)]


def _points(
    movement: Movement, league: League, some: Sequence[Read], period: Period, day: date,
    zone: ZoneInfo,
) -> int:  # fmt: skip
    """The total in hundredths, with all reports up to a period."""
    mine, *others = (_then(one, period, day, zone) for one in some)
    card = movement.cards[league.card]
    level = movement.over(mine.level)
    if level is None:
        return hundredths(score(card, measure(movement, league, mine)))
    mine = replace(mine, units={level: len(others)})
    parts = [rollup.own(movement, one) for one in others]
    whole = rollup.rollup(movement, mine.level, rollup.own(movement, mine), parts)
    return hundredths(score(card, rollup.measures(movement, league, whole)))


def _then(one: Read, period: Period, day: date, zone: ZoneInfo) -> Facts:
    found = one.on(day, zone)
    return replace(found, values=up_to(found, period))


def _place(
    db: Db,
    movement: Movement,
    unit: Unit,
    scope: Unit | None,
    period: Period,
    published: Sequence[Published],
) -> tuple[int, int] | None:
    """By the last publication with this period's reports and none of the next."""
    first, last = due(movement, unit.kind, period), next_opens(movement, unit.kind, period)
    found = [one for one in published if first < one.day < last]
    if not found or scope is None:
        return None
    among = within.lay_below(db, scope.id, found[-1].day)
    return published_places.place(db, found[-1].number, BASIS, unit.id, among)
