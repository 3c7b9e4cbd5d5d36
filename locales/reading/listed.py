"""What the tables of a language list for a domain, also what is put together of parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from locales.reading.clean import clean
from locales.tables import table

_FILLER = {"words": "filler"}
_LONG_ENOUGH = 4


class Entry(NamedTuple):
    """One meaning: its kind (the name of its list), its number if it has one, its language."""

    kind: str
    value: int
    language: str


def listed(domain: str, language: str) -> Iterator[tuple[str, Entry]]:
    """The cleaned phrases of a domain in one language, each with a meaning."""
    tables = table(language)
    sections: list[dict[str, Any]] = [tables.get(domain, {})]
    if domain == "date":
        numerals = tables["number"]
        sections.append({kind: numerals[kind] for kind in numerals if kind != "phrases"})
    if domain in ("number", "date", "answer"):
        sections.append(
            {_FILLER.get(kind, kind): tables["filler"][kind] for kind in tables["filler"]}
        )
    if domain == "answer":
        sections.append(_deeds(tables["deed"]))
    if domain == "word":
        sections.append({"keep": _together(tables["keep"]), "later": _together(tables["later"])})
    for section in sections:
        for kind, words in (*section.items(), *section.get("phrases", {}).items()):
            if isinstance(words, list):
                for form in _forms(words):
                    yield form, Entry(kind, 0, language)
            elif isinstance(words, dict) and kind != "phrases":
                yield from ((clean(w), Entry(kind, v, language)) for w, v in words.items())


def _together(parts: dict[str, list[str]]) -> list[str]:
    """Every way to say "as before" ("y như" "tháng trước"), or "not now" ("lát nữa" "gửi")."""
    return [f"{first} {then}" for first in parts["first"] for then in parts["then"]]


def _deeds(parts: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """That something was done, and every way to say that it was not ("didn't" "go", "ما" "رحت").

    Some write the negation and the verb as one word (ماحضرتش). Their value is 1.
    """
    undone = [f"{no}{gap}{do}" for gap in (" ", "") for no in parts["not"] for do in parts["do"]]
    return {"yes": dict.fromkeys(parts["did"], 1), "no": dict.fromkeys(undone, 1)}


def _forms(words: list[str]) -> Iterator[str]:
    """The listed words as they are cleaned; Arabic adverbs (طبعا) with their tanwin too."""
    for word in words:
        yield clean(word)
        if word.endswith("ا") and len(word.rpartition(" ")[2]) >= _LONG_ENOUGH:
            yield clean(f"{word}\u064b")
