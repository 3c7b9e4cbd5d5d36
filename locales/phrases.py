"""An answer about a number, taken apart: the numbers in it and everything said around them."""

from __future__ import annotations

from dataclasses import dataclass

from locales.lexicon import lexicon
from locales.numerals import KINDS, Number, number
from locales.tokens import NUMBER, Token, tokens

_IGNORED = frozenset(("filler", "have", "nothing", "stop"))
_SLIPS = {True: "bad", False: "typo"}
_UNITS = frozenset(("currency", "households", "noun", "points", "percent"))
_AFTER_NUMBER = ("scale", "times", "tail", "of", "point", "half", "range", "linh", "vague_scale")


@dataclass(frozen=True)
class Phrase:
    """`numbers` in order; `said`: the kinds of all other words and signs; `tokens`: all of it.

    `language` is the writer's.
    """

    numbers: tuple[Number, ...]
    said: frozenset[str]
    tokens: tuple[Token, ...]
    language: str

    def unit(self) -> str | None:
        """The text of the last currency word."""
        return next((t.text for t in reversed(self.tokens) if t.kind == "currency"), None)


def phrase(cleaned: str, language: str, *, share: bool = False) -> Phrase:
    """Take a cleaned text apart, for a writer of this language."""
    found = _settled(tokens(cleaned, NUMBER, lexicon("number", language)))
    numbers, said = [], []
    run: list[Token] = []
    for token in (*found, Token("", "")):
        if token.kind in KINDS:
            run.append(token)
            continue
        if run:
            numbers.append(number(run, language, share=share))
            run = []
        said.append(token.kind)
    return Phrase(tuple(numbers), frozenset(said) - _IGNORED - {""}, tuple(found), language)


def _settled(found: list[Token]) -> list[Token]:
    """Give words of several meanings the one that fits between their neighbours."""
    while found and found[-1].kind in ("stop", "break"):
        found = found[:-1]
    for i, token in enumerate(found):
        before = found[i - 1].kind if i else ""
        after = found[i + 1] if i + 1 < len(found) else Token("", "")
        found[i] = _in_context(token, before, after)
    return found


def _in_context(token: Token, before: str, after: Token) -> Token:
    numeric = before in KINDS
    token = _meant(token, before, numeric)
    if _touches_digit(token, before, after):
        return Token(_SLIPS[token.text in ".,٫٬"], token.text)
    if token.kind == "and" and not (numeric and _begins_number(after)):
        return Token("break", token.text)
    if token.kind == "none" and (after.kind == "hundred" or before == "point"):
        # không trăm, phẩy không năm: a digit in the middle of a number.
        return Token("zero", token.text, 0, token.language)
    if token.kind == "article" and after.kind not in ("hundred", "scale"):
        return Token("filler", token.text)
    if token.kind == "point" and not _begins_number(after):
        return token.be("points")
    if token.kind == "scale" and not numeric and (len(token.text) == 1 or after.kind == "lit"):
        glued = after.glued or len(token.text) == 1
        return Token("junk", token.text) if glued else token
    return token


def _touches_digit(token: Token, before: str, after: Token) -> bool:
    """l5, 15O, .5: a letter typed for a digit, a separator that separates nothing."""
    if token.text in ".,٫٬":
        return after.kind == "lit" and after.glued
    letter = len(token.text) == 1 and bool(token.others) and token.kind in ("filler", "article")
    if token.kind != "junk" and not letter:
        return False
    return (before == "lit" and token.glued) or (after.kind == "lit" and after.glued)


def _meant(token: Token, before: str, numeric: bool) -> Token:
    if len(token.others) < 2:
        return token
    if numeric or (before in _UNITS and token.others[0].kind == "approx"):
        return token.be(*_AFTER_NUMBER)
    return token.be(*(e.kind for e in token.others if e.kind not in _AFTER_NUMBER))


def _begins_number(token: Token) -> bool:
    return token.kind in KINDS or any(entry.kind in KINDS for entry in token.others)
