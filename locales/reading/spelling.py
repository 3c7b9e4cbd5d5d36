"""What keyboards leave behind: Telex and VNI keys between the letters, Hindi in Latin letters.

Only a word that nobody knows is looked at, and it must come to exactly one word that is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from locales.fold import without_marks

WITH_DIGITS = re.compile(r"(?<![\w.,])[a-z]+\d[a-z\d]*(?![\w]|[.,]\d)", re.ASCII)
"""A Latin word with digits in it, as VNI leaves it: "bo61n"."""

_VNI = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
    "\u0302": "6", "\u031b": "7", "\u0306": "8",
}  # fmt: skip
_TELEX = {
    "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j",
    "\u031b": "w", "\u0306": "w",
}  # fmt: skip
_TONE = re.compile("^(.*[aeiouy].*)[sfrxj]$")
_DOUBLED = re.compile("(?<=[aou])w|(?<=a)a|(?<=e)e|(?<=o)o|(?<=^d)d")
_LATE = frozenset("sfrxj")
_CIRCUMFLEXES = frozenset("aeo")
_CIRCUMFLEX = "\u0302"
_HORN = "\u031b"

_LEAST_ROMAN = 4
_ROMAN = (
    (re.compile("aa+"), "a"),
    (re.compile("ee+|ii+"), "i"),
    (re.compile("oo+|uu+"), "u"),
    (re.compile("ou"), "au"),
    (re.compile("w"), "v"),
    (re.compile("z"), "j"),
    (re.compile("y(?=i)"), ""),
    (re.compile("chh|cch"), "ch"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile("(?<=[aeiou])h$"), ""),
)


class Vietnamese:
    """The listed words of Vietnamese, found by the keys with which they are typed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._telex: dict[tuple[str, ...], set[str]] = {}
        self._vni: dict[tuple[str, str], set[str]] = {}
        self._toned: dict[str, set[str]] = {}  # "trieuj": the tone without the circumflex
        for word in words:
            for keys in _keys(word, _TELEX):
                typed = sorted(without_marks(word) + keys)
                self._telex.setdefault(tuple(typed), set()).add(word)
                if set(keys) & _LATE and set(keys) & _CIRCUMFLEXES:
                    tone = "".join(key for key in keys if key not in _CIRCUMFLEXES)
                    self._toned.setdefault(without_marks(word) + tone, set()).add(word)
            for keys in _keys(word, _VNI):
                typed_digits = "".join(sorted(keys))
                self._vni.setdefault((without_marks(word), typed_digits), set()).add(word)

    def word(self, typed: str) -> str | None:
        """The one word that these keys make, wherever they stand in it."""
        letters = "".join(c for c in typed if not c.isdigit())
        if letters != typed:
            digits = "".join(sorted(c for c in typed if c.isdigit()))
            return _only(self._vni.get((letters, digits), set()))
        found = self._telex.get(tuple(sorted(typed)), set())
        found = {word for word in found if _within(without_marks(word), typed)}
        return _only(found or self._toned.get(typed, set()))

    def half_typed(self, word: str) -> str | None:
        """The one word whose last key came too late to be taken: "mươif"."""
        if word[-1] not in _LATE:
            return None
        keys = min(_keys(word, _TELEX), key=lambda typed: -len(typed), default="")
        return self.word(without_marks(word) + keys) if keys.isalpha() else None


def without_keys(folded: str) -> str:
    """A folded word without the keys of Telex in it, if they are keys: "nowj" is "no"."""
    if not folded.isascii() or not folded.isalpha():
        return folded
    bare = _TONE.sub(r"\1", folded)
    return _DOUBLED.sub("", bare)


class Hindi:
    """The listed Latin spellings of Hindi, found by how they sound."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sounds: dict[str, set[str]] = {}
        for word in words:
            self._sounds.setdefault(_sound(word), set()).add(word)

    def half_typed(self, word: str) -> str | None:
        """No keys are left in Devanagari."""
        return None

    def word(self, typed: str) -> str | None:
        """A listed word that sounds like this one; short ones sound like English (sat, tin)."""
        if len(typed) < _LEAST_ROMAN:
            return None
        return min(self._sounds.get(_sound(typed), ()), default=None)


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _keys(word: str, table: dict[str, str]) -> set[str]:
    """The keys besides the letters; "ươ" is often typed with one horn for both."""
    letters = unicodedata.normalize("NFD", word)
    keys = "".join(
        c if table is _TELEX and mark == _CIRCUMFLEX else table.get(mark, "")
        for mark, c in _marks(letters)
    )
    keys += ("d" if table is _TELEX else "9") * letters.count("đ")
    horn = table[_HORN]
    once = keys.replace(horn, "", 1) if keys.count(horn) > 1 else keys
    return {keys, once} - {""}


def _marks(letters: str) -> list[tuple[str, str]]:
    """Each mark with the letter that it stands on."""
    found, letter = [], ""
    for c in letters:
        if unicodedata.combining(c):
            found.append((c, letter))
        else:
            letter = c
    return found


def _within(base: str, typed: str) -> bool:
    """Whether the letters come in their order, with the first one first."""
    rest = iter(typed)
    return typed[0] == base[0] and all(letter in rest for letter in base)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    for pattern, sound in _ROMAN:
        word = pattern.sub(sound, word)
    return word
