"""Texts that cost a reader most: repeats, near-misses, heaps of digits, marks and signs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from locales.tables import languages, table
from locales.translator import translator
from scoring.loading import builtin

LENGTHS = (3, 8, 20, 40, 60, 80, 150, 200, 256, 400, 512, 700, 999, 1000, 1024, 2048, 4096, 20_000)
_ENOUGH = 1100

BEGINNINGS = (
    "", "", "", "BC ", "bc ", "báo cáo ", "BC T1 ", "BC 9900001 2026-11 ", "/report ", "report ",
    "/report 9900001 head-month 2026-11 ", "/start ", "/why ", "/standings ", "/language ",
    "/link ", "/standings subscribe ", "रिपोर्ट ", "تقرير ", "=", "-", "khoảng ", "T",
    "nợ quá hạn ", "sửa ",
)  # fmt: skip
LINES = (
    "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có",
    "BC 45 2 tỷ 3 0 12 tr 4 12 tr 4 900 k 45 229 tr có", "số hộ 45, dư nợ 2285tr, nợ quá hạn 0",
    "Dư nợ: 2 tỷ 285 triệu; Quá hạn = không có", "BC T1 tháng 11 45 2285tr 0",
    "BC quý 4 2026 1 0 0", "/report 9900001 head-month 2026-11 45 2tr", "thứ 6 tuần trước",
    "ngày 10 tháng 1 năm 2027", "hai tỷ ba trăm linh năm triệu rưỡi đồng",
    "दो करोड़ तीन लाख पचास हज़ार", "خمسة وعشرون مليونا وثلاثمائة ألف",
    "two million five hundred thousand", "12.345.678,90 đ", "K7QM-3TXP-9HWD",
    "/start K7QM-3TXP-9HWD", "Đồng ý", "Khác sổ", "vẫn như tháng trước",
)  # fmt: skip
PILES = (
    "a\u0315\u0300\u0316\u0301", "\u0316\u0301", "\u0301\u0316", "\u064b\u0650\u0651",
    "\u0344\u0316", "e\u0323\u0302", "\u0627\u064b\u0316\u0301", "\u0640\u0316\u0301",
    "\u093c\u094d\u0951\u0952", "\u200d\u0316\u0301", "1\u20e3\ufe0f", "\u05b0\u05bc\u05c1",
    "\U0001d165\U0001d16e", "\u0f71\u0f72\u0f74",
)  # fmt: skip
SIGNS = (
    "\ufdfa", "\ufdfb", "½", "¼", "\u1100\u1161\u11a8", "각", "\u200b", "\u202e", "\u2066",
    "\u2069", "\u00a0", " ", "  ", "\n", "\r\n", "\t", "\u2003", "\u3000", "\n ", " \n", ",", ";",
    ":", "=", "|", ", ", "; ", ": ", "_", "?", "? ", "-", "- ", "'", "/", "/ ", "@", "(", ")",
    "((", "))", ". ", "…", "đ", "Đ", "İ", "ß", "ﬀ", "ς", "𝟙", "①", "²", "٣", "१", "𝔘", "🙂", "👍",
    "<b>", "&amp;", "{name}", "%s", "\\", "\"", "«", "´", "\u0000", "\ud83d",
)  # fmt: skip
NUMBERS = (
    "9", "0", "1 234 ", "1.234.", "1,234,", "1'234'", "12,34,", "1.5t", "5t", "5t ", "1 500tr ",
    "1.500tr ", "2 tỷ ", "2 tỷ 3 ", "1.5 ", "1,5 ", "1/2 ", "10-1-", "10/1/", "2026-11 ", "12 ",
    "12tr5 ", "-5 ", "+1 ", "1 1 ", "45 0 ", "0 ", "5k ", "100% ", "(1) ", "1(2)", "3 ألفا ",
    "ألفا ", "خمسة آلاف ", "1.500 ألفا ", "लाख ", "1.5 लाख ", "साढ़े ", "T12 ", "T1 ", "t10 ",
    "nhóm 3 ", "9900001 ", "9900777 ", "25459 ", "HS ", "x1 ", "1x ", "l5 ", "15O ", ".5 ", "5. ",
    "٣٫٥ ", "१२ ", "1e9 ", "0x1 ", "1_000 ", "1٬000٬",
)  # fmt: skip


@cache
def words() -> tuple[str, ...]:
    """Every word and phrase of every language's tables."""
    found = {word for code in languages() for word in _strings(table(code))}
    return tuple(sorted(found))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for item in content:
            yield from _strings(item)
    elif isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from _strings(value)


