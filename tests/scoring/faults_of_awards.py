"""Faults of awards: terms, kinds, legal bases, base salaries."""

from __future__ import annotations

from faults import Seed

SEEDS = [
    Seed('council = "branch"\nnominators', 'council = "brnch"\nnominators', "award: council",
         "there is no level brnch; perhaps branch", alone=True),
    Seed('nominators = "office"', 'nominators = "commune"', "award: places.list",
         "offices ranks a office; places go to a commune", alone=True),
    Seed("leaves = [1, 15]", "leaves = [2, 30]", "award: leaves", "is not in every year",
         alone=True),
    Seed('quorum = "2/3"', 'quorum = "4/3"', "award: vote.quorum", "can never be reached",
         alone=True),
    Seed('passes = ">1/2"', 'passes = "most"', "award: vote.passes", "is no share", alone=True),
    Seed('levels = ["commune"]\n\n[[nominee]]', 'levels = ["comune"]\n\n[[nominee]]',
         "nominee commune_peoples_committee: levels[0]",
         "there is no level comune; perhaps commune"),
    Seed('of = "person"\nname = "Tổ trưởng', 'of = "collective"\nname = "Tổ trưởng',
         "nominee group_head: roles", "a collective holds no roles"),
    Seed('successor = "decree-next"', 'successor = "decree-nxt"',
         "legal_basis decree-152: successor", "there is no legal_basis decree-nxt"),
    Seed("until = 2027-03-01", "until = 2025-07-01", "legal_basis decree-152: until",
         "is not after 2025-07-01"),
    Seed("since = 2024-07-01\namount", "since = 2026-07-01\namount", "salary[1]: since",
         "2026-07-01 stands there twice"),
]  # fmt: skip
