"""Faults of what is measured: kinds, units, levels, grades, lists, targets."""

from __future__ import annotations

from faults import Seed

_OWN = 'name = "Dư nợ"\nunit = "VND"\nkind = "last"\nof = "LOAN_OUT"'

MEASURES = [
    Seed('per = "PRIN_DUE"\n', "", "derived DUE_COL: per", "is missing; sum_ratio is made of it"),
    Seed(_OWN, f'{_OWN}\nper = "HH_LOAN"', "derived LOANS: per", "has no effect on last"),
    Seed('kind = "timely"', 'kind = "timely"\nperiods = [4]', "derived TIMELY: periods",
         "has no effect on timely"),
    Seed("both_zero = 0\n", "both_zero = 0\ncap = true\n", "derived SAV_GROWTH: cap",
         "has no effect on change"),
    Seed('of = "GDX_ATT"', 'of = "HH_LOAN"', "derived GDX_RATE: of",
         "HH_LOAN is in households; share_true is of what is in yesno", alone=True),
    Seed('of = "GRADE_PT"', 'of = "LOAN_OUT"', "derived GRADE_F: of",
         "LOAN_OUT is in VND; grade is of what is in points"),
    Seed('of = "INT_ARR"\nboth', 'of = "REC_OK"\nboth', "derived INT_ARR_CHG: of",
         "REC_OK is a yes or no, and no balance", alone=True),
    Seed(_OWN, _OWN.replace('"VND"', '"%"'), "derived LOANS: unit",
         "% does not fit a last of VND; it is VND", alone=True),
    Seed('unit = "count"\nkind = "last"\nof = "HH', 'unit = "%"\nkind = "last"\nof = "HH',
         "derived HOUSEHOLDS: unit", "% does not fit a last of households; an amount is no share"),
    Seed('unit = "%"\nkind = "change"\nof = "SAV_BAL"', 'unit = "VND"\nkind = "change"\n'
         'of = "SAV_BAL"', "derived SAV_GROWTH: unit", "VND does not fit a change of VND; it is %"),
    Seed('of = "LOAN_OUT"\nper = "LOAN_PLAN"', 'of = "HH_LOAN"\nper = "LOAN_PLAN"',
         "derived PLAN_RATE: unit", "households over VND is no share in %"),
    Seed('per = "LOAN_PLAN"', 'per = "LOAN_OUT"', "derived PLAN_RATE: per",
         "is LOAN_OUT as of is: it would always be 1", alone=True),
    Seed('per = "VIO_FOUND"', 'per = "JOBS_N"', "derived VIO_RATE: per",
         "JOBS_N is yearly, and VIO_OK quarterly: no period has both"),
    Seed('unless_zero = "GDX_N"', 'unless_zero = "MEET_N"', "derived GDX_RATE: unless_zero",
         "MEET_N is quarterly, and GDX_ATT monthly: no period has both", alone=True),
    Seed("periods = [4]", "periods = [5]", "derived POOR_REV: periods[0]",
         "POOR_REV is quarterly, so there is no period 5 in a year; it is 1 to 4", alone=True),
    Seed('of = "GRP_INSP"\nper_units = "group"', 'of = "GRP_INSP"\nper_units = "office"',
         "derived GRP_INSP_COV: per_units",
         "no office is summed for commune, which tells GRP_INSP; there is group"),
]  # fmt: skip

WAYS = [
    Seed('per = "DIFF_IN"', 'per = "DIFF_IN"\nover = { office = "mean" }',
         "derived DIFF_RATE: over.office", "a sum_ratio has no mean, both its sides are added up"),
    Seed('kind = "timely"', 'kind = "timely"\nover = { office = "mean" }',
         "derived TIMELY: over.office", "a timely has no mean", alone=True),
    Seed(_OWN, f'{_OWN}\nover = {{ group = "mean" }}', "derived LOANS: over.group",
         "nothing is summed for group, so mean has no effect", alone=True),
    Seed('kind = "done_share"\nof = "INSP_DONE"\nover = { office',
         'kind = "done_share"\nof = "INSP_DONE"\nover = { branch', "derived INSP_REG: over.branch",
         "branch has none of its own: no form of it asks INSP_DONE"),
    Seed('over = { commune = "count", union = "count" }\ncounts = "REC_NOW"', 'counts = "REC_NOW"',
         "derived REC_SHARE: counts", "has no effect where no level says count in over"),
    Seed('kind = "unit_share"\nover = { commune = "count", union = "count" }',
         'kind = "unit_share"\nover = { commune = "sum", union = "sum" }',
         "derived GOOD_SHARE: over", "unit_share is of units, and no level says count"),
    Seed('grades = ["good"]', 'grades = ["god"]', "derived GOOD_SHARE: grades[0]",
         "there is no band god; perhaps good", alone=True),
    Seed('grades = ["average", "weak"]', 'grades = ["average", "poor"]',
         "derived WEAK_SHARE: grades[1]",
         "there is no band poor; there is average, fair, good, weak", alone=True),
    Seed('counts = "REC_NOW"', 'counts = "REC_NOW"\ngrades = ["good"]', "derived REC_SHARE: grades",
         "REC_NOW is counted, and is no grade", alone=True),
]  # fmt: skip

