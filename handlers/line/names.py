"""What the questions of a form are called in a line, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from handlers.line.words import Line, Word
from locales.fold import fold
from locales.reading import line as written
from locales.translator import languages, translator
from scoring.indicators import Indicator
from scoring.movement import Form, Movement

NOT_ASKED = ""
"""The code of what has a name and is none of the form's questions: a rate on the card."""

_LEAST_WORDS = 2
"""A name may be cut short to its first words, but not to one."""
_LONGEST_NAME = 10

Names = Mapping[str, str]
"""Folded name -> code."""


@cache
def names(movement: Movement, form: Form) -> Names:
    """The names that can only mean one question.

    Its code, its name, a beginning of its name, its number; its short name and what else it is
    called go before the others ("số hộ" is the first of two questions that begin so).
    """
    own = [movement.indicators[code] for code in answered(movement, form.indicators)]
    found: dict[str, set[str]] = {}
    for indicator in own:
        number = form.indicators.index(indicator.code) + 1
        for name in (fold(indicator.code), *_numbered(number), *_begun(indicator)):
            found.setdefault(name, set()).add(indicator.code)
    sure = {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
    called = {name: indicator.code for indicator in own for name in _called(indicator)}
    whole = {fold(name): one.code for one in own for name in _in_all_languages(one.name)}
    return dict.fromkeys(_others(movement, form), NOT_ASKED) | sure | called | whole


def answered(movement: Movement, codes: Iterable[str]) -> tuple[str, ...]:
    """Of some questions those that a line answers: with a number, with yes or no."""
    return tuple(code for code in codes if movement.indicators[code].kind.measured)


def _others(movement: Movement, form: Form) -> Iterator[str]:
    """Whole names of rates and of other questions: "tỷ lệ nợ quá hạn" is no overdue debt."""
    own = answered(movement, form.indicators)
    others = [one.name for one in movement.indicators.values() if one.code not in own]
    for name in (*others, *(rate.name for rate in movement.derived.values())):
        yield from map(fold, _in_all_languages(name))


def _in_all_languages(name: str) -> Iterator[str]:
    yield from (str(t.movement(name)) for t in map(translator, languages()))


def of(indicator: Indicator) -> Iterator[str]:
    """Whatever one question is called, folded."""
    yield fold(indicator.code)
    yield from _begun(indicator)
    yield from _called(indicator)


def _begun(indicator: Indicator) -> Iterator[str]:
    for name in _in_all_languages(indicator.name):
        words = fold(name).split()
        for n in range(min(_LEAST_WORDS, len(words)), len(words) + 1):
            yield " ".join(words[:n])


def _called(indicator: Indicator) -> Iterator[str]:
    if indicator.short:
        yield from map(fold, _in_all_languages(indicator.short))
    yield from map(fold, indicator.also)


def _numbered(number: int) -> Iterator[str]:
    yield from (f"{fold(word)} {number}" for word in written.said("question"))


def longest(line: Line, known: Names | frozenset[str], begun: frozenset[str], at: int) -> int:
    """How many words from here on are one of the known phrases, 0 for none.

    `begun`: the first words of all of them. No phrase crosses a mark.
    """
    words = line.words
    if begun.isdisjoint((words[at].folded.partition(" ")[0], words[at].keyed)):
        return 0
    reach = at + 1
    while reach < min(len(words), at + _LONGEST_NAME) and _joined(line, reach):
        reach += 1
    ends = range(reach, at, -1)
    return next((n - at for n in ends if name_of(words[at:n], known)), 0)


def _joined(line: Line, at: int) -> bool:
    before, word = line.words[at - 1], line.words[at]
    return before.cell == word.cell and not before.colon


@cache
def questions(movement: Movement) -> tuple[frozenset[str], frozenset[str]]:
    """What the questions of all forms are called, and the first words of that."""
    forms = movement.forms.values()
    known = frozenset(
        n for form in forms for n, code in names(movement, form).items() if code != NOT_ASKED
    )
    return known, first_words(known)


def asks(movement: Movement, line: Line, at: int) -> int:
    """How many words from here on are the name of a question, 0 for none."""
    return longest(line, *questions(movement), at)


def name_of(words: Sequence[Word], known: Names | frozenset[str]) -> str:
    """The known phrase that the words are, also with keys of Telex left in it; "" for none.

    One word with such keys may be another ("tons").
    """
    written = " ".join(filter(None, (word.folded for word in words)))
    if written in known or len(words) < _LEAST_WORDS:
        return written if written in known else ""
    typed = " ".join(filter(None, (word.keyed for word in words)))
    return typed if typed in known else ""


def first_words(known: Names | frozenset[str]) -> frozenset[str]:
    """The words with which the phrases begin."""
    return frozenset(name.partition(" ")[0] for name in known)
