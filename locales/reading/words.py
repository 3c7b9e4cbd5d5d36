"""Words that work at any moment, and the names of commands, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from locales.fold import fold
from locales.reading.clean import clean
from locales.reading.lexicon import Lexicon, lexicon
from locales.reading.polite import only_polite
from locales.reading.tokens import NUMBER
from locales.reading.tokens import tokens as cut
from locales.tables import languages, table

WORDS = ("cancel", "back", "help", "menu", "skip", "keep", "yes", "no", "none", "later")
_TOLD = {"yes": "yes", "soft_yes": "yes", "no": "no", "unsure": "", "question": ""}
"""What words of an answer say; nothing where they leave a doubt."""
_SYMBOLS = {"👍": "yes", "👌": "yes", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "✖": "no"}
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~¡¿،؛؟।॥]+")
_LONGEST = 80
_LONGEST_POLITE = 3
_NO_WORD = frozenset(("objects", "small"))
_POLITE = frozenset(("particle", "call", "thanks", "greeting"))
_ALONE = frozenset(("objects", "small", "yes", "no", "none"))
"""What is no word once something has been left out of it."""


def word(text: str, language: str) -> str | None:
    """The canonical global word (one of `WORDS`) that the whole text says, or `None`.

    The person's language goes first, the other languages follow where they can only mean that;
    the canonical names themselves are always understood, with or without a slash. What leaves
    one in doubt about yes or no ("thôi", "dung", "k" in English) is no global word.
    """
    return _word(text, language) if len(text) <= _LONGEST else _read(text, language)


@lru_cache(1024)
def _word(text: str, language: str) -> str | None:
    """Of a line the same few words are asked about again and again."""
    return _read(text, language)


def _read(text: str, language: str) -> str | None:
    said = _said(text)
    if said in WORDS or said in _SYMBOLS:
        return _SYMBOLS.get(said, said)
    words, answers = lexicon("word", language), lexicon("answer", language)
    said = answers.respelled(words.respelled(said))
    politely = _politely(said, answers)
    if politely != said and only_polite(cut(said, NUMBER, answers)):
        return None
    for phrase in (said, politely):
        found = _meant(phrase, words, answers)
        if found is not None:
            return found or None
    for phrase in (*_without_object(politely, words), *_bare(politely, words, answers, language)):
        kinds = [entry.kind for entry in words.get(phrase) if entry.kind not in _ALONE]
        if kinds:
            return kinds[0]
    return _said_twice(" ".join(_uncalled(politely, answers)), words)


def _said_twice(said: str, words: Lexicon) -> str | None:
    """The word that both halves of a text say: "để nguyên như vậy", "thôi hủy, dừng lại"."""
    parts = said.split()
    for n in range(1, len(parts)):
        halves = (" ".join(parts[:n]), " ".join(parts[n:]))
        first, last = ({e.kind for e in words.get(half)} - _ALONE - {"menu"} for half in halves)
        if len(first & last) == 1:
            return min(first & last)
    return None


def _meant(phrase: str, words: Lexicon, answers: Lexicon) -> str | None:
    """The word that a phrase is, "" where it leaves a doubt, `None` where it is none."""
    kinds = [entry.kind for entry in words.get(phrase) if entry.kind not in _NO_WORD]
    told = [_TOLD[entry.kind] for entry in answers.get(phrase) if entry.kind in _TOLD]
    if kinds:
        return kinds[0] if "yes" not in told else ""
    return None if not told else told[0] if "" not in told else ""


def in_doubt(text: str, language: str) -> bool:
    """Whether the whole text leaves one in doubt about yes and no: thôi, dung without its marks."""
    words, answers = lexicon("word", language), lexicon("answer", language)
    return _meant(_politely(_said(text), answers), words, answers) == ""


def language_named(text: str) -> str | None:
    """The code of the language that the whole text names in any language, or `None`."""
    said = fold(text)
    names = ((code, name) for code in languages() for name in table(code)["language"]["names"])
    return next((code for code, name in names if said and fold(name) == said), None)


def command(text: str, language: str) -> str | None:
    """The name of the command that the whole text asks for in any language, or `None`."""
    said = _said(text)
    if said in table(languages()[0])["command"]:
        return said
    commands, answers = lexicon("command", language), lexicon("answer", language)
    politely = _politely(said, answers)
    for phrase in (said, politely, *_without_object(politely, lexicon("word", language))):
        for entry in commands.get(phrase):
            return entry.kind
    return None


def commands() -> frozenset[str]:
    """The names of commands for which some language has words."""
    return frozenset(name for code in languages() for name in table(code)["command"])


def begun(text: str, language: str) -> tuple[str, str] | None:
    """The command that the first words ask for, and what stands behind them as it was written."""
    written = text.split()
    commands = lexicon("command", language)
    reach = commands.reach(_said(written[0])) if written else 0
    for end in range(min(len(written) - 1, reach), 0, -1):
        for entry in commands.get(_said(" ".join(written[:end]))):
            return entry.kind, " ".join(written[end:])
    return None


def is_symbol(text: str) -> str | None:
    """What a sign says in every language (a thumb up: "yes"), or `None`."""
    return _SYMBOLS.get(text)


def _said(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    return " ".join(_PUNCTUATION.sub(" ", clean(text)).split())


def _politely(said: str, answers: Lexicon) -> str:
    """The text without polite words around it."""
    tokens = said.split()
    while taken := _polite(tokens, answers):
        tokens = tokens[taken:]
    while taken := _polite(tokens[::-1], answers, back=True):
        tokens = tokens[:-taken]
    return " ".join(tokens)


def _polite(tokens: list[str], answers: Lexicon, *, back: bool = False) -> int:
    """How many of the first words are a polite phrase; of what is left none may be all."""
    for n in range(min(_LONGEST_POLITE, len(tokens) - 1), 0, -1):
        phrase = " ".join(tokens[:n][::-1] if back else tokens[:n])
        if any(entry.kind in _POLITE for entry in answers.get(phrase)):
            return n
    return 0


def _without_object(said: str, words: Lexicon) -> Iterator[str]:
    """The text without the thing it is about ("this report")."""
    tokens = said.split()
    for n in range(len(tokens) - 1, 0, -1):
        if _is(words, " ".join(tokens[n:]), "objects"):
            yield " ".join(tokens[:n])
        if _is(words, " ".join(tokens[:n]), "objects"):
            yield " ".join(tokens[n:])


def _bare(said: str, words: Lexicon, answers: Lexicon, language: str) -> Iterator[str]:
    """The text with the usual negation, without vocatives, without small words at its ends."""
    usual, *others = _negations(language)
    tokens = [usual if word in others else word for word in _uncalled(said, answers)]
    yield " ".join(tokens)
    for first, last in ((True, False), (False, True), (True, True)):
        left = list(tokens)
        while first and len(left) > 1 and _is(words, left[0], "small"):
            left = left[1:]
            yield " ".join(left)
        while last and len(left) > 1 and _is(words, left[-1], "small"):
            left = left[:-1]
            yield " ".join(left)


@cache
def _negations(language: str) -> list[str]:
    """The ways to write "not", the usual one first."""
    return [clean(word) for word in table(language)["number"]["phrases"]["not"]]


def _uncalled(said: str, answers: Lexicon) -> list[str]:
    """The words without those that address somebody."""
    return [word for word in said.split() if not _is(answers, word, "call")]


def _is(words: Lexicon, phrase: str, kind: str) -> bool:
    return any(entry.kind == kind for entry in words.get(phrase))