_LIST = '[[card]]\ncode = "TN-X"\nitem = [{ code = "P1", family = "F1", indicator = "TIMELY"' \
        ', weight = 100, full_at = 100, zero_at = 50, not_applicable = "zero" }]\n' \
        '[[list]]\ncode = "provinces"\nname = "Các tỉnh"\nlevel = "province"\ncard = "TN-X"\n' \
        'inside = []\nminimum_share = 80'  # fmt: skip

LISTS = [
    Seed("", _LIST, "list provinces: card",
         "no item of TN-X can be known of a province: all would have 0 points", alone=True),
    Seed('measure = "LOANS"', 'measure = "GRP_INSP_COV"', "list groups: ties[4].measure",
         "GRP_INSP_COV cannot be known of a group: no form of it asks GRP_INSP", alone=True),
    Seed('weighted_by = "HOUSEHOLDS"', 'weighted_by = "HOUSHOLDS"', "list groups: weighted_by",
         "there is no derived HOUSHOLDS; perhaps HOUSEHOLDS"),
    Seed('weighted_by = "HOUSEHOLDS"', 'weighted_by = "OVD_RATE"', "list groups: weighted_by",
         "OVD_RATE is a last_ratio; an amount is wanted (last, newest, sum)", alone=True),
    Seed('weighted_by = "HOUSEHOLDS"', 'weighted_by = "DOC_N"', "list groups: weighted_by",
         "DOC_N cannot be known of a group: no form of it asks DOC_N", alone=True),
    Seed('size = "HOUSEHOLDS"', 'size = "SAV_PART"', "list groups: size",
         "SAV_PART is a sum_ratio; an amount is wanted", alone=True),
    Seed('size = "HOUSEHOLDS"\nclasses = []', "classes = [[5, 19]]", "list groups: classes",
         "size is missing: the measure that makes the classes", alone=True),
    Seed("classes = []", "classes = [[19, 5]]", "list groups: classes[0]",
         "from 19 to 5 there is nothing"),
    Seed("classes = []", "classes = [[5, 20], [20, 39]]", "list groups: classes[1]",
         "begins at 20, and the one before it ends at 20; it is 21 or more", alone=True),
    Seed("classes = []", "classes = [[5, 19], [30, 39]]", "list groups: classes[1]",
         "nobody with 20 to 29 is in a class", alone=True),
]  # fmt: skip

TARGETS = [
    Seed("full_at = 0.1, zero_at = 2.0", "full_at = 2.0, zero_at = 0.1",
         "card TN-G: item.G05.full_at", "here higher OVD_RATE is better, elsewhere lower",
         alone=True),
    Seed('measure = "INT_RATE", better = "higher"', 'measure = "INT_RATE", better = "lower"',
         "list groups: ties[1].better", "here lower INT_RATE is better, elsewhere higher"),
    Seed('"SAV_PART", weight = 8, full_at = 95', '"SAV_PART", weight = 8, full_at = 950',
         "card TN-G: item.G08.full_at", "SAV_PART never is 950; the most is 100", alone=True),
    Seed('"WEAK_SHARE", weight = 4, full_at = 0', '"WEAK_SHARE", weight = 4, full_at = -1',
         "card TN-C: item.C15.full_at", "WEAK_SHARE never is less than 0"),
    Seed('"GRADE_F", weight = 8, full_at = 1,', '"GRADE_F", weight = 8, full_at = 100,',
         "card TN-G: item.G10.full_at", "GRADE_F never is 100; the most is 1", alone=True),
    Seed('[[grade_part]]\nindicator = "INT_RATE"', '[[grade_part]]\nindicator = "GRADE_F"',
         "grade_part[2]: indicator", "GRADE_F is the grade itself, and cannot be a part of it"),
]  # fmt: skip

SEEDS = MEASURES + WAYS + LISTS + TARGETS
