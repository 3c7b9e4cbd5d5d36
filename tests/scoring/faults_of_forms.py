"""Faults of levels, lists, registers, forms, questions and their rules."""

from __future__ import annotations

from faults import Seed

_ASKED = '[[form]]\ncode = "more"\nname = "Thêm"\nfrequency = "monthly"\nreporter = "head"\n' \
         'level = "group"\nopens_before = 6\ndue = 5\nlock = 10\nindicators = '  # fmt: skip

LEVELS = [
    Seed('within = ["commune", ', 'within = ["comune", ', "level group: within[0]",
         "there is no level comune; perhaps commune", alone=True),
    Seed('over = "commune"', 'over = "comune"', "level office: over",
         "there is no level comune; perhaps commune"),
    Seed('over = "office"', 'over = "province"', "level branch: over",
         "province does not lie within branch"),
    Seed('name = "Tỉnh"', 'name = "Tỉnh"\nwithin = ["province"]', "level province: within",
         "lies in itself"),
    Seed('within = ["office"]\n', 'within = ["office", "group"]\n', "level commune: within",
         "lies in itself, by way of group"),
    Seed('name = "Tỉnh"', 'name = "Tỉnh"\nverifier = "office"', "level province: verifier",
         "checks, but nobody reports; reporter is missing"),
    Seed('within = ["commune", "union"]', 'within = ["commune", "union", "commune"]',
         "level group: within[2]", "commune is named twice", alone=True),
    Seed('reporter = "head"\nverifier = "officer"', 'reporter = "head"\nverifier = "head"',
         "level group: verifier", "nobody can check what group reports: head reports for group, "
         "which is not above it", alone=True),
    Seed('over = "commune"\nreporter = "office"', 'over = "commune"\nreporter = "office"\n'
         'verifier = "officer"', "level office: verifier", "officer reports for commune",
         alone=True),
    Seed('name = "Hội, đoàn thể"\n', 'name = "Hội, đoàn thể"\nreporter = "officer"\n',
         "level union: reporter", "officer reports, but there is no form"),
    Seed("", '[[level]]\ncode = "ward"\nname = "Khối"\nreporter = "head"\nverifier = "office"\n'
             '[[form]]\ncode = "ward-year"\nname = "Khối"\nfrequency = "yearly"\n'
             'reporter = "head"\nlevel = "ward"\nopens_before = 6\ndue = 5\nlock = 10\n'
             'indicators = ["WARDS"]\n[[indicator]]\ncode = "WARDS"\nfamily = "F1"\n'
             'unit = "count"\nfrequency = "yearly"\nreporter = "head"\nname = "Số khối"\n'
             'question = "Bao nhiêu?"\nexample = 1', "level ward: verifier",
         "ward lies in nothing, so nobody above it can check"),
]  # fmt: skip

LISTS = [
    Seed('level = "group"\ncard', 'level = "grop"\ncard', "list groups: level",
         "there is no level grop; perhaps group"),
    Seed('card = "TN-G"', 'card = "TN-GG"', "list groups: card",
         "there is no card TN-GG; perhaps TN-G", alone=True),
    Seed('"office", "branch"]\nmin', '"offices", "branch"]\nmin', "list groups: inside[1]",
         "there is no level offices; perhaps office"),
    Seed('"office", "branch"]\nmin', '"office", "branch", "group"]\nmin', "list groups: inside[3]",
         "group does not lie in group; it lies in province, branch, office, commune", alone=True),
    Seed('["commune", "office", "branch"]', '["office", "commune", "branch"]',
         "list groups: inside[1]", "commune is nearer than what stands before it", alone=True),
    Seed('["commune", "office", "branch"]', '["commune", "office", "office"]',
         "list groups: inside[2]", "office is named twice", alone=True),
    Seed('measure = "SAV_PART"', 'measure = "SAV_PRAT"', "list groups: ties[2].measure",
         "there is no derived SAV_PRAT; perhaps SAV_PART"),
    Seed('measure = "TIMELY"', 'measure = "OVD_RATE"', "list groups: ties[3].measure",
         "OVD_RATE decides already in tie 0", alone=True),
]  # fmt: skip

