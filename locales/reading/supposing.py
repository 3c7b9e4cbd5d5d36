"""Words of a supposition: how one begins, what parts several, what says "in full".

Which figure is meant, and what it is set to, is for whoever knows the names of the figures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from locales.fold import INVISIBLE, fold, same_words
from locales.tables import languages, table

List = Literal["and", "tail", "then", "asks", "filler", "full", "up", "down", "percent"]
_CHUNK = re.compile(r"[^\s=:]+")
_PARTED = re.compile(r"(?<=\D)([,;،؛])(?=\S)|([,;،؛])(?=\D)")
_ENDS = ",;،؛.?!؟।"
_PARTS = ",;،؛"
_GLUED_AND = "و"
_PERCENT = re.compile(r"[%٪]")
_SIGN = re.compile(r"[+\-−–]\s?(?=\d)")
_LONGEST = 200


@dataclass(frozen=True)
class Word:
    """A word as it was written, and folded; `parts`: whether a comma stands behind it."""

    text: str
    folded: str
    parts: bool = False

    @property
    def figure(self) -> bool:
        """Whether there is a digit in it."""
        return any(map(str.isdecimal, self.text))


Words = Sequence[Word]


def read(text: str) -> list[Word]:
    """The words, without what asks "and then?" behind them."""
    plain = _PARTED.sub(lambda m: f"{m[0]} ", INVISIBLE.sub("", text[:_LONGEST]))
    words = [
        Word(shown, fold(shown), chunk[-1] in _PARTS)
        for chunk in _CHUNK.findall(plain)
        if (shown := chunk.strip(_ENDS))
    ]
    words, taken = _unasked(words), 1
    while taken and words:
        taken = next((n for n in range(len(words), 0, -1) if is_in("tail", words[-n:])), 0)
        words = words[: len(words) - taken]
    return words


def _unasked(words: list[Word]) -> list[Word]:
    """Without a question behind it ("thì tôi hạng mấy", "what would my place be")."""
    for at in range(1, len(words)):
        rest = words[at:]
        begun = any(is_in("then", rest[:end]) for end in range(1, len(rest) + 1))
        begun = begun or any(is_in("asks", rest[:end]) for end in range(1, len(rest) + 1))
        if begun and not any(word.figure for word in rest) and within("asks", rest):
            return words[:at]
    return words


def clauses(words: Words, names: Collection[str]) -> Iterator[list[Word]]:
    """The words of each supposition; a comma or an "and" within a name parts nothing."""
    inside, glued = _inside(words, names)
    found: list[Word] = []
    for at, word in enumerate(words):
        if at in glued:
            word = Word(word.text[1:], word.folded[1:], word.parts)
        joins = at not in inside and is_in("and", [word])
        if (joins or at in glued) and found:
            yield found
            found = []
        if joins:
            continue
        found.append(word)
        if word.parts and at + 1 not in inside:
            yield found
            found = []
    if found:
        yield found


def _inside(words: Words, names: Collection[str]) -> tuple[set[int], set[int]]:
    """Which words stand within a name behind its first, and which begin one with an "and"."""
    inside, glued, at = set[int](), set[int](), 0
    while at < len(words):
        length = _named(words, at, names)
        rest = words[at].folded.removeprefix(_GLUED_AND)
        if not length and at and rest and rest != words[at].folded:
            with_rest = [Word(rest, rest), *words[at + 1 :]]
            length = _named(with_rest, 0, names)
            glued |= {at} if length else set()
        inside.update(range(at + 1, at + length))
        at += length or 1
    return inside, glued


def _named(words: Words, at: int, names: Collection[str]) -> int:
    ends = range(min(len(words), at + 10), at, -1)
    return next((end - at for end in ends if said(words[at:end]) in names), 0)


def said(words: Words) -> str:
    """Words as they are compared."""
    return " ".join(filter(None, (word.folded for word in words)))


def written(words: Words) -> str:
    """Words as they were written."""
    return " ".join(word.text for word in words)


def is_in(name: List, words: Words) -> bool:
    """Whether these words are a phrase of a list, in any language."""
    if name == "percent" and len(words) == 1 and _PERCENT.search(words[0].text):
        return True
    plain = said(words)
    if not plain or plain not in _listed(name):
        return False
    return any(same_words(written(words), one) for one in _listed(name)[plain])


def within(name: List, words: Words) -> tuple[int, int] | None:
    """Where a phrase of a list stands among the words, the longest first."""
    for length in range(len(words), 0, -1):
        for at in range(len(words) - length + 1):
            if is_in(name, words[at : at + length]):
                return at, at + length
    return None


def without(name: List, words: Words) -> list[Word]:
    """The words without those of a list."""
    found = list(words)
    while place := within(name, found):
        found = [*found[: place[0]], *found[place[1] :]]
    return found


def trimmed(name: List, words: Words) -> list[Word]:
    """The words without those of a list that stand last."""
    found = list(words)
    while len(found) > 1 and is_in(name, found[-1:]):
        found = found[:-1]
    return found


def sign(words: Words) -> int | None:
    """1 for up, -1 for down, None where neither is said."""
    for word in words:
        mark = _SIGN.match(word.text)
        if mark:
            return 1 if mark[0][0] == "+" else -1
    if within("down", words):
        return -1
    return 1 if within("up", words) else None


def unsigned(words: Words) -> list[Word]:
    """The words without what says up or down."""
    plain = without("down", without("up", words))
    return [Word(_SIGN.sub("", word.text), word.folded, word.parts) for word in plain]


@cache
def _listed(name: List) -> Mapping[str, tuple[str, ...]]:
    """The phrases by their folded form: without its marks "dư" would be "đủ"."""
    found: dict[str, tuple[str, ...]] = {}
    for code in languages():
        for one in table(code)["suppose"][name]:
            found[fold(one)] = (*found.get(fold(one), ()), one)
    return found
