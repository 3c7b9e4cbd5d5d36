"""Where a unit stands, in each scope in which it is ranked and that one may see."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import lines
from handlers.why import gap
from handlers.why.case import Case
from handlers.why.scopes import scopes
from handlers.why.summed import reports_of
from handlers.wording.standings import size
from locales import formats
from storage import places
from storage.asked import Asked
from storage.units import Unit


def place(case: Case) -> Markup:
    """The place and how far it is to the next, or why there is none yet."""
    found = [line for scope in scopes(case) if (line := _place_in(case, scope))]
    if found:
        return lines(*found, *gap.told(case))
    return none_yet(case)


def none_yet(case: Case) -> Markup:
    """Why there is no place."""
    t = case.turn.t
    reported, required = reports_of(case)
    if reported >= required:
        return t("No place yet.")
    return t.many(
        "No place yet: {n} report that was due is missing.",
        "No place yet: {n} reports that were due are missing.",
        required - reported,
    )


def _place_in(case: Case, scope: Unit) -> Markup | None:
    turn, t = case.turn, case.turn.t
    asked = Asked(case.league, scope, case.facts.year, case.basis)
    found = places.place(turn.db, case.unit, asked)
    if found is None:
        return None
    ordinal = formats.ordinal(found[0], t.language)
    told = t("{unit}: {place} of {total}.", unit=scope.name, place=ordinal, total=found[1])
    if not case.league.classes:
        return told
    number = places.size(turn.db, case.unit, asked)
    apart = size(t, turn.movement, case.league, number)
    return Markup("{} {}").format(told, t("Ranked apart: {size}.", size=apart))
