"""Guards: whoever does not see all names in a list sees those of the first third, with all who
share its last place; of the others how many are in which band: together they are all the ranked.
Beside a slow calculator, over random standings with ties."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple

import pytest
from sqlalchemy import insert

from scoring.levels import League
from scoring.points import NANO
from services.standings import around, named
from storage import standings, units
from storage.asked import Asked
from storage.engine import Db
from storage.scores import scores
from tests.entering import enter
from tests.known_movement import known

RULES = known().in_year(2026)
CLASSES = replace(RULES.first_league, size="HOUSEHOLDS", classes=((5, 19), (20, 39)))
BORDERS = [int(band.least * NANO) for band in RULES.bands]


class Kept(NamedTuple):
    """A score as it is in the table: the calculator's own book."""

    unit: int
    commune: int
    size: int
    key: tuple[int, ...]


def _key(dice: random.Random) -> tuple[int, ...]:
    """Around the borders of the bands, to the nanopoint; often the same."""
    total = max(0, dice.choice([*BORDERS, 100 * NANO]) + dice.choice((-1, 0, 0, 1)))
    return total, dice.randrange(2), 0, dice.randrange(2), 0, 0


def _province(db: Db, dice: random.Random, count: int) -> tuple[dict[str, int], list[Kept]]:
    ids = {"B": enter(db, "B", "branch")}
    ids["O"] = enter(db, "O", "office", ids["B"])
    for code in ("C1", "C2"):
        ids[code] = enter(db, code, "commune", ids["O"])
    book: list[Kept] = []
    for n in range(count):
        commune = ids[dice.choice(("C1", "C2"))]
        group = enter(db, f"G{n:02}", "group", commune)
        one = Kept(group, commune, dice.randrange(3), _key(dice))
        standing = dice.choice(("ranked", "ranked", "ranked", "not_enough"))
        ties = {f"tie{n}": tie for n, tie in enumerate(one.key[1:], 1)}
        row = {"league": CLASSES.key, "unit_id": group, "year": 2026, "basis": "provisional",
               "scope1": commune, "scope2": ids["O"], "scope3": ids["B"], "size": one.size,
               "standing": standing, "total": one.key[0], **ties, "reported": 1, "required": 1,
               "as_of": date(2026, 12, 1), "under_review": False}  # fmt: skip
        db.execute(insert(scores).values(row))
        book += [one] if standing == "ranked" else []
    return ids, book


def _band(total: int) -> int:
    return next(n for n, border in enumerate(BORDERS) if total >= border)


def _slowly(there: Sequence[Kept], share: Fraction) -> tuple[int, int, tuple[int, ...]]:
    """How many are named, how many are not, and those by band: counted one by one."""
    best = sorted((one.key for one in there), reverse=True)
    if not best:
        return 0, 0, (0,) * len(BORDERS)
    last = best[ceil(share * len(best)) - 1]
    others = [key for key in best if key < last]
    bands = [sum(_band(key[0]) == n for key in others) for n in range(len(BORDERS))]
    return len(best) - len(others), len(others), tuple(bands)


@pytest.mark.parametrize("seed", range(12))
def test_the_first_third_by_name_and_the_others_by_band_are_all(db: Db, seed: int) -> None:
    dice = random.Random(seed)
    ids, book = _province(db, dice, dice.choice((0, 1, 2, 3, 7, 20, 40)))
    for code in ("B", "O", "C1", "C2"):
        scope = units.by_id(db, ids[code])
        inside = [one for one in book if code in ("B", "O") or one.commune == ids[code]]
        for share, size in ((Fraction(1, 3), None), (Fraction(1, 2), 1), (Fraction(1), 2)):
            league: League = replace(CLASSES if size else RULES.first_league, named=share)
            there = [one for one in inside if one.size == (size or 0)]
            found = named(db, RULES, Asked(league, scope, 2026, "provisional", None, size or 0))
            assert tuple(found) == _slowly(there, share), (code, share, size)
            assert found.lines + sum(found.bands) == len(there)


@pytest.mark.parametrize("seed", range(6))
def test_the_neighbours_are_those_before_and_behind_in_the_table(db: Db, seed: int) -> None:
    """Also in the midst of many who share a place."""
    dice = random.Random(100 + seed)
    ids, _ = _province(db, dice, 40)
    asked = Asked(RULES.first_league, units.by_id(db, ids["B"]), 2026, "provisional")
    rows = standings.table(db, asked)
    placed = [row for row in rows if row.place is not None]
    assert placed
    for n, row in enumerate(placed):
        found = around(db, known(), asked, units.by_id(db, row.unit_id))
        behind = placed[n + 1] if n + 1 < len(placed) else None
        assert found == (row, placed[n - 1] if n else None, behind, len(placed))
    for row in rows[len(placed) :]:
        found = around(db, known(), asked, units.by_id(db, row.unit_id))
        assert (found.line, found.before, found.behind, found.ranked) == (row, None, None, 0)
