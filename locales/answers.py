"""Reads yes and no. Negation goes first: "I don't know" and "no problem" are not "no"."""

from __future__ import annotations

import re
from itertools import pairwise

from locales.lexicon import lexicon
from locales.outcome import Ambiguous, Invalid, Outcome, Value
from locales.tokens import NUMBER, Token, tokens
from locales.words import is_symbol

_MENU = re.compile(r"(\d+)=(yes|no)\b")
_QUIET = frozenset(("filler", "stop", "break", "topic"))
_YES_OR_NO = frozenset(("yes", "soft_yes", "no"))


def yes_or_no(cleaned: str, language: str, context: str | None) -> Outcome:
    """Whether it says "yes" or "no"; a number only counts where a numbered menu was shown.

    `context` is then like "menu 1=yes 2=no".
    """
    menu = dict(_MENU.findall(context or ""))
    said = menu.get(cleaned.rstrip(".)")) or is_symbol(cleaned)
    if said:
        return Value(said)
    if cleaned.isdecimal():
        return Ambiguous(("yes", "no"))
    found = tokens(cleaned, NUMBER, lexicon("answer", language))
    return _decided([_sign(token) for token in found])


def _sign(token: Token) -> Token:
    said = is_symbol(token.text)
    return Token(said, token.text) if said else token


def _decided(found: list[Token]) -> Outcome:
    kinds = {token.kind for token in found} - _QUIET
    answers = kinds & _YES_OR_NO
    if kinds & {"unsure", "question"}:
        return Ambiguous()
    if not answers:
        return Invalid("not_yes_no")
    answer = "no" if "no" in answers else "yes"
    if kinds <= {"soft_yes", "no"} or kinds == {"yes"} or kinds == {"yes", "soft_yes"}:
        return Ambiguous((answer,)) if _twice(found) else Value(answer)
    return Ambiguous((answer,) if len(answers - {"soft_yes"}) == 1 else ())


def _twice(found: list[Token]) -> bool:
    """Two negations in a row may make a yes; a second phrase ("no, not yet") says it again."""
    return any(a.kind == b.kind == "no" and " " not in b.text for a, b in pairwise(found))