REGISTERS = [
    Seed('level = "group"\nkind', 'level = "groop"\nkind', "register borrowers: level",
         "there is no level groop; perhaps group", alone=True),
    Seed('of = "GRP_INSP"', 'of = "GRP_INPS"', "register groups_open: of",
         "there is no indicator GRP_INPS; perhaps GRP_INSP"),
    Seed('of = "HH_LOAN"', 'of = "DOC_N"', "register borrowers: of",
         "no form of group asks DOC_N, so it is never known"),
    Seed('less = "DIFF_OK"\n', "", "register difficulties_open", "less is missing"),
    Seed('less = "VIO_OK"', 'less = "VIO_KO"', "register violations_open: less",
         "there is no indicator VIO_KO; perhaps VIO_OK"),
    Seed('below = "group"', 'below = "office"', "register groups_open: below",
         "office does not lie within commune"),
]  # fmt: skip

FORMS = [
    Seed('level = "commune"\nindicators = ["DOC', 'level = "communes"\nindicators = ["DOC',
         "form commune-quarter: level", "there is no level communes; perhaps commune"),
    Seed('"INT_DUE", "INT_COL", "INT_ARR"', '"INT_DUO", "INT_COL", "INT_ARR"',
         "form head-month: indicators[3]", "there is no indicator INT_DUO; perhaps INT_DUE"),
    Seed("lock = 10\n", "lock = 4\n", "form head-month: lock", "day 4 lies before due, day 5"),
    Seed('last_due = 5\nlast_lock = 7\n\n[[form]]\ncode = "commune-quarter"',
         'last_due = 5\nlast_lock = 3\n\n[[form]]\ncode = "commune-quarter"',
         "form head-quarter: last_lock", "day 3, lies before last_due, day 5", alone=True),
    Seed('due = 5\nlock = 7\n\n[[form]]\ncode = "office',
         'due = 400\nlock = 401\n\n[[form]]\ncode = "office', "form commune-year: due",
         "day 400 does not lie in the next period; it is 0 to 365", alone=True),
    Seed("opens_before = 16", "opens_before = -1", "form commune-year: opens_before",
         "-1 days are not within the period; it is 0 to 364", alone=True),
    Seed("opens_before = 6\n", "opens_before = 31\n", "form head-month: opens_before",
         "31 days are not within the period; it is 0 to 27", alone=True),
    Seed("", _ASKED + "[]", "form more: indicators", "is empty: the form asks nothing"),
    Seed('"REC_OK"]', '"REC_OK", "MEET_N"]', "form head-quarter: indicators[3]",
         "MEET_N is asked twice in this form", alone=True),
    Seed("", (_ASKED + '["GDX_ATT"]').replace("more", "again"), "form again: indicators[0]",
         "GDX_ATT is asked twice: also in head-month", alone=True),
    Seed('unit = "count"\nfrequency = "yearly"\nreporter = "officer"\nname = "Số mô hình',
         'unit = "count"\nfrequency = "quarterly"\nreporter = "officer"\nname = "Số mô hình',
         "form commune-year: indicators[2]", "MODEL_N is quarterly, and the form is yearly",
         alone=True),
    Seed('reporter = "officer"\nname = "Số lao động', 'reporter = "head"\nname = "Số lao động',
         "form commune-year: indicators[1]",
         "JOBS_N is reported by head, the form by officer", alone=True),
    Seed('frequency = "yearly"\nreporter = "officer"\nlevel', 'frequency = "yearly"\n'
         'reporter = "head"\nlevel', "form commune-year: reporter",
         "head does not report for commune; its reporter is officer", alone=True),
    Seed("due = 5\nlock = 10\n", "due = 5\nlock = 10\nlast_due = 4\n", "form head-month: last_due",
         "has no effect on a monthly form", alone=True),
    Seed("lock = 10\n", "lock = 1000\n", "form head-month: lock",
         "day 1000 is later than a year; it is 366 at most", alone=True),
    Seed("due = 5\nlock = 10\n", "due = -1\nlock = 10\n", "form head-month: due",
         "day -1 does not lie in the next period; it is 0 to 28", alone=True),
    Seed('frequency = "monthly"\nreporter = "head"\nlevel', 'frequency = "half-yearly"\n'
         'reporter = "head"\nlevel', "form head-month: frequency", "perhaps halfyearly",
         alone=True),
]  # fmt: skip