@cache
def names() -> tuple[str, ...]:
    """What the questions are called, and how they are asked."""
    found = builtin().indicators.values()
    texts = {text for i in found for text in (i.code, i.name, i.short, i.question) if text}
    return tuple(sorted({str(translator(c).movement(t)) for t in texts for c in languages()}))


def text(dice: random.Random) -> str:
    """One hostile text."""
    made = dice.choice(_KINDS)(dice)
    return dice.choice(BEGINNINGS) + made if dice.random() < 0.7 else made


def _filled(dice: random.Random, part: Callable[[], str]) -> str:
    """As many parts as fill one of the lengths; what is very long repeats itself."""
    length = dice.choice(LENGTHS)
    made, size = [], 0
    while size < min(length, _ENOUGH) and len(made) < length:
        made.append(part())
        size += len(made[-1])
    return ("".join(made) * (1 + length // max(size, 1)))[:length]


def _one(dice: random.Random) -> str:
    listed = dice.choice((words, names, lambda: NUMBERS, lambda: SIGNS, lambda: PILES))()
    return dice.choice(listed)


def _repeated(dice: random.Random) -> str:
    one = _one(dice) + dice.choice((" ", " ", "", ", ", "\n"))
    return _filled(dice, lambda: one)


def _pair(dice: random.Random) -> str:
    pair = _one(dice) + dice.choice((" ", ": ", "", "=")) + _one(dice) + dice.choice((" ", "", ";"))
    return _filled(dice, lambda: pair)


def _mixed(dice: random.Random) -> str:
    few = [_one(dice) + dice.choice((" ", " ", "")) for _ in range(dice.randrange(2, 12))]
    return _filled(dice, lambda: dice.choice(few))


def _of_words(dice: random.Random) -> str:
    return _filled(dice, lambda: dice.choice(words()) + " ")


def _of_numbers(dice: random.Random) -> str:
    return _filled(dice, lambda: dice.choice(NUMBERS))


def _of_names(dice: random.Random) -> str:
    value = dice.choice(NUMBERS)
    return _filled(dice, lambda: f"{dice.choice(names())} {value}")


def _zeroes(dice: random.Random) -> str:
    """Words that each answer nearly every question."""
    few = (
        "không",
        "ko",
        "0",
        "chưa có",
        "không có",
        "một",
        "1",
        "hai",
        "năm",
        "none",
        "शून्य",
        "صفر",
    )
    return _filled(dice, lambda: dice.choice(few) + " ")


def _near(dice: random.Random) -> str:
    """A real line, a few places changed, perhaps again and again."""
    line = list(dice.choice(LINES))
    for _ in range(dice.randrange(5)):
        at = dice.randrange(len(line))
        line[at : at + dice.randrange(2)] = dice.choice((_one(dice), "", line[at], " "))
    again = "".join(line) + dice.choice((" ", "\n", ""))
    return _filled(dice, lambda: again) if dice.random() < 0.5 else again


def _between(dice: random.Random) -> str:
    """Something, a sea of something else, something."""
    sea = dice.choice((*SIGNS, *PILES, "9"))
    return dice.choice("a9đ") + _filled(dice, lambda: sea) + dice.choice("b!0 ")


_KINDS = (
    _repeated, _repeated, _pair, _pair, _mixed, _mixed, _of_words, _of_numbers, _of_numbers,
    _of_names, _zeroes, _near, _between,
)  # fmt: skip
