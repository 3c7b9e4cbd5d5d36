"""A reminder: the law wants people commended who do the work themselves."""

from __future__ import annotations

from markupsafe import Markup

from handlers.awards.office.whose import Its
from handlers.engine.turn import Turn
from storage import proposed


def reminder(turn: Turn, its: Its) -> Markup | None:
    """Said where persons are proposed, and none of them is of a kind that does the work."""
    kinds = its.award.nominees
    persons = proposed.live(turn.db, its.code, its.year, "person", office=its.office.id)
    if not persons or any(one.kind in kinds and kinds[one.kind].direct for one in persons):
        return None
    direct = [turn.t.movement(one.name) for one in kinds.values() if one.direct]
    return turn.t("None of the individuals proposed does the work directly, such as: {kinds}.",
                  kinds=turn.t.row(direct))  # fmt: skip
