"""Faults of TOML, shapes, codes, texts, and of what a file has once."""

from __future__ import annotations

import unicodedata

from faults import Seed

_APART = unicodedata.normalize("NFD", "Lãi tồn")

SHAPES = [
    Seed("[families]", "[families", "", "is not TOML: expected", alone=True),
    Seed('code = "tay-ninh"\n', 'code = "a"\ncode = "b"\n', "", "is not TOML: cannot", alone=True),
    Seed("first_year = 2025", "first_yaer = 2025", "first_yaer",
         "is no key of this table; perhaps first_year"),
    Seed("stock_months = 3", 'stock_months = "3"', "stock_months",
         "found '3'; wanted is a whole number"),
    Seed("stock_months = 3", "stock_months = 3.5", "stock_months",
         "found 3.5; wanted is a whole number"),
    Seed("caps = { collectives = 5, individuals = 10 }\n", "", "caps", "is missing", alone=True),
    Seed("[calendar]", "[calender]", "calender", "is no key of this table; perhaps calendar",
         alone=True),
    Seed("opens_before = 11\n", "", "form head-quarter: opens_before", "is missing"),
    Seed('name = "Số lần họp tổ trong quý"', 'name = ""', "indicator MEET_N: name",
         "is empty; a text is wanted"),
    Seed('code = "POOR_REV"\nfamily = "F1"\nunit = "yesno"',
         'code = "POOR_REV"\nfamily = "F1"\nunit = "yes_no"', "indicator POOR_REV: unit",
         "found 'yes_no'; wanted is one of 'VND', 'households', 'count', '%', 'points', 'yesno', "
         "'date', 'choice', 'text', 'unit', 'person'; "
         "perhaps yesno"),
    Seed("cap = true", "cap = 1", "derived SAV_PART: cap", "found 1; wanted is true or false"),
    Seed("points = 5\n", 'points = "5"\n', "grade_part[5]: points",
         "found '5'; wanted is a whole number"),
    Seed("weight = 3,", "weight = 0,", "card TN-G: item.G13.weight",
         "found 0; wanted is more than 0", alone=True),
    Seed("full_at = 98, zero", 'full_at = "98 %", zero', "card TN-G: item.G03.full_at",
         "found '98 %'; wanted is a number", alone=True),
    Seed('level = "group"\ncard = "TN-G"\n', 'level = "group"\n', "list groups: card",
         "is missing", alone=True),
    Seed("minimum_share = 80", "minimum_share = 180", "list groups: minimum_share",
         "found 180; wanted is 100 or less", alone=True),
    Seed('{ measure = "LOANS", better = "higher" },\n',
         '{ measure = "LOANS", better = "higher" },\n'
         '    { measure = "VIO_OPEN", better = "lower" },\n',
         "list groups: ties", "found 6 values; wanted is at most 5", alone=True),
    Seed('kind = "timely"', 'kind = "timley"', "derived TIMELY: kind",
         "found 'timley'; wanted is one of 'sum_ratio', 'last_ratio', 'change', 'capped_mean', "
         "'share_true', 'timely', 'grade', 'last', 'newest', 'sum', 'done_share', 'per_units', "
         "'unit_share', 'opening_ratio', 'judged'; perhaps timely"),
    Seed('name = "Dư nợ"', "name = “Dư nợ”", "", 'is not TOML: invalid value; a quote is written "',
         alone=True),
    Seed("due = 5\n", "due =\u00a05\n", "",
         "is not TOML: invalid value; the space is one that does not break", alone=True),
    Seed("# The emulation", "\ufeff\ufeff# The emulation", "",
         "is not TOML: invalid statement; there is a second mark of UTF-8", alone=True),
    Seed("\n\ncode", "\r\rcode", "", "its lines end as on an old Macintosh", alone=True),
    Seed("factor = 0.75", "factor = 0,75", "", "is not TOML: expected newline", alone=True),
    Seed("due = 5\n", "due: 5\n", "", "is not TOML: expected '=' after a key", alone=True),
    Seed('question = "Dư nợ của', 'question = "Dư nợ của\n', "", "is not TOML: illegal character",
         alone=True),
    Seed("[families]", "[[families]]", "families", "found 1 values; wanted is a table", alone=True),
    Seed('[[level]]\ncode = "province"', '[level]\ncode = "province"', "", "is not TOML: cannot",
         alone=True),
    Seed("weight = 10,", "weight = -10,", "card TN-G: item.G01.weight",
         "found -10; wanted is more than 0", alone=True),
    Seed("weight = 10,", "weight = 9.99,", "card TN-G: item.G01.weight",
         "found 9.99; wanted is a whole number", alone=True),
    Seed("due = 5\n", "due = true\n", "form head-month: due",
         "found true; wanted is a whole number", alone=True),
    Seed("hour = 8", 'hour = "8"', "calendar: hour", "found '8'; wanted is a whole number",
         alone=True),
    Seed("dossier = [1, 10]", 'dossier = "10/1"', "calendar: dossier",
         "found '10/1'; wanted is a list in [ ]", alone=True),
    Seed('verifier = "officer"', 'verifer = "officer"', "level group: verifer",
         "is no key of this table; perhaps verifier", alone=True),
]  # fmt: skip

