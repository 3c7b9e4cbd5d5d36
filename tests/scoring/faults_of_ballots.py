"""Faults of ballots, and of what they judge."""

from __future__ import annotations

from faults import Seed

MEASURES = 'measures = ["JUDGED_F1", "JUDGED_F2",'
BALLOT = 'level = "agency"\njudge = "council"'
LOCK = "most = 10\nlock = [1, 10]"
SEEDS = [
    Seed(MEASURES, 'measures = ["JUDGED_F1", "JUDGED_X2",', "ballot bodies: measures[1]",
         "there is no derived JUDGED_X2", alone=False),
    Seed(MEASURES, 'measures = ["JUDGED_F1", "JUDGED_F1", "JUDGED_F2",',
         "ballot bodies: measures[1]", "JUDGED_F1 is named twice"),
    Seed(MEASURES, 'measures = ["JUDGED_F1", "TIMELY", "JUDGED_F2",',
         "ballot bodies: measures[1]", "TIMELY is a timely, and worked out of figures"),
    Seed(BALLOT, 'level = "agancy"\njudge = "council"', "ballot bodies: level",
         "there is no level agancy; perhaps agency", alone=True),
    Seed(BALLOT, 'level = "agency"\njudge = "head"', "ballot bodies: judge",
         "found 'head'; wanted is one of 'council'", alone=True),
    Seed(LOCK, "most = 0\nlock = [1, 10]", "ballot bodies: most",
         "found 0; wanted is 1 or more", alone=True),
    Seed(LOCK, "most = 10\nlock = [2, 30]", "ballot bodies: lock",
         "day 30 of month 2 is not in every year"),
]  # fmt: skip
