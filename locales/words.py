"""Words that work at any moment, and the names of commands, in every language."""

from __future__ import annotations

from functools import cache
from itertools import chain

from locales.fold import fold
from locales.tables import languages, table

WORDS = ("cancel", "back", "help", "menu", "skip", "keep", "yes", "no", "none", "later")
_SYMBOLS = {"👍": "yes", "👌": "yes", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "✖": "no"}
_LONGEST = 80


def word(text: str, language: str) -> str | None:
    """The canonical global word (one of `WORDS`) that the whole text says, or `None`.

    The person's language goes first, the other languages follow where they can only mean that;
    the canonical names themselves are always understood, with or without a slash.
    """
    said = _said(text)
    if said in WORDS:
        return said
    return _found(said, language, _words, _objects(language))


def command(text: str, language: str) -> str | None:
    """The name of the command that the whole text asks for in any language, or `None`."""
    said = _said(text)
    if said in table(languages()[0])["command"]:
        return said
    return _found(said, language, _commands, frozenset())


def _said(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    return fold(text.strip().removeprefix("/"))


def _found(said: str, language: str, names: _Names, objects: frozenset[str]) -> str | None:
    if not said:
        return None
    for phrase in _shorter(said, language, objects):
        found = names(language).get(phrase)
        if found:
            return found if found != "?" else None
    return None


def _shorter(said: str, language: str, objects: frozenset[str]) -> list[str]:
    """The text as it stands, without polite particles, without the thing it is about."""
    tokens = said.split()
    polite = _polite(language)
    while tokens and tokens[0] in polite:
        tokens = tokens[1:]
    while tokens and tokens[-1] in polite:
        tokens = tokens[:-1]
    bare = " ".join(tokens)
    about = [bare.removesuffix(f" {thing}") for thing in objects if bare.endswith(f" {thing}")]
    about += [bare.removeprefix(f"{thing} ") for thing in objects if bare.startswith(f"{thing} ")]
    return [said, bare, *sorted(about, key=len)]


@cache
def _polite(language: str) -> frozenset[str]:
    return frozenset(token for token in map(fold, table(language)["filler"]["words"]))


@cache
def _objects(language: str) -> frozenset[str]:
    return frozenset(map(fold, table(language)["word"]["objects"]))


@cache
def _words(language: str) -> dict[str, str]:
    return _merged(language, _own_words)


@cache
def _commands(language: str) -> dict[str, str]:
    return _merged(language, lambda code: _folded(table(code)["command"], tuple))


def _own_words(language: str) -> dict[str, str]:
    tables = table(language)
    names = {name: tables["word"][name] for name in WORDS if name in tables["word"]}
    answers = tables["answer"]
    # What leaves one in doubt about yes or no ("thôi", "k" in English) is no global word.
    found = _folded({"?": answers["unsure"] + answers["question"]}, tuple)
    found |= _folded({"no": answers["no"], "yes": answers["yes"]}, tuple)
    return found | _folded(names, tuple) | dict(_SYMBOLS)
