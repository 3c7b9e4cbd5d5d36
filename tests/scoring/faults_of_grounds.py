"""Faults of the grounds of disqualification."""

from __future__ import annotations

from faults import Seed

FOUR = 'when = ["VIO_OPEN > 0"]\nsince = [1, 6]\n'
SEEDS = [
    Seed('"VIO_OPEN > 0"', '"VIO_OPENN > 0"', "disqualification DQ4: when[0]",
         "nothing is called VIO_OPENN in 'VIO_OPENN > 0'; perhaps VIO_OPEN"),
    Seed('"OVD_RATE > 2"', '"OVD_RATE > 2.0"', "disqualification DQ6: when[0]",
         "only whole numbers: 'OVD_RATE > 2.0'"),
    Seed("required * minimum_share", "required * minimum", "disqualification DQ5: when[0]",
         "nothing is called minimum in"),
    Seed('decided_by = "council"\nwhen', 'decided_by = "head"\nwhen',
         "disqualification DQ5: decided_by", "found 'head'; wanted is one of 'office', 'council'",
         alone=True),
    Seed('"Chưa đủ báo cáo"\n', '"Chưa đủ báo cáo"\nanswer_days = -1\n',
         "disqualification DQ5: answer_days", "found -1; wanted is 0 or more", alone=True),
    Seed(FOUR, 'when = ["VIO_OPEN > 0"]\nsince = [2, 29]\n', "disqualification DQ4: since",
         "day 29 of month 2 is not in every year", alone=True),
    Seed(FOUR, 'when = ["VIO_OPEN > 0"]\n', "disqualification DQ4: since",
         "is missing; the day from which it is computed", alone=True),
    Seed(FOUR, 'when = ["1 > 0"]\nsince = [1, 6]\n', "disqualification DQ4: when[0]",
         "'1 > 0' looks at no measure", alone=True),
    Seed("conclusion = true\n", "conclusion = true\nconfirm = false\n",
         "disqualification DQ1: confirm", "only what is computed may count without"),
    Seed(FOUR, FOUR + "conclusion = true\n", "disqualification DQ4: conclusion",
         "nobody is asked for a conclusion", alone=True),
    Seed('levels = ["group"]\ndecided_by', 'levels = ["grup"]\ndecided_by',
         "disqualification DQ7: levels[0]", "there is no level grup; perhaps group"),
    Seed("always = true\n", "", "disqualification DQ7: confirm",
         "only what is computed may count without", alone=True),
    Seed('code = "DQ3"', 'code = "DQ2"', "disqualification DQ2: code", "DQ2 is there twice"),
    Seed('name = "Kê khai gian dối, giấy tờ giả để được khen thưởng"',
         'name = "Kê khai gian dối, giấy tờ giả, sổ sách giả để được đề nghị khen thưởng"',
         "disqualification DQ2: name", "characters find no room; 60 at most"),
]  # fmt: skip
