"""Looks words up: which meaning a word or phrase has, for a person of one language.

The person's language goes first. Another language's words follow where they can mean only one
thing; short Latin words of others are left out, for they turn up by accident.
"""

from __future__ import annotations

from functools import cache, lru_cache

from locales.fold import without_marks
from locales.reading.listed import Entry, listed
from locales.reading.spelling import WITH_DIGITS, Hindi, Vietnamese
from locales.tables import languages, table

_SHARED = frozenset(("ok", "no"))
_SHORTEST = {"number": 1, "command": 2}
_LOOSE = 4
_ROMANISED = {"number": 5, "answer": 4, "word": 4}
"""From how many letters on Hindi in Latin letters is understood by everybody, in these domains."""

_SLIPS = frozenset((
    "digit", "full", "tens", "times", "scale", "plural", "dual", "half", "month", "months",
    "weekday", "quarter", "year", "week",
))  # fmt: skip
"""Kinds of words in which a wrong tone mark is a slip: none of them answers by itself."""

_YES_OR_NO = frozenset(("yes", "soft_yes", "no"))
_NUMBERED = frozenset(("scale", "vague_scale", "months", "quarter", "day", "year", "label", "noun"))
"""Words behind which a digit is a figure ("tr5", "quy 1") rather than a mark typed in VNI."""


Entries = tuple[Entry, ...]

_plain = lru_cache(4096)(without_marks)
"""Of words, which come again and again in the cuttings of a line."""


class Lexicon:
    """The phrases of one domain ("number", "date", "answer", "word", "command")."""

    def __init__(self, domain: str, language: str) -> None:
        """`language` is the person's."""
        self._found: dict[str, Entries] = {}
        self._marked: dict[str, list[str]] = {}
        self._reach: dict[str, int] = {}
        for exact in (True, False):
            self._merge(_own(domain, language, exact))
        own = {word for phrase in self._found for word in phrase.split()}
        for exact in (True, False):
            self._merge(_foreign(domain, language, exact))
        for phrase in self._found:
            self._marked.setdefault(without_marks(phrase), []).append(phrase)
            first, _, rest = phrase.partition(" ")
            self._reach[first] = max(self._reach.get(first, 1), 1 + len(rest.split()))
        self._words = {word for phrase in self._found for word in phrase.split()}
        self._typed = _speller(language, own)

    def get(self, phrase: str) -> Entries:
        """The meanings of a cleaned phrase, likeliest first; empty if there are none.

        Tone marks are exact or left out, word by word: others make another word (đúng, dừng).
        Only in words of four letters and more of figures, units and days are slips forgiven.
        """
        found = self._found.get(phrase)
        if found is None and not phrase.isascii():
            exact = self._marked.get(_plain(phrase), ())
            found = next((f for like in exact if (f := self._like(phrase, like))), ())
        return found or ()

    def reach(self, first: str) -> int:
        """How many words the longest phrase that begins with this word has."""
        return max(self._reach.get(first, 1), self._reach.get(_plain(first), 1))

    def respelled(self, cleaned: str) -> str:
        """The text with what keyboards left in unknown words put right ("trieeuj", "bo61n")."""
        if self._typed is None:
            return cleaned
        cleaned = WITH_DIGITS.sub(lambda match: self._put_right(match[0]), cleaned)
        words = cleaned.split(" ")
        return " ".join(map(self._put_right, words))

    def _put_right(self, word: str) -> str:
        if self._typed is None or word in self._words:
            return word
        if not word.isascii():
            return self._typed.half_typed(word) or word
        letters = word.rstrip("0123456789")
        if not letters.isalpha() and not WITH_DIGITS.fullmatch(word):
            return word
        if letters != word and _NUMBERED & {entry.kind for entry in self.get(letters)}:
            return word
        return self._typed.word(word) or word

    def _like(self, written: str, listed: str) -> Entries:
        words = list(zip(written.split(), listed.split(), strict=True))
        found = self._found[listed]
        if all(word in (like, _plain(like)) for word, like in words):
            return found
        if all(word == like or len(word) >= _LOOSE for word, like in words):
            return found if all(entry.kind in _SLIPS for entry in found) else ()
        return ()

    def _merge(self, entries: dict[str, Entries]) -> None:
        for phrase, found in entries.items():
            self._found.setdefault(phrase, found)


def _speller(language: str, words: set[str]) -> Vietnamese | Hindi | None:
    kind = table(language)["language"].get("typing")
    if kind == "telex":
        return Vietnamese(word for word in words if not word.isascii())
    if kind == "roman":
        return Hindi(word for word in words if word.isascii() and word.isalpha())
    return None


@cache
def lexicon(domain: str, language: str) -> Lexicon:
    """The lexicon of a domain for people of a language."""
    return Lexicon(domain, language)


@cache
def _own(domain: str, language: str, exact: bool) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
    for phrase, entry in listed(domain, language):
        form = phrase if exact else without_marks(phrase)
        # A vowel alone (ờ, ừ) without its mark is a slip of the finger, no yes.
        slip = len(form) == 1 and entry.kind in _YES_OR_NO
        if exact or (form != phrase and not slip):
            found[form] = (*found.get(form, ()), entry)
    return found


def _foreign(domain: str, language: str, exact: bool) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
    for other in languages():
        if other == language:
            continue
        for phrase, entries in _own(domain, other, exact).items():
            if (exact or len(phrase) >= _LOOSE) and _clear(phrase, domain, other):
                meant = {entry[:2] for entry in entries}
                found[phrase] = tuple(e for e in found.get(phrase, entries) if e[:2] in meant)
    return found


def _clear(phrase: str, domain: str, language: str) -> bool:
    """Whether people of other languages can only mean this language's phrase."""
    if not phrase.isascii():
        return True
    if not table(language)["language"].get("latin", False):
        return len(phrase) >= _ROMANISED.get(domain, 99)
    return len(phrase) >= _SHORTEST.get(domain, 3) or phrase in _SHARED