CODES = [
    Seed("", '[[level]]\ncode = "office"\nname = "Phòng"\nwithin = ["branch"]\nover = "commune"\n'
             'reporter = "office"', "level office: code", "office is there twice"),
    Seed('code = "commune-year"', 'code = "commune-quarter"', "form commune-quarter: code",
         "commune-quarter is there twice; a code means one thing"),
    Seed("", '[[indicator]]\ncode = "PROP_N"\nfamily = "F1"\nunit = "count"\n'
             'frequency = "quarterly"\nreporter = "officer"\nname = "Tin"\nquestion = "Mấy?"\n'
             "example = 1", "indicator PROP_N: code", "PROP_N is there twice"),
    Seed("", '[[derived]]\ncode = "LOANS"\nname = "Nợ"\nunit = "VND"\nkind = "last"\n'
             'of = "LOAN_OUT"', "derived LOANS: code", "LOANS is there twice"),
    Seed('code = "G12"', 'code = "G11"', "card TN-G: item.G11.code", "G11 is there twice"),
    Seed('grade = "weak"', 'grade = "average"', "band average: code", "average is there twice"),
    Seed("", '[[register]]\ncode = "borrowers"\nlevel = "group"\nkind = "latest"\nof = "SAV_HH"',
         "register borrowers: code", "borrowers is there twice"),
    Seed('code = "groups"\n', 'code = "all groups"\n', "list all groups: code",
         "'all groups' cannot be typed", alone=True),
    Seed('code = "G10"', 'code = "Đ10"', "card TN-G: item.Đ10.code", "'Đ10' cannot be typed"),
    Seed('code = "head-month"', 'code = "head-Month"', "form head-Month: code",
         "head-Month mixes capital and small letters; head-month or HEAD-MONTH",
         alone=True),
    Seed('code = "head-quarter"', 'code = "report"', "form report: code",
         "report is a word of the chat; another is needed", alone=True),
    Seed("", '[[indicator]]\ncode = "last_due"\nfamily = "F1"\nunit = "count"\n'
             'frequency = "yearly"\nreporter = "office"\nname = "Tin"\nquestion = "Mấy?"\n'
             "example = 1", "indicator last_due: code", "last_due means something else in rules"),
    Seed("", '[[register]]\ncode = "quarter"\nlevel = "group"\nkind = "latest"\nof = "SAV_HH"',
         "register quarter: code", "register_quarter is the roster's own; another is needed"),
    Seed('code = "head-quarter"', 'code = "HEAD-MONTH"', "form HEAD-MONTH: code",
         "HEAD-MONTH differs from head-month in capital letters only", alone=True),
    Seed('code = "unions"', 'code = "GROUPS"', "list GROUPS: code",
         "GROUPS differs from groups in capital letters only"),
    Seed('code = "G02"', 'code = "g01"', "card TN-G: item.g01.code",
         "g01 differs from G01 in capital letters only"),
]  # fmt: skip

