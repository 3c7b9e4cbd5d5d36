"""Reads answers to "how much" and "how many": what is clear, what must be asked, what is refused.

The order of the rules matters: what cannot be right is refused first, then every doubt becomes a
question, and only an answer without any doubt is a value.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from locales.literals import meanings
from locales.numerals import Number
from locales.outcome import Ambiguous, Invalid, Outcome, Read, Value
from locales.phrases import Phrase

BIGGEST = 10**15
"""Beyond this a value is a slip of the pen (the whole programme lends less)."""

_REFUSED = {
    "bad": "bad_grouping",
    "typo": "letter_for_digit",
    "slang": "slang",
    "minus": "negative",
}
_VAGUE = frozenset(("none", "notyet", "unknown", "vague", "all", "question"))
# A topic: "nợ quá hạn 2 triệu" may answer another question than the one that was asked.
_DOUBTS = _VAGUE | {
    "junk",
    "plus",
    "range",
    "of",
    "base",
    "slash",
    "dash",
    "bracket",
    "topic",
    "from",
}
_NONE_ABOUT = frozenset(
    ("none", "currency", "households", "noun", "percent", "points", "break", "topic")
)

Finish = Callable[[Number, Phrase], Outcome]
"""Turns one number into a value of the kind that was asked for."""


def decide(phrase: Phrase, units: frozenset[str], finish: Finish) -> Outcome:
    """The outcome for an answer; `units` are the units that do not fit the question."""
    refused = _refused(phrase, units)
    if refused:
        return refused
    if not phrase.numbers:
        return _without_number(phrase)
    if "vague" in phrase.said:
        return Ambiguous()
    outcomes = [_limited(finish(number, phrase)) for number in _alike(phrase)]
    if len(outcomes) == 1 and not phrase.said & _DOUBTS:
        return outcomes[0]
    return Ambiguous(tuple(dict.fromkeys(r for found in outcomes for r in _offered(found))))


def _alike(phrase: Phrase) -> tuple[Number, ...]:
    """In "15-20 triệu" the unit belongs to both numbers."""
    numbers = phrase.numbers
    if len(numbers) != 2 or not phrase.said & {"range", "dash"}:
        return numbers
    first, second = numbers
    if first.scale is not None or second.scale is None:
        return numbers
    values = tuple(value * int(10**second.scale) for value in first.values)
    return (Number(values, second.scale, first.sure), second)


def _refused(phrase: Phrase, units: frozenset[str]) -> Invalid | None:
    for kind, reason in _REFUSED.items():
        if kind in phrase.said:
            return Invalid(reason)
    if phrase.said & units and len(phrase.numbers) < 2:
        return Invalid("wrong_unit")
    if any(t.kind == "lit" and not meanings(t.text, phrase.language) for t in phrase.tokens):
        return Invalid("bad_grouping")
    return Invalid("negative") if _negative(phrase) else None


def _negative(phrase: Phrase) -> bool:
    """A dash before the first number, with nothing but words that say nothing before it."""
    for i, token in enumerate(phrase.tokens[:-1]):
        if token.kind == "dash":
            earlier = {t.kind for t in phrase.tokens[:i]}
            return earlier <= {"filler", "have", "topic", "approx"}
    return False


def _without_number(phrase: Phrase) -> Outcome:
    if "none" in phrase.said and phrase.said <= _NONE_ABOUT:
        sure = any(len(t.text) > 1 for t in phrase.tokens if t.kind == "none")
        return Value(0) if sure else Ambiguous((0,))
    if phrase.said & {"none", "notyet"} and not phrase.said & {"unknown", "junk", "question"}:
        return Ambiguous((0,))
    if phrase.said & {"vague", "all", "unknown", "none", "notyet"}:
        return Ambiguous()
    return Invalid("not_a_number")


def _limited(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Value) and not isinstance(outcome.value, str):
        too_big = isinstance(outcome.value, int) and outcome.value > BIGGEST
        return Invalid("too_big") if too_big else outcome
    return outcome


def _offered(outcome: Outcome) -> tuple[Read, ...]:
    if isinstance(outcome, Value):
        return (outcome.value,)
    return outcome.readings if isinstance(outcome, Ambiguous) else ()


def whole(values: tuple[Fraction, ...]) -> tuple[int, ...]:
    """The whole numbers among the values, each once, up to the limit."""
    return tuple(dict.fromkeys(int(v) for v in values if v.denominator == 1 and v <= BIGGEST))
