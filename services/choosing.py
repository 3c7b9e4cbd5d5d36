"""Who goes to the Council's vote: said one by one, with a reason where the order says otherwise.

Nothing is filled up by itself, and more than may be elected can go to the vote: the vote decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Literal

from scoring import nominees
from scoring.award_rows import Of
from scoring.movement import Movement
from services import shortlist
from services.shortlist import Listed, Shortlist
from storage import award_choices, proposed
from storage.engine import Db
from storage.units import Unit

Result = Literal["done", "moved", "gone", "barred", "wants_reason", "same"]


def chosen(db: Db, movement: Movement, year: int, what: Of, scope: Unit | None = None) -> list[int]:
    """The nominations that go to the vote, kind by kind in the order of the shortlist.

    Whoever has come to be barred or held since is not among them; `scope`: below a unit.
    """
    return [one.nominee.id for one in shortlist.of(db, movement, year, what, scope, ()).chosen]


@dataclass(frozen=True)
class Word:
    """Whether a nominee goes to the vote; `step`: the last word on it that was shown, 0 if none."""

    nomination: int
    chosen: bool
    reason: str | None
    step: int


def wants_reason(movement: Movement, found: Shortlist, nomination: int, *, chosen: bool) -> bool:
    """Whether saying so would depart from the order: it is not on the shortlist, or somebody before
    it of the same kind would be passed over.
    """
    award = movement.award
    if award is None:
        return False
    candidates = [
        replace(one.candidate, chosen=chosen, reasoned=False)
        if one.nominee.id == nomination
        else one.candidate
        for one in found.all
    ]
    least = Fraction(award.terms.least_points)
    after = nominees.warnings(candidates, least, award.terms.women_share)
    return any(one.key == nomination or nomination in one.others for one in after)


def say(
    db: Db, movement: Movement, one: Listed, word: Word, by: int, now: datetime,
    scope: Unit | None = None,
) -> Result:  # fmt: skip
    """Keep it; `moved`: somebody has said something since; `gone`: it is no longer proposed."""
    if not proposed.hold(db, word.nomination):
        return "gone"
    rules = movement.in_year(one.nominee.year)
    found = shortlist.of(db, rules, one.nominee.year, one.nominee.what, scope, ())
    here = found.find(word.nomination)
    if here is None:
        return "gone"
    if (here.said.id if here.said else 0) != word.step:
        return "moved"
    if word.chosen and not here.may_go:
        return "barred"
    if word.reason is None and here.said and here.said.chosen == word.chosen:
        return "same"
    if word.reason is None and wants_reason(rules, found, word.nomination, chosen=word.chosen):
        return "wants_reason"
    award_choices.add(db, word.nomination, by, now, chosen=word.chosen, reason=word.reason)
    return "done"
