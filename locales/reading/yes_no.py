"""Reads yes and no. Negation goes first: "I don't know" and "no problem" are not "no"."""

from __future__ import annotations

import re
from itertools import pairwise

from locales.reading import amounts
from locales.reading.clean import clean
from locales.reading.lexicon import lexicon
from locales.reading.nothing import FREE
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Value
from locales.reading.polite import only_polite
from locales.reading.tokens import NUMBER, Token, tokens
from locales.reading.words import is_symbol

_MENU = re.compile(r"(\d+)=(yes|no)\b")
_QUIET = frozenset(
    (
        "particle", "call", "scene", "thanks", "greeting", "lead", "stop", "break", "colon",
        "topic", "and", "nothing", "half", "excuse",
    )
)  # fmt: skip
_YES_OR_NO = frozenset(("yes", "soft_yes", "no"))
_DOUBTFUL = frozenset(("unsure", "question"))


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
    decided = _decided(_with_times([_sign(token) for token in found]))
    return _by_number(cleaned, language, menu) or decided if menu else decided


def tells_deed(text: str, language: str) -> bool:
    """Whether it says that somebody went, or did not: "có đi", "I attended the session"."""
    found = tokens(clean(text), NUMBER, lexicon("answer", language))
    return any(entry.value for token in found for entry in token.others)


def _by_number(cleaned: str, language: str, menu: dict[str, str]) -> Outcome | None:
    """The choice of a menu by its number in words: "one", "số 2"."""
    read = amounts.count(cleaned, language)
    said = menu.get(str(read.value)) if isinstance(read, Value) else None
    return Value(said) if said else None


def _sign(token: Token) -> Token:
    said = is_symbol(token.text)
    if said:
        return Token(said, token.text)
    # Without tone marks it may be a word of doubt: dung is đúng or dừng.
    return token.be("unsure") if len(token.others) > 1 else token


def _with_times(found: list[Token]) -> list[Token]:
    """How often it was done says that it was (1 lần); 0 times is left in doubt."""
    kept: list[Token] = []
    for token in found:
        if token.kind == "times" and kept and kept[-1].kind == "lit":
            done = kept[-1].text.isdecimal() and int(kept[-1].text) > 0
            kept[-1] = Token("once" if done else "unsure", token.text)
        else:
            kept.append(token)
    return kept


def _decided(found: list[Token]) -> Outcome:
    kinds = {token.kind for token in found} - _QUIET
    kinds = kinds - {"times"} if kinds & _YES_OR_NO else kinds
    answers = kinds & _YES_OR_NO
    if kinds & _DOUBTFUL or _denies_excuse(found) or only_polite(found):
        return Ambiguous()
    if "away" in kinds:
        return Value("no") if kinds == {"away"} else Ambiguous()
    if kinds == {"once"}:
        return _once(found)
    if not answers:
        return Invalid("not_yes_no")
    answer = "no" if "no" in answers else "yes"
    if kinds <= {"soft_yes", "no"} or (kinds <= {"yes", "soft_yes", "once"} and "yes" in kinds):
        return Ambiguous((answer,)) if _twice(found) else Value(answer)
    return Ambiguous((answer,) if len(answers - {"soft_yes"}) == 1 else ())


def _denies_excuse(found: list[Token]) -> bool:
    """Không bận, बीमार नहीं था: what is denied is the excuse."""
    return any(
        (a.kind == "no" and b.kind == "excuse")
        or (a.kind == "excuse" and b.kind == "no" and b.language in FREE)
        for a, b in pairwise(found)
    )


def _once(found: list[Token]) -> Outcome:
    """Họp 1 lần: what was done is said; "1 lần" alone only offers the yes."""
    told = any(token.kind == "topic" for token in found)
    return Value("yes") if told else Ambiguous(("yes",))


def _twice(found: list[Token]) -> bool:
    """Two negations in a row may make a yes; a second phrase ("no, not yet") says it again."""
    return any(a.kind == b.kind == "no" and " " not in b.text for a, b in pairwise(found))