TEXTS = [
    Seed('name = "Số văn bản chỉ đạo đã ban hành"', f'name = "{"Số văn bản " * 5}nữa nhé"',
         "indicator DOC_N: name", "62 characters find no room; 60 at most"),
    Seed('short = "Số hộ gửi"', 'short = "Số hộ gửi tiết kiệm trong tháng"',
         "indicator SAV_HH: short", "31 characters find no room; 20 at most"),
    Seed('"đã thu", ', '"LAI TON DONG", "đã thu", ', "indicator INT_ARR: also[2]",
         "lãi tồn đọng also means INT_COL in head-month"),
    Seed("[families]\n", '[families]\nF7 = "Việc khác"\n', "families: F7",
         "no indicator and no item is of this family"),
    Seed('F2 = "Quản lý, kiểm tra, giám sát nguồn vốn"', "F2 = 2", "families: F2",
         "found 2; wanted is a text in quotes"),
    Seed('name = "Các hội, đoàn thể"', 'name = "Các xã, phường"', "list unions: name",
         "Các xã, phường is the name of another one too", alone=True),
    Seed('F3 = "Giảm nợ quá hạn và lãi tồn"', 'F3 = "Quản lý, kiểm tra, giám sát nguồn vốn"',
         "families: F3", "is the name of another one too", alone=True),
    Seed('name = "Khá"', 'name = "tốt"', "band fair: name", "tốt is the name of another one too"),
    Seed('question = "Lãi tồn', f'question = "{_APART}', "indicator INT_ARR: question",
         "has its marks apart from their letters (NFD)"),
    Seed('name = "Nợ quá hạn"', 'name = "Nợ\u200bquá hạn"', "indicator LOAN_OVD: name",
         "holds U+200B, which nobody sees"),
    Seed('say = "Một tổ có nhiều', 'say = "Một\\u0007 tổ có nhiều',
         "indicator HH_LOAN: hard[0].say", "holds U+0007, which nobody sees"),
    Seed('name = "Yếu"', 'name = "  "', "band weak: name", "is blank; a text is wanted",
         alone=True),
    Seed('name = "Trung bình"', 'name = "Trung bình "', "band average: name",
         "begins or ends with a space"),
]  # fmt: skip

SEASON = [
    Seed("first_year = 2025", "first_year = 25", "first_year", "25 is no year of ours"),
    Seed("collectives = 5", "collectives = -5", "caps: collectives", "-5 is less than 0"),
    Seed("hour = 8", "hour = 6", "calendar: hour", "at 6 nothing is sent; it is 7 to 16"),
    Seed("[12, 20]", "[13, 20]", "calendar: dossier_days[1]",
         "day 20 of month 13 is not in every year; a day is [month, day]"),
    Seed("[1, 9], [1, 10]]", "[1, 9], [1, 12]]", "calendar: dossier_days[6]",
         "day 12 of month 1 lies after the dossier, day 10 of month 1"),
    Seed("escalation = [1, 8]", "escalation = [2, 29]", "calendar: escalation",
         "day 29 of month 2 is not in every year"),
    Seed("dossier = [1, 10]", "dossier = [1, 40]", "calendar: dossier",
         "day 40 of month 1 is not in every year", alone=True),
    Seed("first_year = 2025", "first_year = 20226", "first_year", "20226 is no year of ours",
         alone=True),
    Seed("stock_months = 3", "stock_months = 30", "stock_months",
         "30 months are more than the year that is judged; it is 1 to 12", alone=True),
    Seed("days_before = [3, 1", "days_before = [3, 3", "calendar: days_before[1]",
         "3 is named twice"),
    Seed("days_before = [3, 1", "days_before = [300, 1", "calendar: days_before[0]",
         "no form is open 300 days before it is due; it is -5 to 21", alone=True),
    Seed("days_before = [3, 1, 0, -2]", "days_before = [3, 1, 0, -20]", "calendar: days_before[3]",
         "no form is open 20 days after it is due", alone=True),
    Seed("[12, 1], [12, 20]", "[12, 20], [12, 20]", "calendar: dossier_days[1]",
         "day 20 of month 12 is named twice", alone=True),
]  # fmt: skip

SEEDS = SHAPES + CODES + TEXTS + SEASON
