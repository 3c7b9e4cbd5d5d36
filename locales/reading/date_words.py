"""Answers about days and periods as a string of letters, one for each word that means something.

"ngày 10 tháng 1 năm 2027" is "dntnyn", so that every form is one line of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from locales.reading.lexicon import lexicon
from locales.reading.number_words import group
from locales.reading.tokens import DATE, Token, tokens

_LETTERS = {
    "offset": "o",
    "either": "e",
    "weekday": "w",
    "weekday_mark": "W",
    "month": "m",
    "ordinal": "r",
    "pair": "p",
    "day": "d",
    "date": "D",
    "suffix": "s",
    "months": "t",
    "year": "y",
    "week": "k",
    "quarter": "q",
    "next": "N",
    "last": "L",
    "this": "H",
    "ahead": "A",
    "ago": "G",
    "within": "I",
    "before": "B",
    "end": "E",
    "hour": "h",
    "lunar": "l",
    "vague": "v",
    "unknown": "u",
    "question": "u",
}
_SILENT = frozenset(
    ("filler", "particle", "call", "thanks", "greeting", "lead", "stop", "break", "colon")
)
_HOUR = re.compile("nhn?|hn")
"""8h, 8h30, 8 am: the hour of a day says nothing about which day it is."""
_NUMERALS = frozenset(("digit", "tail", "full", "tens", "times", "hundred", "linh", "hundreds"))
_UNSURE = re.compile("[jluv]")


@dataclass(frozen=True)
class Words:
    """The letters and, for each, its token: a number's has the digits as its text."""

    letters: str
    items: tuple[Token, ...]

    def sure(self) -> bool:
        """Whether every word was understood and none of them is vague."""
        return not _UNSURE.search(self.letters)

    def without(self, letters: str) -> Words:
        """What is left without some letters."""
        kept = [p for p in zip(self.letters, self.items, strict=True) if p[0] not in letters]
        return Words("".join(letter for letter, _ in kept), tuple(item for _, item in kept))

    def values(self, letters: str) -> list[Token]:
        """The items that stand for one of the letters, in order."""
        return [i for letter, i in zip(self.letters, self.items, strict=True) if letter in letters]


def words(cleaned: str, language: str) -> Words:
    """A cleaned answer as letters."""
    found = tokens(cleaned, DATE, lexicon("date", language))
    items: list[Token] = []
    run: list[Token] = []
    for i, token in enumerate((*found, Token("", ""))):
        token = _in_context(token, found[:i], found[i + 1 :])
        if token.kind in _NUMERALS:
            run.append(token)
            continue
        if run:
            items.append(_numeral(run))
            run = []
        if token.kind and token.kind not in _SILENT:
            items.append(token)
    items = _without_hour(_numbered_weekdays(items))
    return Words("".join(map(_letter, items)), tuple(items))


def _without_hour(items: list[Token]) -> list[Token]:
    letters = "".join(map(_letter, items))
    found = _HOUR.search(letters)
    if found is None or len(found[0]) == len(items):
        return items
    end = found.end()
    # "7h30" has its minutes right behind; the 10 of "8h 10/1" is a day.
    if found[0] == "nhn" and not items[end - 1].glued:
        end -= 1
    return [*items[: found.start()], *items[end:]]


def _numbered_weekdays(items: list[Token]) -> list[Token]:
    """thứ 2 is Monday, thứ 7 Saturday."""
    found: list[Token] = []
    for item in items:
        if found and found[-1].kind == "weekday_mark" and _letter(item) == "n":
            known = 2 <= int(item.text) <= 7
            found[-1] = Token("weekday" if known else "junk", item.text, int(item.text) - 2)
        else:
            found.append(item)
    return found


def _letter(token: Token) -> str:
    if token.kind == "lit":
        return "n" if token.text.isdecimal() else "x"
    return _LETTERS.get(token.kind, "j")


def _numeral(run: Sequence[Token]) -> Token:
    value = group(run)
    if value is None or value.denominator != 1:
        return Token("junk", "")
    return Token("lit", str(value))


def _in_context(token: Token, before: Sequence[Token], after: Sequence[Token]) -> Token:
    """năm is "five" behind "ngày" and "year" elsewhere; sau is "in" before a number."""
    months = [near.kind for near in (*before[-1:], *after[:1])].count("month")
    if token.kind == "dash" and months:
        return Token("break", token.text)
    if token.kind == "slash" and before and before[-1].kind == "ordinal":
        return Token("break", token.text)  # quý IV/2026
    if token.kind == "tail" and before and before[-1].kind == "quarter":
        return Token("ordinal", token.text, token.value)  # quý tư
    if len(token.others) < 2:
        return token
    if any(entry.kind == "vague" for entry in token.others):
        # Without tone marks "thang sau" is June or next month.
        return token.be("vague")
    numeric_next = bool(after) and after[0].kind in ("lit", *_NUMERALS)
    previous = before[-1].kind if before else ""
    if previous in ("day", "weekday_mark", *_NUMERALS) and token.kind == "year":
        return token if numeric_next else token.be(*_NUMERALS)
    if numeric_next:
        return token.be("within", "before")
    if previous in ("day", "week") and _counts(before[:-1]):
        return token.be("ahead", "ago")
    return token


def _counts(before: Sequence[Token]) -> bool:
    """Whether a number of days or weeks was said, and not "thứ 6 tuần ..."."""
    kinds = [token.kind for token in before[-2:]]
    return kinds[-1:] != [] and kinds[-1] in ("lit", *_NUMERALS) and "weekday_mark" not in kinds
