"""What stands against a nominee: why it is not on the shortlist, grounds, holds; in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from handlers.awards.council import figures
from handlers.awards.council.seat import Seat
from handlers.wording.reports import day
from locales.translator import Translator
from services.shortlist import Listed


def why(t: Translator, at: Seat, one: Listed) -> Markup:
    """Why it is not on the shortlist, in a few words."""
    if one.why == "barred":
        grounds = t.listing(t.movement(ground.name) for ground in one.grounds)
        return t("not eligible: {reason}", reason=grounds)
    if one.why == "held":
        return t("not considered for now")
    if one.why == "no_points":
        return t("no points")
    least = figures.points(t, Fraction(at.award.terms.least_points))
    return t("fewer than {points}", points=least)


def told(t: Translator, one: Listed) -> Iterator[Markup]:
    """Grounds with their bases, and holds with their reasons."""
    for ground in one.grounds:
        yield t("Not eligible for proposal: {reason}.", reason=t.movement(ground.name))
        yield t("Basis: {basis}", basis=t.movement(ground.basis))
    for hold in one.holds:
        yield t("Not considered since {day}: {reason}", day=day(t, hold.since), reason=hold.reason)
