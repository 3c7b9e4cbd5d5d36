"""An answer about a number, taken apart: the numbers in it and everything said around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from locales.reading.lexicon import lexicon
from locales.reading.numbers import KINDS, Number, number
from locales.reading.settling import settled
from locales.reading.tokens import NUMBER, Token, tokens

QUIET = frozenset(
    (
        "filler",
        "have",
        "stop",
        "particle",
        "call",
        "scene",
        "thanks",
        "greeting",
        "lead",
        "label",
        "colon",
        "righted",
    )
)
"""Words and signs that say nothing about a number beside them."""


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

    def touched(self) -> bool:
        """Whether a word that is not understood stands right beside a number."""
        beside = zip(self.tokens, self.tokens[1:], strict=False)
        return any({a.kind, b.kind} & KINDS and "junk" in (a.kind, b.kind) for a, b in beside)


def phrase(cleaned: str, language: str, *, share: bool = False) -> Phrase:
    """Take a cleaned text apart, for a writer of this language."""
    found = settled(tokens(cleaned, NUMBER, lexicon("number", language)))
    numbers: list[Number] = []
    said: list[str] = []
    run: list[Token] = []
    for token in (*found, Token("", "")):
        if token.kind == "half" and not run and said[-1:] == ["percent"] and numbers:
            numbers[-1] = _and_a_half(numbers[-1])
            continue
        if token.kind in KINDS:
            run.append(token)
            continue
        if run:
            numbers.append(number(run, language, share=share))
            run = []
        said.append(token.kind)
    return Phrase(tuple(numbers), frozenset(said) - QUIET - {""}, tuple(found), language)


def _and_a_half(found: Number) -> Number:
    """Hai phần trăm rưỡi: the half belongs to the number before the unit."""
    whole = all(value.denominator == 1 for value in found.values)
    values = tuple(value + Fraction(1, 2) for value in found.values) if whole else ()
    return replace(found, values=values)
