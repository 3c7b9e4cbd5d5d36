"""Lines as people write them, made by form, with what is meant: separators x labels x orders x
omissions x units x courtesy, in four languages."""

from __future__ import annotations

import random
from dataclasses import dataclass

CODES = ("HH_LOAN", "LOAN_OUT", "LOAN_OVD", "INT_DUE", "INT_COL", "INT_ARR", "SAV_HH", "SAV_BAL",
         "GDX_ATT")  # fmt: skip
COUNTS = ("HH_LOAN", "SAV_HH")
BETWEEN = (" ", ", ", "; ", ";", ",", "|", " | ", "\t", "\n", "#", "/", " / ", " - ", ".", "*",
           " , ", "_", "\r\n", "،", " ; ")  # fmt: skip
LISTS = ("{n}. ", "{n}) ", "{n}/ ", "{n}: ", "{n}- ", "{n}.", "- ", "+ ", "* ", "• ")
COLONS = (" ", ": ", " : ", " = ", "=", ":")
BESIDE = (", ", "; ", "\n", " ; ", "\t", " | ", ". ", " ,")

_MILLION = 10**6
WORDS = {"vi": "BC", "en": "report", "hi": "रिपोर्ट", "ar": "تقرير"}
MONEY = {
    "vi": ("{m}tr", "{m} triệu", "{d}", "{m} tr", "{m}trieu"),
    "en": ("{m}m", "{m} million", "{c}", "{m} m"),
    "hi": ("{m} मिलियन", "{c}", "{k} करोड़"),
    "ar": ("{m} مليون", "{m}مليون"),
}
COUNT = {"vi": ("{n}", "{n} hộ"), "en": ("{n}", "{n} households"), "hi": ("{n}", "{n} परिवार"),
         "ar": ("{n}", "{n} أسرة")}  # fmt: skip
YES = {"vi": ("có", "rồi", "có ạ"), "en": ("yes", "done"), "hi": ("हाँ", "जी हाँ"), "ar": ("نعم",)}
NO = {"vi": ("không", "chưa"), "en": ("no",), "hi": ("नहीं",), "ar": ("لا",)}
NONE = {
    "vi": ("0", "không có", "0đ"),
    "en": ("0", "none"),
    "hi": ("0", "कोई नहीं"),
    "ar": ("0", "لا يوجد"),
}
BEFORE = {
    "vi": ("", "Dạ em ", "Chào chị, ", "Em gửi anh ", "Kính gửi cán bộ, em xin ", "Dạ thưa cô: "),
    "en": ("", "Hello, ", "Good morning sir, my ", "Dear madam, here is the "),
    "hi": ("", "नमस्ते, ", "सर जी, यह मेरी "),
    "ar": ("", "السلام عليكم، ", "مرحبا، هذا "),
}
BEHIND = {"vi": ("", " ạ", " em gửi chị ạ", "."), "en": ("", " thanks", "."), "hi": ("", " धन्यवाद"),
          "ar": ("", " شكرا")}  # fmt: skip
