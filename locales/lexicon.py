"""Looks words up: which meaning a word or phrase has, for a person of one language.

The person's language goes first. Another language's words follow where they can mean only one
thing; short Latin words of others are left out, for they turn up by accident.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from locales.fold import without_marks
from locales.tables import languages, table
from locales.text import clean

_SHARED = frozenset(("ok", "no"))
_SHORTEST = {"number": 1}
_LOOSE = 4


class Entry(NamedTuple):
    """One meaning: its kind (the name of its list), its number if it has one, its language."""

    kind: str
    value: int
    language: str


Entries = tuple[Entry, ...]


class Lexicon:
    """The phrases of one domain ("number", "date", "answer", "word", "command")."""

    def __init__(self, domain: str, language: str) -> None:
        """`language` is the person's."""
        self._found: dict[str, Entries] = {}
        self._marked: dict[str, list[str]] = {}
        self._reach: dict[str, int] = {}
        for exact in (True, False):
            self._merge(_own(domain, language, exact))
        for exact in (True, False):
            self._merge(_foreign(domain, language, exact))
        for phrase in self._found:
            self._marked.setdefault(without_marks(phrase), []).append(phrase)
            first, _, rest = phrase.partition(" ")
            self._reach[first] = max(self._reach.get(first, 1), 1 + len(rest.split()))

    def get(self, phrase: str) -> Entries:
        """The meanings of a cleaned phrase, likeliest first; empty if there are none.

        Wrong or partial tone marks are forgiven in phrases and in words of four letters and
        more: in shorter ones they make another word (ba, bà).
        """
        found = self._found.get(phrase)
        if found is None and not phrase.isascii():
            exact = self._marked.get(without_marks(phrase), ())
            found = next((self._found[like] for like in exact if _alike(phrase, like)), ())
        return found or ()

    def reach(self, first: str) -> int:
        """How many words the longest phrase that begins with this word has."""
        return max(self._reach.get(first, 1), self._reach.get(without_marks(first), 1))

    def _merge(self, entries: dict[str, Entries]) -> None:
        for phrase, found in entries.items():
            self._found.setdefault(phrase, found)


def _alike(written: str, listed: str) -> bool:
    words = zip(written.split(), listed.split(), strict=True)
    return all(word == like or len(word) >= _LOOSE for word, like in words)


@cache
def lexicon(domain: str, language: str) -> Lexicon:
    """The lexicon of a domain for people of a language."""
    return Lexicon(domain, language)


def _own(domain: str, language: str, exact: bool) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
    for phrase, entry in _listed(domain, language):
        form = phrase if exact else without_marks(phrase)
        if exact or form != phrase:
            found[form] = (*found.get(form, ()), entry)
    return found


def _foreign(domain: str, language: str, exact: bool) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
    for other in languages():
        if other == language:
            continue
        for phrase, entries in _own(domain, other, exact).items():
            if (exact or len(phrase) >= _LOOSE) and _clear(phrase, domain, other):
                same = found.get(phrase, entries)
                agree = {e[:2] for e in same} == {e[:2] for e in entries}
                found[phrase] = same if agree else ()
    return found


def _clear(phrase: str, domain: str, language: str) -> bool:
    """Whether people of other languages can only mean this language's phrase."""
    if not phrase.isascii():
        return True
    if not table(language)["language"].get("latin", False):
        return False
    return len(phrase) >= _SHORTEST.get(domain, 3) or phrase in _SHARED


def _listed(domain: str, language: str) -> Iterator[tuple[str, Entry]]:
    tables = table(language)
    sections: list[dict[str, Any]] = [tables.get(domain, {})]
    if domain == "date":
        numerals = tables["number"]
        sections.append({kind: numerals[kind] for kind in numerals if kind != "phrases"})
    if domain in ("number", "date", "answer"):
        sections.append({"filler": tables["filler"]["words"]})
    for section in sections:
        for kind, words in (*section.items(), *section.get("phrases", {}).items()):
            if isinstance(words, list):
                yield from ((clean(word), Entry(kind, 0, language)) for word in words)
            elif isinstance(words, dict) and kind != "phrases":
                yield from ((clean(w), Entry(kind, v, language)) for w, v in words.items())
