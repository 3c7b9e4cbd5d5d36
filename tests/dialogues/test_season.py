"""Three months of sample reports, typed through the chat as their heads would, give the standings
that an independent calculation gives.

The calculation below is written from the criteria alone (sections 3, 4.1, 5, 6, 8), for what the
sample holds: it shares no code with `scoring`.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from player import ZONE, Player

from scoring.loading import builtin
from storage import standings as standings_of
from storage import units
from storage.asked import Asked
from storage.engine import reading

LEAGUE = builtin().first_league
DEMO = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"
ROWS: list[dict[str, Any]] = json.loads(DEMO.read_text(encoding="utf-8"))["sample_reports"]["rows"]
HEADS = {g["id"]: g["head"] for g in json.loads(DEMO.read_text(encoding="utf-8"))["groups"]}
CODES = ["HH_LOAN", "LOAN_OUT", "LOAN_OVD", "INT_DUE", "INT_COL", "INT_ARR", "SAV_HH", "SAV_BAL",
         "GDX_ATT"]  # fmt: skip


def as_typed(value: Any, n: int) -> str:
    """One of the ways in which people write a value."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if value < 100:
        return f"{value} hộ" if n % 2 and value else str(value)
    if value % 1_000_000 == 0:
        return f"{value // 1_000_000}tr"
    if n % 3 == 0:
        return f"{value:,}".replace(",", ".")
    return f"{value // 1_000_000} triệu {value % 1_000_000 // 1000} nghìn"


def type_report(player: Player, row: dict[str, Any], n: int) -> None:
    who = HEADS[row["group"]]
    player.now = datetime.fromisoformat(f"{row['submitted']} 09:00").replace(tzinfo=ZONE)
    player.write(who, f"/report {row['group']} head-month {row['period']}")
    for code in CODES:
        player.write(who, as_typed(row[code], n))
        while doubted(player, who):
            player.write(who, "tap yes")
    player.write(who, "tap yes")


def doubted(player: Player, who: str) -> bool:
    """Whether the program asks "Is that right?"."""
    rows = player.shown[who][1].choices
    return len(rows) == 1 and [choice.says for choice in rows[0]] == ["yes", "no"]


def linear(value: Fraction, full: Fraction, zero: Fraction) -> Fraction:
    return min(Fraction(1), max(Fraction(0), (value - zero) / (full - zero)))


def credit(row: dict[str, Any]) -> Fraction:
    """On time by the 5th, a half by the 10th of the next month."""
    day = date.fromisoformat(row["submitted"]).day
    return Fraction(1) if day <= 5 else Fraction(1, 2) if day <= 10 else Fraction(0)


def by_hand(rows: list[dict[str, Any]]) -> tuple[Fraction, tuple[Fraction, ...]]:
    """Total and ties of a group for which September, October and November are due."""
    rows = sorted(rows, key=lambda row: row["period"])
    total = lambda code: sum(row[code] for row in rows)  # noqa: E731
    enough = len(rows) * 2 >= 3
    sessions = Fraction(100 * total("GDX_ATT"), len(rows))
    timely = sum(map(credit, rows)) * 100 / 3
    overdue = Fraction(100 * rows[-1]["LOAN_OVD"], rows[-1]["LOAN_OUT"])
    interest = Fraction(100 * total("INT_COL"), total("INT_DUE"))
    saved = sum(min(row["SAV_HH"], row["HH_LOAN"]) for row in rows)
    savers = Fraction(100 * saved, total("HH_LOAN"))
    at = {
        "overdue": linear(overdue, Fraction(1, 10), Fraction(2)),
        "sessions": linear(sessions, Fraction(100), Fraction(60)),
        "interest": linear(interest, Fraction(100), Fraction(80)),
        "savers": linear(savers, Fraction(95), Fraction(50)),
    }
    flows = 20 * at["sessions"] + 20 * at["interest"] + 5 * at["savers"]
    grade = 100 * (30 * at["overdue"] + (flows if enough else 0)) / 75
    factor = next(f for least, f in ((85, 1), (70, Fraction(3, 4)), (50, Fraction(2, 5)), (0, 0))
                  if grade >= least)  # fmt: skip
    points = 5 * linear(timely, Fraction(100), Fraction(50))
    points += 18 * Fraction(30, 26) * at["overdue"]  # G07 does not apply: F3 is 18 + 8 of 30
    points += 8 * Fraction(20, 16) * factor  # G09 does not apply: F4 is 8 + 8 of 20
    if enough:
        points += 10 * at["sessions"]
        points += 8 * Fraction(30, 26) * at["interest"]
        points += 8 * Fraction(20, 16) * at["savers"]
    ties = (-overdue, interest, savers, timely, Fraction(rows[-1]["LOAN_OUT"]))
    return points, ties


def test_the_typed_season_ranks_as_the_calculation_by_hand(player: Player) -> None:
    for head in HEADS.values():
        player.join(head)
    ordered = sorted(ROWS, key=lambda row: (row["submitted"], row["group"]))
    for n, row in enumerate(ordered):
        type_report(player, row, n)
    player.now = datetime(2026, 12, 20, 9, tzinfo=ZONE)
    player.tick()
    with reading(player.engine) as db:
        branch = units.root(db, "branch")
        assert branch is not None
        lines = standings_of.table(db, Asked(LEAGUE, branch, 2026, "provisional"))
        covered = standings_of.coverage(db, Asked(LEAGUE, branch, 2026, "provisional"))
    groups = {code: [row for row in ROWS if row["group"] == code] for code in HEADS}
    hand = {code: by_hand(rows) for code, rows in groups.items()}
    whole = {code: hand[code] for code, rows in groups.items() if len(rows) == 3}
    assert {line.code: line.total for line in lines} == {
        code: int(points * 10**9 + Fraction(1, 2)) for code, (points, _) in hand.items()
    }
    assert {line.code: line.place for line in lines if line.place is not None} == {
        code: 1 + sum(other > mine for other in whole.values()) for code, mine in whole.items()
    }
    assert {line.code for line in lines if line.standing == "not_enough"} == groups.keys() - whole
    assert (covered.reported, covered.active) == (33, 33)