QUESTIONS = [
    Seed("", '[[indicator]]\ncode = "TREES"\nfamily = "F1"\nunit = "count"\n'
             'frequency = "quarterly"\nreporter = "head"\nname = "Cây"\nquestion = "Bao nhiêu?"\n'
             "example = 1", "indicator TREES", "nobody is asked: it stands in no form"),
    Seed('code = "DOC_N"\nfamily = "F5"', 'code = "DOC_N"\nfamily = "F9"',
         "indicator DOC_N: family", "there is no family F9; there is F"),
    Seed('level = "commune"\nname = "Số phiên', 'level = "comune"\nname = "Số phiên',
         "indicator GDX_N: level", "there is no level comune; perhaps commune"),
    Seed("example = 1\nexplain", "example = 7\nexplain", "indicator REC_OK: example",
         "7 is no answer in yesno; that is 0 to 1"),
    Seed("example = 120\n", "example = 120000\n", "indicator JOBS_N: example",
         "120000 is refused by its own rule 'value > 99999'"),
    Seed('"value > 60"', '"value >"', "indicator HH_LOAN: hard[0].when", "cannot be read"),
    Seed('"value < 5"', '"value < 5.5"', "indicator HH_LOAN: soft[0].when", "only whole numbers"),
    Seed('"value > LOAN_OUT"', '"valeu > LOAN_OUT"', "indicator LOAN_OVD: hard[0].when",
         "nothing is called valeu in 'valeu > LOAN_OUT'; perhaps value"),
    Seed('"value > INT_DUE * 3"', '"value > INT_DUE * last_REC_OK"',
         "indicator INT_ARR: soft[1].when",
         "last_REC_OK is never known here: no monthly form of the same level asks REC_OK"),
    Seed('"value > 15"', '"value > HH_LOAN"', "indicator MTG_N: soft[1].when",
         "HH_LOAN is never known here: another form asks it"),
    Seed("value == 0 and register_quarter == 4", "value == 0 and register_borrowers == 4",
         "indicator POOR_REV: soft[0].when",
         "register_borrowers is never known here: it is kept for group", alone=True),
    Seed("Chỉ còn {register_groups_open} tổ", "Chỉ còn {DOC_N} tổ",
         "indicator GRP_INSP: hard[0].say",
         "{DOC_N} is not named by its rule; there is register_groups_open, value"),
    Seed("Nhiều hơn kế hoạch ({INSP_PLAN})", "Nhiều hơn kế hoạch ({INSP_PLAN)",
         "indicator INSP_DONE: soft[0].say", "has a lone brace"),
    Seed("last > 0 and abs(value - last) * 2 > last", "abs(value - last) * 2 > last",
         "indicator JOBS_N: soft[0].say", "{change} needs `last > 0` in its rule"),
    Seed('skip = "VIO_FOUND == 0', 'skip = "VIO_FUOND == 0', "indicator VIO_OK: skip",
         "nothing is called VIO_FUOND"),
    Seed('skip = "INSP_PLAN == 0', 'skip = "value == 0', "indicator GRP_INSP: skip",
         "looks at the answer itself, before it is asked"),
    Seed("Nợ quá hạn trên 5 % dư nợ ({LOAN_OUT})", "Nợ quá hạn là {share_of_LOAN_OUT} dư nợ",
         "indicator LOAN_OVD: soft[1].say",
         "{share_of_LOAN_OUT} needs `LOAN_OUT > 0` in its rule"),
]  # fmt: skip

SEEDS = LEVELS + LISTS + REGISTERS + FORMS + QUESTIONS