AFTER_WORD = (" ", ": ", ", ", ":", " : ", "\n", " - ")
LABELS = {
    "vi": {
        "HH_LOAN": ("số hộ", "Số hộ còn dư nợ", "so ho"), "LOAN_OUT": ("dư nợ", "DN", "Tổng dư nợ"),
        "LOAN_OVD": ("quá hạn", "NQH", "nợ quá hạn", "no qua han"),
        "INT_DUE": ("lãi phải thu", "LPT", "Lãi phải thu trong tháng"),
        "INT_COL": ("lãi đã thu", "lãi thu được", "lai da thu"), "INT_ARR": ("lãi tồn", "lai ton"),
        "SAV_HH": ("số hộ gửi", "Số hộ gửi tiết kiệm"),
        "SAV_BAL": ("tiết kiệm", "TK", "số dư tiết kiệm"),
        "GDX_ATT": ("phiên giao dịch",),
    },
    "en": {
        "HH_LOAN": ("households", "Households with a loan"), "LOAN_OUT": ("outstanding loans",),
        "LOAN_OVD": ("overdue", "overdue debt"), "INT_DUE": ("interest due",),
        "INT_COL": ("interest collected",), "INT_ARR": ("outstanding interest",),
        "SAV_HH": ("savers",), "SAV_BAL": ("savings", "savings balance"), "GDX_ATT": ("session",),
    },
    "hi": {
        "HH_LOAN": ("ऋण वाले परिवार",), "LOAN_OUT": ("बकाया ऋण",), "LOAN_OVD": ("अतिदेय ऋण", "अतिदेय"),
        "INT_DUE": ("देय ब्याज",), "INT_COL": ("वसूला ब्याज",), "INT_ARR": ("बकाया ब्याज",),
        "SAV_HH": ("बचतकर्ता",), "SAV_BAL": ("बचत", "बचत शेष राशि"), "GDX_ATT": ("सत्र",),
    },
    "ar": {
        "HH_LOAN": ("عدد الأسر المقترضة",), "LOAN_OUT": ("القروض القائمة",),
        "LOAN_OVD": ("الديون المتأخرة", "المتأخرة"), "INT_DUE": ("الفوائد الواجبة",),
        "INT_COL": ("الفوائد المحصلة",), "INT_ARR": ("الفوائد المتأخرة",), "SAV_HH": ("المدخرون",),
        "SAV_BAL": ("المدخرات", "رصيد المدخرات"), "GDX_ATT": ("الجلسة",),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A line, what a human reader takes from it, and how it was made."""

    language: str
    text: str
    meant: dict[str, int]
    form: str


def figures(dice: random.Random) -> dict[str, int]:
    """A group's month; what was not paid yet is not said to be."""
    households = dice.randrange(12, 58)
    loans = households * dice.randrange(300, 900) * 100_000
    due = round(loans * 0.0055 / 100_000) * 100_000
    return {
        "HH_LOAN": households, "LOAN_OUT": loans,
        "LOAN_OVD": dice.choice((0, 0, 15, 80)) * 100_000,
        "INT_DUE": due, "INT_COL": due - dice.choice((0, 1, 4)) * 100_000,
        "INT_ARR": dice.choice((0, 3, 9)) * 100_000,
        "SAV_HH": households - dice.randrange(3),
        "SAV_BAL": round(loans * 0.1 / 100_000) * 100_000, "GDX_ATT": dice.randrange(2),
    }  # fmt: skip


def value(language: str, code: str, number: int, dice: random.Random) -> str:
    """A figure, as one of its readers writes it."""
    if code == "GDX_ATT":
        return dice.choice((YES if number else NO)[language])
    if code in COUNTS:
        return dice.choice(COUNT[language]).format(n=number)
    if number == 0:
        return dice.choice(NONE[language])
    pointed = f"{number / _MILLION:.1f}".removesuffix(".0")
    million = pointed.replace(".", ",") if language == "vi" and dice.random() < 0.8 else pointed
    crore = f"{number / 10**7:.2f}".rstrip("0").rstrip(".")
    return dice.choice(MONEY[language]).format(
        m=million, d=f"{number:,}".replace(",", "."), c=f"{number:,}", k=crore
    )


def positional(dice: random.Random, language: str) -> Made:
    """Figures in the order of the form; whole, cut short, or with a mark for what is not known."""
    given, between = figures(dice), dice.choice(BETWEEN)
    codes = list(CODES[: dice.choice((9, 9, 9, 9, 8, 7, 6, 3, 2))])
    parts = [value(language, code, given[code], dice) for code in codes]
    if dice.random() < 0.2:
        at = dice.randrange(1, len(codes))
        parts[at] = "?"
        del codes[at]
    return _line(dice, language, parts, between, {c: given[c] for c in codes}, "in order")


def left_out(dice: random.Random, language: str) -> Made:
    """One figure, or two, are missing and nothing says so."""
    given, between = figures(dice), dice.choice((" ", ", ", ";", " | ", "\t", "\n"))
    gone = dice.sample(CODES[1:], dice.choice((1, 1, 2)))
    codes = [code for code in CODES if code not in gone]
    codes = codes[: dice.choice((len(codes), len(codes), 5, 4))]
    parts = [value(language, code, given[code], dice) for code in codes]
    return _line(dice, language, parts, between, {c: given[c] for c in codes}, "left out")


def listed(dice: random.Random, language: str) -> Made:
    """A list like the card's, with labels or without."""
    given, form = figures(dice), dice.choice(LISTS)
    codes, named = CODES[: dice.choice((9, 9, 6))], dice.random() < 0.6
    rows = []
    for number, code in enumerate(codes, 1):
        said = value(language, code, given[code], dice)
        said = f"{dice.choice(LABELS[language][code])}: {said}" if named else said
        rows.append(form.format(n=number) + said)
    text = f"{WORDS[language]}\n" + "\n".join(rows)
    return Made(language, text, {c: given[c] for c in codes}, f"list {form!r} {named}")


def named(dice: random.Random, language: str) -> Made:
    """Labels before their values, in any order, with the word for a report or without."""
    given, colon, beside = figures(dice), dice.choice(COLONS), dice.choice(BESIDE)
    codes = dice.sample(CODES, dice.randrange(2, 8))
    parts = [
        dice.choice(LABELS[language][code]) + colon + value(language, code, given[code], dice)
        for code in codes
    ]
    word = dice.choice((f"{WORDS[language]} ", f"{WORDS[language]}: ", ""))
    return Made(language, word + beside.join(parts), {c: given[c] for c in codes}, "names before")


def behind(dice: random.Random, language: str) -> Made:
    """Labels behind their values."""
    given, beside = figures(dice), dice.choice((", ", "; ", "\n", "\t"))
    codes = [code for code in dice.sample(CODES, 4) if code != "GDX_ATT"]
    parts = [f"{value(language, code, given[code], dice)} {dice.choice(LABELS[language][code])}"
             for code in codes]  # fmt: skip
    text = f"{WORDS[language]} " + beside.join(parts)
    return Made(language, text, {c: given[c] for c in codes}, "names behind")


def _line(
    dice: random.Random,
    language: str,
    parts: list[str],
    between: str,
    meant: dict[str, int],
    form: str,
) -> Made:
    glued = between in ("#", "/", ".", "_", "*", "\t", "\n", "\r\n")
    after = between if glued else dice.choice(AFTER_WORD)
    before, end = dice.choice(BEFORE[language]), dice.choice(BEHIND[language])
    word = WORDS[language] if dice.random() < 0.7 else "BC"
    return Made(
        language, f"{before}{word}{after}{between.join(parts)}{end}", meant, f"{form} {between!r}"
    )


FORMS = (positional, positional, left_out, listed, named, behind)


def lines(number: int, seed: int) -> list[Made]:
    """So many lines of all forms and languages."""
    dice = random.Random(seed)
    languages = ("vi", "vi", "en", "hi", "ar")
    return [dice.choice(FORMS)(dice, dice.choice(languages)) for _ in range(number)]
