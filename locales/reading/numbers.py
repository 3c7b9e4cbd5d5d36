"""Whole numbers and amounts from words and literals: groups, scales, and what is left unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

from locales.reading.digits import meanings
from locales.reading.number_words import group
from locales.reading.rising import Part, rises
from locales.reading.tokens import Token
from locales.tables import table

_SMALL = ("digit", "tail", "full", "tens", "times", "hundred", "hundreds", "zero", "pair", "linh")
_LARGE = ("scale", "dual", "maybe_dual", "vague_scale")
_FRACTIONS = ("half", "quarter", "less_quarter", "semi", "fourth", "fixed", "shift", "point")
KINDS = frozenset((*_SMALL, *_LARGE, *_FRACTIONS, "lit", "article", "and"))
"""The kinds of tokens that numbers are made of."""

_DOUBLED = 10**6
"""45.000.000 triệu: the unit is probably in the digits already."""

_MOST_READINGS = 4
_MOST_CHOICES = 9
"""Beyond so many meanings words are no number: each doubtful word would double the work."""

_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "less_quarter": Fraction(-1, 4)}


@dataclass(frozen=True)
class Number:
    """The values a run of tokens can have (none: nonsense), and its last scale, a power of ten.

    `sure` is false where something may be missing, as in "triệu" alone.
    """

    values: tuple[Fraction, ...]
    scale: int | None = None
    sure: bool = True


def number(run: Sequence[Token], language: str, *, share: bool = False) -> Number:
    """The number that a run of number tokens makes, for a writer of this language."""
    readings = _readings(run)
    if not readings:
        return Number((), sure=False)
    numbers = [_number(reading, language, share) for reading in readings]
    values = tuple(dict.fromkeys(v for found in numbers for v in found.values))
    bare = run[0].kind == run[-1].kind == "scale" and run[0].language != "ar"
    return Number(values, numbers[0].scale, sure=len(values) == 1 and not bare)


def _readings(run: Sequence[Token]) -> list[list[Token]]:
    """The run with each doubtful scale ("t" in Vietnamese, ألفا) in each of its meanings.

    None where there are too many.
    """
    options: list[tuple[Token, ...]] = []
    for i, token in enumerate(run):
        scale = replace(token, kind="scale")
        if token.kind == "vague_scale":
            options.append((replace(scale, value=6), replace(scale, value=9)))
        elif token.kind == "maybe_dual":
            # خمسة عشر ألفا is 15 thousand; alone, ألفا دونج is 2 thousand, ألفا 1 thousand.
            options.append((scale,) if i else (replace(token, kind="dual"), scale))
        else:
            options.append((token,))
    too_many = prod(map(len, options)) > _MOST_READINGS
    return [] if too_many else [list(tokens) for tokens in product(*options)]


def _number(run: list[Token], language: str, share: bool) -> Number:
    parts, rest = _segments(run)
    if not parts and rest[0].kind == "linh":
        return Number(())
    if not parts:
        return Number(tuple(v for v in _group(rest, language, share) if v is not None))
    groups = [_group(words, language, share) for words, _ in parts]
    if prod(map(len, groups)) > _MOST_CHOICES:
        return Number(())
    values = []
    for choice in product(*groups):
        values += _sum(choice, parts, rest, language)
    return Number(tuple(values), parts[-1][1].value)


def _segments(run: list[Token]) -> tuple[list[tuple[list[Token], Token]], list[Token]]:
    parts: list[tuple[list[Token], Token]] = []
    words: list[Token] = []
    for token in run:
        if token.kind == "dual":
            words.append(replace(token, kind="digit", value=2))
        if token.kind in ("scale", "dual"):
            parts.append((words, token))
            words = []
        else:
            words.append(token)
    return parts, words


def _group(words: list[Token], language: str, share: bool) -> tuple[Fraction | None, ...]:
    """The values of the words before a scale, or of the whole; (None,) where there are none."""
    while words and words[0].kind == "and":
        words = words[1:]
    if not words or [word.kind for word in words] == ["article"]:
        return (None,)
    if words[0].kind == "lit" and (len(words) == 1 or not words[0].text.isdecimal()):
        more = words[1:]
        found = meanings(words[0].text, language, share=share)
        if more and [word.kind for word in more] != ["half"]:
            return ()
        return tuple(value + Fraction(len(more), 2) for value in found)
    value = _with_decimals(words)
    return () if value is None else (value,)


def _with_decimals(words: list[Token]) -> Fraction | None:
    at = next((i for i, word in enumerate(words) if word.kind == "point"), None)
    if at is None:
        return group(words)
    whole, decimals = group(words[:at]), words[at + 1 :]
    digits = "".join(_digit(word) for word in decimals)
    if not digits.isdecimal():
        small = group(decimals)
        digits = str(small) if small is not None else ""
    if whole is None or whole.denominator != 1 or not digits.isdecimal() or len(digits) > 2:
        return None
    return whole + Fraction(int(digits), 10 ** len(digits))


def _digit(word: Token) -> str:
    if word.kind in ("digit", "zero"):
        return str(word.value)
    return word.text if word.kind == "lit" else "?"


def _sum(
    groups: Sequence[Fraction | None], parts: Sequence[Part], rest: list[Token], language: str
) -> list[Fraction]:
    """Groups times scales, largest scale first; nothing if they do not go together."""
    total, before, rising = Fraction(0), None, rises(parts)
    for value, (_, scale) in zip(groups, parts, strict=True):
        size = 10**scale.value
        if before is None:
            total = (1 if value is None else value) * Fraction(size)
            if value is not None and value >= _DOUBLED <= size:
                return [value, total]
        elif rising and (value or 0) < 10**before:
            total = (total + (value or 0)) * size
        elif value is not None and value * size < 10**before and _whole(total, before):
            total += value * size
        else:
            return []
        before = scale.value
    return _with_rest(total, parts[-1][1], rest, language)


def _whole(total: Fraction, scale: int) -> bool:
    return (total / int(10**scale)).denominator == 1


def _with_rest(total: Fraction, scale: Token, rest: list[Token], language: str) -> list[Fraction]:
    """What follows the last scale: rưỡi, the tenths of "15tr5", the thousands of "12tr500"."""
    size = 10**scale.value
    if not rest:
        return [total]
    if len(rest) == 1 and rest[0].kind in _PARTS:
        return [total + _PARTS[rest[0].kind] * size]
    if not _whole(total, scale.value):
        return []
    if rest[0].kind == "tail":
        rest = [replace(rest[0], kind="digit"), *rest[1:]]
    found = _group(rest, language, False)
    value = found[0] if len(found) == 1 else None
    if value is None or value.denominator != 1 or value >= size:
        return []
    return [total + part for part in _parts(int(value), scale, rest)]


def _parts(value: int, scale: Token, rest: list[Token]) -> list[int]:
    """What a number behind a scale, without a unit of its own, can add."""
    linh = rest[0].kind == "linh"
    exponent, kinds = scale.value, {word.kind for word in rest}
    tenths = bool(table(scale.language)["number"]["tenths"])
    if exponent == 3 and kinds != {"lit"} and (linh or not tenths or value >= 10):
        return [value]
    if not tenths or linh:
        return list(dict.fromkeys((value * 10 ** max(exponent - 3, 0), value)))
    length = 3 if "hundred" in kinds else len(str(value))
    if len(rest) == 1 and rest[0].kind == "lit":
        length = sum(c.isdecimal() for c in rest[0].text)
    if length in (1, 3) or length == exponent:
        return [value * 10 ** (exponent - length)]
    if length == 2:
        return list(dict.fromkeys((value * 10 ** (exponent - 2), value * 10 ** (exponent - 3))))
    return []
