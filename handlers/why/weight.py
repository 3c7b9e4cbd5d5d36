"""Why an item's weight is another one than in the Council's file."""

from __future__ import annotations

from markupsafe import Markup

from handlers.why.case import Case, Part
from handlers.wording.scales import names, points
from scoring.cards import CardItem
from scoring.origins import origins


def weight(case: Case, part: Part) -> list[Markup]:
    """The weight, and from which items that do not apply it has more than its own."""
    t = case.turn.t
    own = points(t, part.item.weight * 100)
    if not part.applies:
        return [t("Weight in the rules: {own}; now 0.", own=own)]
    origin = origins(case.card, case.score)[part.item.code]
    if not origin.within and not origin.beyond:
        return [t("Weight: {own}.", own=own)]
    now = points(t, part.shown.weight)
    told = [t("Weight: {now}; in the rules {own}.", now=now, own=own)]
    more = part.shown.weight - part.item.weight * 100
    within = min(more, round(origin.within * 100)) if origin.beyond else more
    if origin.within:
        told.append(_more(case, within, origin.family))
    if origin.beyond:
        told.append(_more(case, more - (within if origin.within else 0), origin.elsewhere))
    return told


def _more(case: Case, handed_on: int, items: tuple[CardItem, ...]) -> Markup:
    t, derived = case.turn.t, case.turn.movement.derived
    return t(
        "+{points} from what does not apply: {items}.",
        points=points(t, handed_on),
        items=names(t, (derived[i.indicator] for i in items)),
    )
