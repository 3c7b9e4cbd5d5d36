"""Who is named in a list: all of it for those who may see that, else the first share of the ranked.

Of the others it is said how many are in which band (`League.named`): nobody's bad place is made
known to their neighbours.
"""

from __future__ import annotations

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Turn
from handlers.standings.asked import View
from locales.translator import Translator
from scoring.movement import Movement
from services.standings import Named, named


def limits(turn: Turn, view: View) -> Named | None:
    """How far names go for whoever asks; `None`: everywhere."""
    if view.league.named >= 1 or rights.allowed(turn, "names", view.scope):
        return None
    if ("names", view) not in turn.seen:
        asked = view.asked(turn)
        turn.seen["names", view] = named(turn.db, turn.movement.in_year(asked.year), asked)
    found: Named = turn.seen["names", view]
    return found


def others(t: Translator, rules: Movement, limit: Named) -> list[Markup]:
    """Those who are not named, by band."""
    if not limit.others:
        return []
    if not rules.bands:
        return [t.many("{n} other has a place.", "{n} others have a place.", limit.others)]
    counted = zip(rules.bands, limit.bands, strict=True)
    told = (t("{name}: {n}", name=t.movement(band.name), n=n) for band, n in counted if n)
    return [t("The others, by grade: {list}", list=t.row(told))]
