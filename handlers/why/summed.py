"""What `/why` says of a sum: of how many units it is made, and which of them pull it down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from markupsafe import Markup

from handlers import apart, rights
from handlers.engine.turn import Choice
from handlers.why.case import Case, Part
from handlers.wording.scales import name, points
from scoring import means, rollup
from scoring.points import nano
from scoring.pulling import pulled
from scoring.shown import rounded
from storage.measures import Below

_MOST = 3
_HUNDREDTH = 10**7
"""In units of 10^-9."""


def told(case: Case) -> list[Markup]:
    """How many of the lowest units have any figures."""
    if case.sum is None:
        return []
    t, kept = case.turn.t, case.sum.kept
    told = t("With figures: {told} of {units} ({level}).", told=kept.told, units=kept.among,
             level=t.movement(_lowest(case)))  # fmt: skip
    return [told, *_means(case)]


def _means(case: Case) -> Iterator[Markup]:
    """Mean scores of the lists below: the unit's own points do not rest on them."""
    t, movement = case.turn.t, case.turn.movement
    kept = case.sum.kept.measures if case.sum else {}
    for league in means.averaged(movement, case.unit.kind):
        found = means.mean(kept.get(means.key(league)))
        if found is not None and league.weighted_by:
            yield t(
                "For information, {list}: {points} on average, weighted by {measure}.",
                list=t.movement(league.name),
                points=points(t, rounded(nano(found))),
                measure=name(t, movement.derived[league.weighted_by]),
            )


def _lowest(case: Case) -> str:
    levels, kind = case.turn.movement.levels, case.unit.kind
    while (over := levels[kind].over) is not None:
        kind = over
    return levels[kind].name


def reports_of(case: Case) -> tuple[int, int]:
    """The reports that are in, and that were due; of a sum all that are added up."""
    if case.sum is None:
        return case.facts.reports.reported, case.facts.reports.required
    return rollup.reports(case.turn.movement, case.sum.kept.measures)


def pulls(case: Case) -> list[Markup]:
    """The units below that cost most points."""
    t = case.turn.t
    return [
        t("- {unit}: {points} lost", unit=one.name, points=points(t, cost))
        for one, cost in costly(case)
    ]


def costly(case: Case) -> list[tuple[Below, int]]:
    """Those few, with what they cost in hundredths of a point, the most in front."""
    if case.sum is None:
        return []
    whole = [Fraction(0)] * len(case.sum.below)
    for part in case.parts:
        whole = [a + b for a, b in zip(whole, _pulled(case, part), strict=True)]
    return list(_first(case, whole))


def of_item(case: Case, part: Part) -> list[Markup]:
    """Which units below cost an item most."""
    t = case.turn.t
    found = list(_first(case, _pulled(case, part))) if case.sum else []
    if not found:
        return []
    named = t.row(
        t("{unit} ({points})", unit=one.name, points=points(t, cost)) for one, cost in found
    )
    return [t("Pulled down most by: {units}.", units=named)]


def _pulled(case: Case, part: Part) -> list[Fraction]:
    if case.sum is None:
        return []
    movement, kind = case.turn.movement, case.unit.kind
    return pulled(movement, kind, part.item, part.scored, case.sum.parts, case.sum.own)


def _first(case: Case, costs: list[Fraction]) -> Iterator[tuple[Below, int]]:
    below = case.sum.below if case.sum else ()
    ordered = sorted(zip(below, costs, strict=True), key=lambda one: (-one[1], one[0].code))
    for one, cost in ordered[:_MOST]:
        hundredths = nano(cost) // _HUNDREDTH
        if hundredths:
            yield one, hundredths


def ways(case: Case) -> list[tuple[Choice, ...]]:
    """Buttons to those that pull it down, where one may know more of them."""
    found = (rights.unit(case.turn, one.code, "details") for one, _ in costly(case))
    units = [one for one in found if one]
    names = apart.called(case.turn, units)
    return [(Choice(label=names[one.id], says=replace(case, unit=one).says()),) for one in units]
