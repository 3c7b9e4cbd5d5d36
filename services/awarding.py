"""The decision as it comes back: entered once, with what it grants; put right by cancelling only.

One decision is entered at a time, and the nominations are held meanwhile: none is withdrawn, and
none is granted twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoring import rewards
from scoring.award import Award
from scoring.award_rows import Of
from scoring.movement import Movement
from storage import award_decisions, honours
from storage.award_decisions import Granted, Paper
from storage.engine import Db
from storage.honours import Given
from storage.schema import alone

Refusal = Literal["nobody", "early", "number", "salary", "unlisted", "granted", "collectives",
                  "individuals"]  # fmt: skip
"""Nobody is granted anything; the day is before the year's end or still to come; a decision of that
number is kept; no base salary is known; a nomination is withdrawn or of another year, or was
granted; more collectives or individuals than may be proposed."""


@dataclass(frozen=True)
class Decided:
    """A decision that is kept: its id, and the honours that it grants, by nomination."""

    id: int
    honours: dict[int, int]
    money: int


def decide(
    db: Db, movement: Movement, year: int, paper: Paper, granted: Collection[int],
    by: int, now: datetime, zone: ZoneInfo,
) -> Decided | Refusal:  # fmt: skip
    """Keep a decision and the honours of those nominations (ids) that it grants, with the money.

    `movement`: by the rules of the year. Nothing is kept where it is refused.
    """
    alone(db, "award")
    award, wanted = movement.award, sorted(set(granted))
    found = award_decisions.held(db, wanted)
    if award is None or not wanted or len(found) < len(wanted):
        return "unlisted" if wanted else "nobody"
    why = _refused(db, movement, year, paper, found, now.astimezone(zone).date())
    salary = award.salary(paper.day)
    if why is not None or salary is None:
        return why or "salary"
    made = award_decisions.add(db, movement.code, year, paper, salary.amount, by, now)
    given = [_honour(award, one, paper, salary.amount, made) for one in found]
    kept = {one.id: honours.add(db, honour) for one, honour in zip(found, given, strict=True)}
    return Decided(made, kept, sum(one.money or 0 for one in given))


def _refused(
    db: Db, movement: Movement, year: int, paper: Paper, found: Sequence[Granted], today: date
) -> Refusal | None:  # fmt: skip
    if not date(year, 12, 31) < paper.day <= today:
        return "early"
    earlier = award_decisions.of_year(db, movement.code, year)
    if paper.number in {one.paper.number for one in earlier if one.cancelled_at is None}:
        return "number"
    if any((one.movement, one.year, one.live) != (movement.code, year, True) for one in found):
        return "unlisted"
    if honours.granted(db, [one.id for one in found]):
        return "granted"
    people = sum(1 for one in found if one.person_id is not None)
    before = award_decisions.counted(db, movement.code, year)
    if before[0] + len(found) - people > movement.caps[0]:
        return "collectives"
    return "individuals" if before[1] + people > movement.caps[1] else None


def _honour(award: Award, one: Granted, paper: Paper, salary: int, decision: int) -> Given:
    collective = one.person_id is None
    return Given(
        person_id=one.person_id,
        unit_id=one.unit_id if collective else None,
        form=award.terms.form,
        sort="thematic",  # in a movement, for its year: no ground for a higher one by merit
        number=paper.number,
        day=paper.day,
        body=award.terms.to,
        year=one.year,
        achieved_from=date(one.year, 1, 1),
        achieved_to=date(one.year, 12, 31),
        money=_money(award, "collective" if collective else "person", salary),
        decision_id=decision,
        nomination_id=one.id,
    )


def _money(award: Award, of: Of, salary: int) -> int:
    """What goes with an award: so many base salaries, rounded up."""
    money = award.money
    share = money.collective if of == "collective" else money.person
    return rewards.reward(share, salary, money.round_to)


def cancel_decision(db: Db, decision_id: int, reason: str, by: int, now: datetime) -> bool:
    """A decision was entered wrongly: it and all it grants count no more; enter it anew.

    False where it was cancelled before. It all stays, with the reason.
    """
    alone(db, "award")
    if not award_decisions.cancel(db, decision_id, now, reason, by):
        return False
    for one in honours.of_decision(db, decision_id):
        honours.cancel(db, one.id, now, reason, by)
    return True


def cancel_honour(db: Db, honour_id: int, reason: str, by: int | None, now: datetime) -> bool:
    """An award was taken back: it counts no more, and stays with the reason.

    It is to be returned within 15 working days (Decree 152/2025, Article 56). False where it was
    cancelled before.
    """
    alone(db, "award")
    return honours.cancel(db, honour_id, now, reason, by)
