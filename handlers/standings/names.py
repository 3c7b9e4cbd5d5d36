"""Who is named in a list: all of it for those who may see that, else the first share of the ranked.

Of the others it is said how many are in which band (`League.named`): nobody's bad place is made
known to their neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Turn
from handlers.pictures.card import band
from handlers.standings.asked import View
from locales.translator import Translator
from scoring.movement import Movement
from scoring.standings import Line
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


def others(
    t: Translator, rules: Movement, limit: Named, beyond: Sequence[Line], active: int
) -> list[Markup]:
    """Those who are neither named nor told apart (`beyond`), by band; and who has no place yet."""
    apart = [one for one in beyond if one.place is not None]
    bands = Counter(band(rules, one) for one in apart)
    counted = enumerate(limit.bands)
    told = [t("{name}: {n}", name=t.movement(rules.bands[at].name), n=n - bands[at])
            for at, n in counted if n > bands[at]]  # fmt: skip
    left, without = limit.others - len(apart), active - limit.lines - limit.others
    without -= len(beyond) - len(apart)
    found = [t("The others, by grade: {list}", list=t.row(told))] if told else []
    if left > 0 and not rules.bands:
        found.append(t.many("{n} other has a place.", "{n} others have a place.", left))
    if without > 0:
        found.append(t.many("{n} has no place yet.", "{n} have no place yet.", without))
    return found
