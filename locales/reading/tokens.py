"""Cuts a cleaned answer into literals, known phrases, unknown words and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from locales.reading.lexicon import Entries, Lexicon

NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,٫]\d{1,2})?(?![.,٫٬' ]?\d)|\d+(?:[.,٫٬']\d+)*")
"""Literals of amounts and counts: spaces may group thousands."""

DATE = re.compile(
    r"\d{4} ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}(?!\d)"
    r"|\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2} \d{1,2} \d{4}(?!\d)"
    r"|\d{4} ?[-/.] ?\d{1,2}(?!\d)|\d{1,2} ?[-/.] ?(?:\d{4}|\d{1,2})(?!\d)|\d+"
)
"""Literals of dates and periods: whole numeric dates, or plain numbers."""

_INDIC_OR_ARABIC = "\u0620-\u065f\u066e-\u06d3\u0900-\u0963\u0970-\u097f"
_LATIN = "[^\\W\\d_\u0600-\u06ff\u0900-\u097f]"
_WORD = re.compile(f"(?:{_LATIN}|[\u0300-\u036f{_INDIC_OR_ARABIC}])+")
_SIGNS = {
    "%": "percent",
    "٪": "percent",
    "/": "slash",
    "-": "dash",
    "+": "plus",
    "~": "approx",
    "≈": "approx",
    ">": "approx",
    "<": "approx",
    "≥": "approx",
    "≤": "approx",
    "?": "question",
    "؟": "question",
    "!": "stop",
    ":": "colon",
    "=": "colon",
    ".": "stop",
    "।": "stop",
    ",": "break",
    "،": "break",
    ";": "break",
    "؛": "break",
    "(": "bracket",
    ")": "bracket",
}


_AND = "و"
_REACH = 8
"""No phrase is longer."""


@dataclass(frozen=True)
class Token:
    """`kind`: "lit", an entry's kind, a sign's, or "junk"; `glued`: no space before it.

    `others` are further meanings of the same phrase, `language` is the phrase's.
    """

    kind: str
    text: str
    value: int = 0
    language: str = ""
    glued: bool = False
    others: Entries = ()

    def be(self, *kinds: str) -> Token:
        """The token in another of its meanings, if it has one of these kinds."""
        for entry in self.others:
            if entry.kind in kinds:
                return replace(self, kind=entry.kind, value=entry.value, language=entry.language)
        return self


def tokens(cleaned: str, literal: re.Pattern[str], words: Lexicon) -> list[Token]:
    """The tokens of a text that `clean` has cleaned, in order."""
    found: list[Token] = []
    raw = list(_raw(words.respelled(cleaned), literal))
    i = 0
    while i < len(raw):
        kind, text, glued = raw[i]
        if kind != "word":
            found.append(Token(kind, text, glued=glued))
            i += 1
            continue
        taken, token = _phrase(raw, i, words)
        found += token
        i += taken
    return found


def _raw(cleaned: str, literal: re.Pattern[str]) -> Iterator[tuple[str, str, bool]]:
    at, glued = 0, False
    while at < len(cleaned):
        if cleaned[at] == " ":
            at, glued = at + 1, False
            continue
        match = literal.match(cleaned, at)
        kind = "lit"
        if match is None:
            match, kind = _WORD.match(cleaned, at), "word"
        text = match[0] if match else cleaned[at]
        yield (kind if match else _SIGNS.get(text, "junk")), text, glued
        at, glued = at + len(text), True


def _phrase(
    raw: list[tuple[str, str, bool]], start: int, words: Lexicon
) -> tuple[int, list[Token]]:
    first, glued = raw[start][1], raw[start][2]
    for n in range(words.reach(first), 0, -1):
        part = raw[start : start + n]
        if len(part) == n and all(kind == "word" for kind, _, _ in part):
            phrase = " ".join(text for _, text, _ in part)
            entries = words.get(phrase)
            if entries:
                return n, [_token(phrase, entries, glued)]
    if first.startswith(_AND) and first != _AND:
        taken, found = _phrase(
            [("word", first[1:], True), *raw[start + 1 : start + 1 + _REACH]], 0, words
        )
        if taken > 1:
            return taken, [Token("and", _AND, language="ar", glued=glued), *found]
    return 1, _affixed(first, glued, words)


def _affixed(word: str, glued: bool, words: Lexicon) -> list[Token]:
    """Arabic joins "and" and "the" to the next word."""
    for prefix, kind in (("و", "and"), ("ال", ""), ("وال", "and"), ("ب", "")):
        entries = words.get(word.removeprefix(prefix)) if word.startswith(prefix) else ()
        if entries:
            joined = [Token(kind, prefix, language="ar", glued=glued)] if kind else []
            return [*joined, _token(word.removeprefix(prefix), entries, glued)]
    return [Token("junk", word, glued=glued)]


def _token(phrase: str, entries: Entries, glued: bool) -> Token:
    kind, value, language = entries[0]
    return Token(kind, phrase, value, language, glued, entries)
