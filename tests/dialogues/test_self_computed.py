"""Guards: what stands as self-computed beside the appraisal is what `/why` shows of the unit."""

from __future__ import annotations

import re
from datetime import datetime

from player import ZONE, Player
from test_season import HEADS, ROWS, type_report

GROUPS = ("9900001", "9900002", "9900003")


def points(told: list[str], before: str) -> str:
    [found] = [one for line in told if (one := re.search(rf"{before} ([\d.]+)", line))]
    return found[1]


def test_both_say_the_same_points(player: Player) -> None:
    player.join("P061", "en")
    for group in GROUPS:
        player.join(HEADS[group])
    for n, row in enumerate(one for one in ROWS if one["group"] in GROUPS):
        type_report(player, row, n)
    player.now = datetime(2027, 1, 11, 9, tzinfo=ZONE)
    player.tick()
    told = set()
    for group in GROUPS:
        why = player.write("P061", f"/why {group}")
        card = player.write("P061", f"/awards appraise {group}")
        told.add(points(why, "not yet checked:"))
        assert points(why, "not yet checked:") == points(card, "provisional:"), group
    assert len(told) == len(GROUPS), "the same of all would say nothing"
