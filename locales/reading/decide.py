"""Reads answers to "how much" and "how many": what is clear, what must be asked, what is refused.

The order of the rules matters: what cannot be right is refused first, then every doubt becomes a
question, and only an answer without any doubt is a value.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from locales.reading.digits import meanings
from locales.reading.nothing import NEGATIONS, is_zero
from locales.reading.numbers import KINDS, Number
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Read, Value
from locales.reading.phrases import QUIET, Phrase

BIGGEST = 10**15
"""Beyond this a value is a slip of the pen (the whole programme lends less)."""

_REFUSED = {
    "bad": "bad_grouping",
    "typo": "letter_for_digit",
    "slang": "slang",
    "minus": "negative",
}
_DIFFERENCE = 2
"""Numbers of "12tr trừ 500k"."""
_VAGUE = frozenset(("none", "not", "notyet", "unknown", "vague", "all", "most", "question"))
# A topic ("lãi 2 triệu") may be another question's; a rank ("tổ 45") is a name, no number.
_DOUBTS = _VAGUE | {
    "became",
    "rank",
    "nothing",
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
_NO_ZERO = frozenset(
    ("cleared", "unknown", "junk", "question", "filler", "have", "lead", "all", "most")
)
"""Beside these a negation denies something else than the number: không đúng, không đủ."""

Finish = Callable[[Number, Phrase], Outcome]
"""Turns one number into a value of the kind that was asked for."""


def decide(
    phrase: Phrase, units: frozenset[str], finish: Finish, *, whole_group: bool = False
) -> Outcome:
    """The outcome for an answer; `units` are the units that do not fit the question.

    `whole_group`: "all 45" only says what the number says.
    """
    refused = _refused(phrase, units)
    if refused:
        return refused
    if not phrase.numbers:
        return _without_number(phrase)
    if phrase.said & {"vague", "minus"} or phrase.touched():
        return Ambiguous()
    doubts = phrase.said & (_DOUBTS - {"all"} if whole_group else _DOUBTS)
    if "cleared" in phrase.said and any(any(number.values) for number in phrase.numbers):
        doubts |= {"cleared"}
    outcomes = [_limited(finish(number, phrase)) for number in _alike(phrase)]
    if _became(phrase) and doubts <= {"from", "became"}:
        return outcomes[-1]
    if len(outcomes) == 1 and not doubts:
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


def _became(phrase: Phrase) -> bool:
    """Từ 1980tr xuống còn 1950tr: the second figure is what there is, both in the same size."""
    kinds = [token.kind for token in phrase.tokens]
    scales = {number.scale for number in phrase.numbers}
    if len(phrase.numbers) != _DIFFERENCE or kinds.count("became") != 1 or len(scales) != 1:
        return False
    at = kinds.index("became")
    return bool(KINDS & set(kinds[:at]) and KINDS & set(kinds[at:]))


def _refused(phrase: Phrase, units: frozenset[str]) -> Invalid | None:
    for kind, reason in _REFUSED.items():
        if kind in phrase.said and (kind != "minus" or len(phrase.numbers) < _DIFFERENCE):
            return Invalid(reason)
    wrong = phrase.said & (units - {"households"} if _says_none(phrase) else units)
    if wrong and len(phrase.numbers) < 2:
        return Invalid("wrong_unit")
    if any(t.kind == "lit" and not meanings(t.text, phrase.language) for t in phrase.tokens):
        return Invalid("bad_grouping")
    return Invalid("negative") if _negative(phrase) else None


def _negative(phrase: Phrase) -> bool:
    """A dash before the first number, with nothing but words that say nothing before it."""
    for i, token in enumerate(phrase.tokens[:-1]):
        if token.kind == "dash":
            earlier = {t.kind for t in phrase.tokens[:i]}
            return earlier <= QUIET | {"topic", "approx"}
    return False


def _says_none(phrase: Phrase) -> bool:
    """Không có hộ nào, of whatever was asked: no household in arrears has no arrears."""
    said = any(token.kind in NEGATIONS for token in phrase.tokens)
    return said and not phrase.numbers and is_zero(phrase.tokens)


def _without_number(phrase: Phrase) -> Outcome:
    kinds = {token.kind for token in phrase.tokens}
    if _says_none(phrase):
        return Value(0)
    if kinds & {*NEGATIONS, "notyet"} and not kinds & _NO_ZERO:
        return Ambiguous((0,))
    return Ambiguous() if phrase.said & (_VAGUE | {"cleared"}) else Invalid("not_a_number")


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
