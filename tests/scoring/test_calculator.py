"""Guards: what `scoring` makes of facts is what the criteria's text makes of them, whatever is
late, missing, skipped, zero or imported.
"""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from fractions import Fraction

from scoring.facts import Facts, Timeliness
from scoring.loading import builtin
from scoring.periods import Period
from scoring.points import measure, ranked, score
from scoring.ranking import tie_key
from tests.scoring.calculator import Group
from tests.scoring.criteria import nano
from tests.scoring.known_group import MONTHLY, OF_BANK, QUARTERLY, Report

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
MOVEMENT = builtin()
CARD, LEAGUE = MOVEMENT.cards["TN-G"], MOVEMENT.leagues["groups"]
YEAR = 2026


def amount(dice: random.Random) -> int:
    return dice.choice([0, 0, 1, 95, 99, 100, 100, 101, 120, 5000])


def group(dice: random.Random) -> Group:
    """A group at a day, of which anything may be missing."""
    skips, misses = (dice.choice([0, 0.1, 0.5, 0.9]) for _ in range(2))
    reports = []
    for kind, count, codes in (("month", 12, MONTHLY), ("quarter", 4, QUARTERLY)):
        for n in range(1, count + 1):
            if dice.random() < misses:
                continue
            says: dict[str, int | None] = {
                code: None if dice.random() < skips
                else dice.choice([0, 1]) if code in ("GDX_ATT", "REC_OK") else amount(dice)
                for code in codes
            }  # fmt: skip
            came = date(YEAR, 2, 1) + timedelta(days=dice.randrange(350))
            reports.append(Report(kind, n, came, says))
    imported = dice.choice([0, 0.3, 0.9])
    bank = {
        (code, n): dice.randrange(10_001) if code == "GRADE_PT" else amount(dice)
        for code in (*OF_BANK, *MONTHLY[:8])
        for n in range(1, 5 if code == "VIO_OPEN" else 13)
        if dice.random() < imported * (0.3 if code in MONTHLY else 1)
    }
    idle = dice.choice([0, 0, 0.5, 1])
    return Group(
        year=YEAR,
        today=date(YEAR, 1, 2) + timedelta(days=dice.randrange(390)),
        since=(YEAR, dice.choice([1, 1, 1, 4, 9, 12])),
        reports=tuple(r for r in reports if dice.random() > 0.05),
        bank=bank,
        opening={c: amount(dice) for c in ("SAV_BAL", "INT_ARR") if dice.random() < 0.7},
        sessions={m: 0 for m in range(1, 13) if dice.random() < idle},
        excused=leave(dice),
    )


def leave(dice: random.Random) -> frozenset[int]:
    """The months of a leave, of a third of the groups: as a rule six of them."""
    first = dice.randrange(-4, 13)
    months = range(max(1, first), min(12, first + dice.choice([1, 6, 6])) + 1)
    return frozenset(months) if dice.random() < 0.34 else frozenset()


def facts(one: Group) -> Facts:
    """The same as `storage` would read it."""
    values: dict[str, dict[Period, int]] = {"GDX_N": dict(_months(one.sessions))}
    for code in (*MONTHLY, *QUARTERLY, *OF_BANK):
        quarterly = code in QUARTERLY or code == "VIO_OPEN"
        frequency = "quarterly" if quarterly else "monthly"
        values[code] = {Period(YEAR, frequency, n): v for n, v in one.said(code).items()}  # type: ignore[arg-type]
    timely = one.timely().value or Fraction(0)
    credit = timely * one.required / 100
    return Facts(
        values=values,
        opening=one.opening,
        reports=Timeliness(credit, one.required, len(one.in_of_due)),
        active_from=Period(one.since[0], "monthly", one.since[1]),
        as_of=one.today,
        year=YEAR,
        level="group",
        excused=frozenset(f"{YEAR}-{m:02}" for m in one.excused),
    )


def _months(by_number: dict[int, int]) -> list[tuple[Period, int]]:
    return [(Period(YEAR, "monthly", n), value) for n, value in by_number.items()]


def test_thousands_of_groups_get_the_points_of_the_calculation() -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    for _ in range(300 * SCALE):
        one = group(dice)
        known = facts(one)
        measures = measure(MOVEMENT, LEAGUE, known)
        result = score(CARD, measures)
        assert result.total == one.total, one
        ties = [n if isinstance(n, int) else nano(n) for n in one.ties]
        assert list(tie_key(MOVEMENT, LEAGUE, measures)) == ties, one
        assert ranked(MOVEMENT, LEAGUE, known) == one.standing, one
