"""How far it is to the next place, and nothing else of whoever has it."""

from __future__ import annotations

from markupsafe import Markup

from handlers.why.case import Case
from handlers.why.scopes import scopes
from handlers.wording.scales import names, points
from locales import formats
from scoring.shown import rounded
from storage import gaps, places
from storage.asked import Asked
from storage.gaps import Gap


def told(case: Case) -> list[Markup]:
    """In the nearest scope: who shares the place, how far it is to the one before."""
    scope = next(scopes(case), None)
    if scope is None:
        return []
    asked = Asked(case.league, scope, case.facts.year, case.basis)
    place = places.place(case.turn.db, case.unit, asked)
    found = gaps.gap(case.turn.db, case.unit, asked, place[0]) if place else None
    if found is None:
        return []
    return [one for one in (_shared(case, found), _apart(case, found)) if one is not None]


def _shared(case: Case, found: Gap) -> Markup | None:
    if not found.sharing:
        return None
    return case.turn.t.many(
        "{n} other has the same place.", "{n} others have the same place.", found.sharing
    )


def _apart(case: Case, found: Gap) -> Markup | None:
    """Of the first how far ahead it is; equal points say what decides between them."""
    t = case.turn.t
    if found.other is None:
        return None
    there = formats.ordinal(found.other, t.language)
    if found.total == found.mine:
        ties = names(t, (case.turn.movement.derived[tie.measure] for tie in case.league.ties))
        return t("Same points as {place} place, decided by: {items}.", place=there, items=ties)
    apart = points(t, max(1, abs(rounded(found.total) - rounded(found.mine))))
    if found.place == 1:
        return t("{points} ahead of {place} place.", points=apart, place=there)
    return t("{points} behind {place} place.", points=apart, place=there)
