"""What somebody is told of their own unit: its places and points, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from markupsafe import Markup

from handlers.engine.turn import lines
from handlers.wording.standings import heading
from locales import formats
from locales.translator import Translator
from scheduler.kind import Leaving
from scoring.levels import League
from scoring.narrowing import Own, Place
from scoring.standings import Scope, Standings
from storage.units import Unit

_NANO = 10**9


def write(
    at: Leaving, league: League, table: Standings, unit: Unit, own: Own, before: Own | None
) -> Markup:
    """Its places, its points, and what they were `before`."""
    if before is not None and before.basis != own.basis:
        before = None  # provisional and official are never mixed
    its = replace(table, scope=Scope(unit.kind, unit.code, unit.name))
    return lines(
        *heading(at.t, league, its, at.zone),
        *(_place(at.t, place, before) for place in own.places),
        _points(at.t, own, before),
    )


def _place(t: Translator, now: Place, before: Own | None) -> Markup:
    if now.place is None:
        return t("{name}: no place yet", name=now.scope)
    place = formats.ordinal(now.place, t.language)
    text = t("{name}: {place} of {total}", name=now.scope, place=place, total=now.of)
    was = next((one for one in before.places if one.scope == now.scope), None) if before else None
    if was is None or was.place is None or was.place == now.place:
        return text
    return t("{text}; last time {before}", text=text, before=formats.ordinal(was.place, t.language))


def _points(t: Translator, now: Own, before: Own | None) -> Markup | None:
    if now.standing == "no_data":
        return None
    text = t("Points: {points}", points=formats.points(Fraction(now.total, _NANO), t.language))
    if before is None or before.standing == "no_data" or before.total == now.total:
        return text
    was = formats.points(Fraction(before.total, _NANO), t.language)
    return t("{text}; last time {before}", text=text, before=was)
