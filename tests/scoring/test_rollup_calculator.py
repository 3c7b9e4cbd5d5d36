"""Guards: what communes, unions and offices get by their card is what the criteria's text gives
them, whatever their groups and they themselves have not told, told late or told twice.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from scoring.facts import Facts, Timeliness
from scoring.periods import Period
from scoring.points import score
from scoring.ranking import tie_key
from scoring.rollup import Unit, measures, own, rollup, standing
from tests.scoring.calculator import Group
from tests.scoring.collective import Collective
from tests.scoring.criteria import nano
from tests.scoring.known_commune import Commune
from tests.scoring.known_group import Report
from tests.scoring.test_calculator import MOVEMENT, SCALE, SEED, YEAR, amount, facts, group

QUARTERLY = MOVEMENT.forms["commune-quarter"].indicators
OPENING = ("SAV_BAL", "INT_ARR", "LOAN_OVD", "LOAN_OUT")


@dataclass(frozen=True)
class Branch:
    """A commune with its groups; `unions`: which union each group is entrusted to, if any."""

    commune: Commune
    groups: tuple[Group, ...]
    unions: tuple[int, ...]


def silent(one: Group) -> Group:
    """The same group, of which nothing is known."""
    return replace(one, reports=(), bank={}, opening={}, sessions={})


def random_group(dice: random.Random, today: date) -> Group:
    one = replace(group(dice), today=today)
    if dice.random() < 0.1:
        return silent(one)
    opening = {code: amount(dice) for code in OPENING if dice.random() < 0.8}
    plan = {("LOAN_PLAN", 1): amount(dice)} if dice.random() < 0.7 else {}
    return replace(one, opening=opening, bank={**one.bank, **plan})


def random_branch(dice: random.Random, today: date) -> Branch:
    groups = tuple(random_group(dice, today) for _ in range(dice.choice([0, 1, 2, 3, 5])))
    if groups and dice.random() < 0.3:
        groups += (groups[0],)  # two alike
    skips, misses = (dice.choice([0, 0, 0.2, 0.8]) for _ in range(2))
    reports = []
    for kind, n in [*(("quarter", n) for n in range(1, 5)), ("year", 1)]:
        says = {c: None if dice.random() < skips else dice.choice([0, 0, 1, 1, 2, 3, 9])
                for c in QUARTERLY}  # fmt: skip
        says["POOR_REV"] = says["POOR_REV"] and 1
        came = date(YEAR, 3, 28) + timedelta(days=dice.randrange(290))
        if dice.random() >= misses:
            reports.append(Report(kind, n, came, says))
    since = (YEAR, dice.choice([1, 1, 1, 6]))
    commune = Commune(YEAR, today, since, tuple(reports), len(groups))
    return Branch(commune, groups, tuple(dice.randrange(3) for _ in groups))


def facts_of_group(one: Group) -> Facts:
    known = facts(one)
    plan = {Period(YEAR, "yearly", n): v for (c, n), v in one.bank.items() if c == "LOAN_PLAN"}
    return replace(known, values={**known.values, "LOAN_PLAN": plan})


def facts_of_commune(one: Commune, level: str = "commune") -> Facts:
    told: dict[str, dict[Period, int]] = {}
    for report in (r for r in one.reports if r.kind == "quarter"):
        for code, value in report.says.items():
            if value is not None:
                told.setdefault(code, {})[Period(YEAR, "quarterly", report.n)] = value
    credit, due, known, _ = one.timely()
    return Facts(
        values=told,
        opening={},
        reports=Timeliness(Fraction(credit), due, known),
        active_from=Period(one.since[0], "monthly", one.since[1]),
        as_of=one.today,
        year=YEAR,
        level=level,
        units={"group": one.groups},
    )


def agree(level: str, found: Unit, expected: Collective) -> None:
    """Every value, the total, the ties, the minimum share."""
    league = MOVEMENT.leagues[f"{level}s"]
    made = measures(MOVEMENT, league, found)
    for code, part in expected.parts.items():
        one = made[code]
        at = (level, code, one, part)
        state = ("unasked" if one.note == "not_asked" else "nothing" if one.worthless
                 else "gone" if one.value is None else "counts")  # fmt: skip
        assert state == part.state, at
        assert part.state != "counts" or one.value == part.value, at
    assert score(MOVEMENT.cards["TN-C"], made).total == expected.total
    ties = [n if isinstance(n, int) else nano(n) for n in expected.ties]
    assert list(tie_key(MOVEMENT, league, made)) == ties
    if standing(MOVEMENT, league, found) != "no_data":
        assert (standing(MOVEMENT, league, found) == "ranked") is expected.enough


def rolled(branch: Branch) -> tuple[dict, list[dict]]:
    """What is stored of a commune and of its groups."""
    groups = [own(MOVEMENT, facts_of_group(one)) for one in branch.groups]
    mine = own(MOVEMENT, facts_of_commune(branch.commune))
    return rollup(MOVEMENT, "commune", mine, groups), groups


def test_random_organisations_get_the_points_of_the_calculation() -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    for _ in range(100 * SCALE):
        today = date(YEAR, 1, 2) + timedelta(days=dice.randrange(390))
        branches = [random_branch(dice, today) for _ in range(dice.choice([1, 2, 3]))]
        stored = []
        for one in branches:
            commune, groups = rolled(one)
            agree("commune", commune, Collective("commune", one.groups, (one.commune,)))
            for union in set(one.unions):
                inside = [n for n, which in enumerate(one.unions) if which == union]
                found = rollup(MOVEMENT, "union", {}, [groups[n] for n in inside])
                hand = Collective("union", tuple(one.groups[n] for n in inside), ())
                agree("union", found, hand)
            stored.append(commune)
        everybody = tuple(group for one in branches for group in one.groups)
        mine = replace(random_branch(dice, today).commune, yearly=False)
        office = Collective("office", everybody, tuple(one.commune for one in branches), mine)
        told = own(MOVEMENT, facts_of_commune(mine, "office"))
        agree("office", rollup(MOVEMENT, "office", told, stored), office)


def total(level: str, found: Unit) -> Fraction:
    league = MOVEMENT.leagues[f"{level}s"]
    return score(MOVEMENT.cards["TN-C"], measures(MOVEMENT, league, found)).total


def test_a_silent_group_or_commune_never_raises_a_score() -> None:
    """But by violations in 100 groups: the criteria divide them by all the groups there are."""
    dice = random.Random(SEED)
    for _ in range(100 * SCALE):
        today = date(YEAR, 1, 2) + timedelta(days=dice.randrange(390))
        one, other = random_branch(dice, today), random_branch(dice, today)
        if not one.groups:
            continue
        found, _ = rolled(one)
        more = (*one.groups, silent(random_group(dice, today)))
        commune = replace(one.commune, groups=len(more))
        after, _ = rolled(Branch(commune, more, ()))
        before = {**found, "VIO_PER100": after["VIO_PER100"]}
        assert total("commune", after) <= total("commune", before)
        quiet = replace(other.commune, reports=())
        nobody, _ = rolled(Branch(quiet, tuple(map(silent, other.groups)), ()))
        alone = rollup(MOVEMENT, "office", {}, [found])
        assert total("office", rollup(MOVEMENT, "office", {}, [found, nobody])) <= total(
            "office", alone
        )
