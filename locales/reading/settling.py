"""Gives words of several meanings the one that fits between their neighbours in an amount."""

from __future__ import annotations

from dataclasses import replace

from locales.reading.numbers import KINDS
from locales.reading.tokens import Token
from locales.tables import table

UNITS = frozenset(("currency", "households", "noun", "points", "percent"))
_SLIPS = {True: "bad", False: "typo"}
_AFTER_NUMBER = (
    "scale", "times", "tail", "of", "point", "half", "range", "linh", "vague_scale",
)  # fmt: skip
_BEHIND = frozenset((*_AFTER_NUMBER, "single", "slang"))
"""What a word does not mean where no number stands before it: "toi" is "tôi" or "tới" there."""
_LETTERS = frozenset(("filler", "particle", "call", "lead", "article"))


def settled(found: list[Token]) -> list[Token]:
    """The tokens of an amount or a count, each with one meaning."""
    while found and found[-1].kind in ("stop", "break"):
        found = found[:-1]
    for i, token in enumerate(found):
        before = found[i - 1].kind if i else ""
        after = found[i + 1] if i + 1 < len(found) else Token("", "")
        found[i] = _in_context(token, before, after)
    if not any(token.kind in KINDS for token in found):
        # مرة alone is one time.
        found = [_once(token) for token in found]
    last = found[-1] if found else Token("", "")
    alone = last.kind == "most" and " " not in last.text
    if alone and any(token.kind == "all" for token in found):
        found[-1] = replace(found[-1], kind="all")  # đủ 44 hộ gửi hết
    found = [_ranked(found, i) for i in range(len(found))]
    found = [_corrected(found, i) for i in range(len(found))]
    return [*found, Token("unknown", "")] if _another_word(found) else found


def _once(token: Token) -> Token:
    single = token.be("single")
    return replace(single, kind="pair") if single.kind == "single" else token


def _ranked(found: list[Token], at: int) -> Token:
    """Tổ 45 names a group, it does not count: a number behind such a word needs its own unit."""
    token = found[at]
    if token.kind == "call" and _names_somebody(found, at):
        return replace(token, kind="rank")
    if not any(entry.kind == "rank" for entry in token.others):
        return token
    i = at + 1
    while i < len(found) and found[i].kind == "filler":
        i += 1
    start = i
    while i < len(found) and found[i].kind in KINDS:
        i += 1
    counted = i < len(found) and found[i].kind in UNITS
    return token if i == start or counted else replace(token, kind="rank")


def _another_word(found: list[Token]) -> bool:
    """Sau: six without its mark, or "later"; a unit or a longer number tells."""
    number = [token for token in found if token.kind in KINDS]
    if len(number) != 1 or any(token.kind in UNITS for token in found):
        return False
    return number[0].text in table(number[0].language or "en")["language"].get("alone", ())


def _names_somebody(found: list[Token], at: int) -> bool:
    """Chị Năm, ba tôi: people are called by numbers; "năm chị ạ" is five, said to a lady."""
    one = [t.kind in KINDS for t in found]
    behind = found[at + 1 : at + 3]
    if behind and behind[0].kind == "digit":
        return not behind[1:] or not (one[at + 2] or behind[1].kind in UNITS)
    alone = at > 0 and found[at - 1].kind == "digit" and not (at > 1 and one[at - 2])
    return alone and not behind


def _corrected(found: list[Token], at: int) -> Token:
    """À nhầm, 46: in front of the figure it says nothing more; behind one it takes it back.

    "Nhầm 46" may mean either; "nhầm, 46" and "nhầm 46 mới đúng" cannot.
    """
    token = found[at]
    if token.kind not in ("fix", "slip"):
        return token
    paused = token.kind == "fix" or (at + 1 < len(found) and found[at + 1].kind == "break")
    paused = paused or any(t.kind == "righted" for t in found[at:])
    first = not any(t.kind in KINDS for t in found[:at])
    return replace(token, kind="filler" if paused and first else "junk")


def _in_context(token: Token, before: str, after: Token) -> Token:
    numeric = before in KINDS
    token = _meant(token, before, numeric=numeric, after=after)
    if _touches_digit(token, before, after):
        return Token(_SLIPS[token.text in ".,٫٬"], token.text)
    if token.kind == "plural":
        # "5 millions" is a number, "millions" is none.
        return replace(token, kind="scale" if numeric else "vague")
    if token.kind == "plus" and numeric and not after.kind:
        return replace(token, kind="approx")
    if token.kind == "and" and not (numeric and begins_number(after)):
        return Token("break", token.text)
    if token.kind == "house":
        # 45 nhà, không nhà nào; "không có nhà" is nobody at home.
        return replace(token, kind="households" if numeric or after.kind == "nothing" else "junk")
    hundred = numeric and after.kind == "hundred"
    point = before == "point" or (not numeric and after.kind == "point" and len(token.text) > 1)
    if token.kind in ("none", "not") and (hundred or point):
        # mười triệu không trăm, phẩy không năm, không phẩy bốn: a digit of a number.
        return Token("zero", token.text, 0, token.language)
    if token.kind == "article" and after.kind not in ("hundred", "scale"):
        return Token("filler", token.text)
    if token.kind == "point" and not begins_number(after):
        return token.be("points")
    if token.kind == "scale" and not numeric and (len(token.text) == 1 or after.kind == "lit"):
        glued = after.glued or len(token.text) == 1
        return Token("junk", token.text) if glued else token
    return token


def _touches_digit(token: Token, before: str, after: Token) -> bool:
    """l5, 15O, .5: a letter typed for a digit, a separator that separates nothing."""
    if token.text in ".,٫٬":
        return after.kind == "lit" and after.glued
    letter = len(token.text) == 1 and bool(token.others) and token.kind in _LETTERS
    if token.kind != "junk" and not letter:
        return False
    return (before == "lit" and token.glued) or (after.kind == "lit" and after.glued)


def _meant(token: Token, before: str, *, numeric: bool, after: Token) -> Token:
    if len(token.others) < 2:
        return token
    if numeric and not (after.kind in UNITS and any(e.kind == "of" for e in token.others)):
        return token.be(*_AFTER_NUMBER)
    if before in UNITS and token.others[0].kind == "approx":
        return token.be(*_AFTER_NUMBER)
    return token.be(*(e.kind for e in token.others if e.kind not in _BEHIND))


def begins_number(token: Token) -> bool:
    """Whether a number can begin with this word."""
    return token.kind in KINDS or any(entry.kind in KINDS for entry in token.others)
