"""Words that work at any moment, and the names of commands, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locales.lexicon import Lexicon, lexicon
from locales.tables import languages, table
from locales.text import clean

WORDS = ("cancel", "back", "help", "menu", "skip", "keep", "yes", "no", "none", "later")
_ANSWERS = {"yes": "yes", "soft_yes": "yes", "no": "no"}
_SYMBOLS = {"👍": "yes", "👌": "yes", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "✖": "no"}
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~¡¿،؛؟।॥]+")
_LONGEST = 80
_LONGEST_NAME = 4


def word(text: str, language: str) -> str | None:
    """The canonical global word (one of `WORDS`) that the whole text says, or `None`.

    The person's language goes first, the other languages follow where they can only mean that;
    the canonical names themselves are always understood, with or without a slash. What leaves
    one in doubt about yes or no ("thôi", "k" in English) is no global word.
    """
    said = _said(text)
    if said in WORDS or said in _SYMBOLS:
        return _SYMBOLS.get(said, said)
    words, answers = lexicon("word", language), lexicon("answer", language)
    for phrase in _shorter(said, words, answers):
        kinds = [entry.kind for entry in words.get(phrase) if entry.kind != "objects"]
        kinds += [_ANSWERS.get(entry.kind, "") for entry in answers.get(phrase)]
        if kinds:
            return kinds[0] or None
    return None


def command(text: str, language: str) -> str | None:
    """The name of the command that the whole text asks for in any language, or `None`."""
    said = _said(text)
    if said in table(languages()[0])["command"]:
        return said
    commands, answers = lexicon("command", language), lexicon("answer", language)
    for phrase in _shorter(said, lexicon("word", language), answers):
        for entry in commands.get(phrase):
            return entry.kind
    return None


def begun(text: str, language: str) -> tuple[str, str] | None:
    """The name of the command that a text begins with, and the words behind it ("bc 45 0")."""
    tokens = clean(text).removeprefix("/").split()
    commands = lexicon("command", language)
    for n in range(min(_LONGEST_NAME, len(tokens) - 1), 0, -1):
        name = " ".join(tokens[:n])
        for entry in commands.get(name):
            return entry.kind, " ".join(tokens[n:])
        if name in table(languages()[0])["command"]:
            return name, " ".join(tokens[n:])
    return None


def is_symbol(text: str) -> str | None:
    """What a sign says in every language (a thumb up: "yes"), or `None`."""
    return _SYMBOLS.get(text)


def _said(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    return " ".join(_PUNCTUATION.sub(" ", clean(text)).split())


def _shorter(said: str, words: Lexicon, answers: Lexicon) -> Iterator[str]:
    """The text as it stands, without polite particles, without the thing it is about."""
    yield said
    tokens = said.split()
    while tokens and _is(answers, tokens[0], "filler"):
        tokens = tokens[1:]
    while tokens and _is(answers, tokens[-1], "filler"):
        tokens = tokens[:-1]
    yield " ".join(tokens)
    for n in range(len(tokens) - 1, 0, -1):
        if _is(words, " ".join(tokens[n:]), "objects"):
            yield " ".join(tokens[:n])
        if _is(words, " ".join(tokens[:n]), "objects"):
            yield " ".join(tokens[n:])


def _is(words: Lexicon, phrase: str, kind: str) -> bool:
    return any(entry.kind == kind for entry in words.get(phrase))
