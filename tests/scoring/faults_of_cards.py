"""Faults of derived indicators, cards, bands and parts of the grade."""

from __future__ import annotations

from faults import Seed

DERIVED = [
    Seed('of = "LOAN_OVD"', 'of = "LOAN_ODV"', "derived OVD_RATE: of",
         "there is no indicator LOAN_ODV; perhaps LOAN_OVD"),
    Seed('per = "PRIN_DUE"', 'per = "PRIN_DEU"', "derived DUE_COL: per",
         "there is no indicator PRIN_DEU; perhaps PRIN_DUE"),
    Seed('unless_zero = "GDX_N"', 'unless_zero = "GDX_M"', "derived GDX_RATE: unless_zero",
         "there is no indicator GDX_M; perhaps GDX_N"),
    Seed('of = "MEET_N"\n', "", "derived MEET_RATE: of", "is missing; capped_mean is made of it"),
    Seed("", '[[derived]]\ncode = "IDLE"\nname = "Lãi"\nunit = "VND"\nkind = "last"\n'
             'of = "INT_ARR"', "derived IDLE", "nothing uses it: no card, no tie"),
]  # fmt: skip

CARDS = [
    Seed("weight = 18", "weight = 17", "card TN-G: item", "the weights add up to 99, not 100"),
    Seed("full_at = 0.1, zero_at = 2.0", "full_at = 2.0, zero_at = 2.0",
         "card TN-G: item.G05.full_at", "is 2.0 as zero_at is"),
    Seed('indicator = "SAV_GROWTH", weight', 'indicator = "SAV_GROWHT", weight',
         "card TN-G: item.G09.indicator", "there is no derived SAV_GROWHT; perhaps SAV_GROWTH"),
    Seed('code = "G04", family = "F2"', 'code = "G04", family = "G2"', "card TN-G: item.G04.family",
         "there is no family G2"),
    Seed('of = "VIO_OPEN"', 'of = "VIO_FOUND"', "card TN-G: item.G13.indicator",
         "VIO_OPEN cannot be known of a group: no form of it asks VIO_FOUND", alone=True),
    Seed("", '[[card]]\ncode = "WARDS"\nitem = [{ code = "X1", family = "F1", indicator = "TIMELY"'
             ', weight = 100, full_at = 100, zero_at = 50, not_applicable = "zero" }]',
         "card WARDS", "no list uses it"),
]  # fmt: skip

GRADES = [
    Seed("least = 0\n", "least = 1\n", "band", "there is none from 0 points on"),
    Seed("factor = 0.40", "factor = 0.80", "band average: factor",
         "0.8 is more than fair is worth (0.75)", alone=True),
    Seed("least = 70", "least = 85", "band fair: least", "85 is also where good begins"),
    Seed("", '[[band]]\ngrade = "best"\nname = "Nhất"\nleast = 101\nfactor = 1',
         "band best: least", "nobody reaches 101 points; the most is 100"),
    Seed("points = 30", "points = 31", "grade_part", "the points add up to 101, not 100",
         alone=True),
    Seed('indicator = "DUE_COL"\npoints', 'indicator = "DUE_CLO"\npoints',
         "grade_part[3]: indicator", "there is no derived DUE_CLO; perhaps DUE_COL"),
    Seed("full_at = 98\nzero_at = 70", "full_at = 98\nzero_at = 98", "grade_part[3]: full_at",
         "is 98 as zero_at is"),
]  # fmt: skip

SEEDS = DERIVED + CARDS + GRADES
