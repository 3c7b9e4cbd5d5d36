"""Guards: a word that only looks like an answer is none: other tone marks, a negation beside a
word of another kind, a word of another language."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from locales.fold import without_marks
from locales.reading import Value, read
from locales.reading.clean import clean
from locales.reading.lexicon import lexicon
from locales.reading.tokens import NUMBER, tokens
from locales.reading.words import WORDS, word
from locales.tables import languages, table

TODAY = date(2026, 12, 23)
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
LETTERS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
POLITE = frozenset(("particle", "greeting", "colon", "scene"))
ABOUT = frozenset(
    ("currency", "households", "noun", "percent", "points", "topic", "label", "nothing", "lead",
     "none", "not", "zero", "thanks", "rank", "single")
)  # fmt: skip


def _value(kind: str, text: str, language: str) -> object:
    outcome = read(kind, text, language, today=TODAY)
    return outcome.value if isinstance(outcome, Value) else None


def _toned(word: str) -> Iterator[str]:
    """The same letters with every other mark, and at most one tone."""
    base = without_marks(word)
    for letters in itertools.product(*(LETTERS.get(c, c) for c in base)):
        for at, tone in itertools.product(range(len(base)), TONES):
            if base[at] in "aeiouy":
                text = "".join((*letters[: at + 1], tone, *letters[at + 1 :]))
                yield unicodedata.normalize("NFC", text)


def _phrases(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        yield from part
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from (key,) if isinstance(inner, int) else _phrases(inner)


def _vocabulary(language: str) -> list[str]:
    parts = table(language)
    return sorted({p for name in parts if name not in ("write", "language")
                   for p in _phrases(parts[name])})  # fmt: skip


def test_other_tone_marks_make_no_yes_and_no_no() -> None:
    listed = {clean(w): k for k in ("yes", "soft_yes", "no") for w in table("vi")["answer"][k]}
    for answer in (a for a in listed if " " not in a):
        for other in set(_toned(answer)):
            if clean(other) not in listed and not other.isascii():
                assert _value("yesno", other, "vi") is None, other
                assert word(other, "vi") not in ("yes", "no"), other


def test_other_tone_marks_make_no_global_word() -> None:
    listed = {clean(w) for name in WORDS for w in table("vi")["word"].get(name, ())}
    for said in (a for a in listed if " " not in a):
        for other in set(_toned(said)):
            if clean(other) not in listed and not other.isascii():
                assert word(other, "vi") not in WORDS[:6], other


def test_other_tone_marks_make_no_zero() -> None:
    kinds = table("vi")["number"]["phrases"]
    listed = {clean(w) for kind in ("not", "none") for w in kinds[kind]}
    for said in (a for a in listed if " " not in a):
        for other in set(_toned(said)):
            if clean(other) not in listed and not other.isascii():
                assert _value("amount", other, "vi") is None, other


@pytest.mark.parametrize(
    "text",
    ["dừng", "đừng", "đứng", "dung", "vắng", "vàng", "vang", "thôi", "thoi", "khoan", "khoan đã",
     "chờ đã", "cho da", "đợi đã", "từ từ", "chữa", "chứa", "hủy", "ngừng", "dúng", "đung", "cỏ"],
)  # fmt: skip
@pytest.mark.parametrize("language", languages())
def test_stop_and_wait_confirm_nothing(text: str, language: str) -> None:
    for said in (text, f"{text} ạ", f"dạ {text}", text.upper(), f"{text}!"):
        assert word(said, language) not in ("yes", "no"), said
        assert _value("yesno", said, language) is None, said


@pytest.mark.parametrize("language", languages())
def test_beside_a_negation_only_particles_and_what_there_is_none_of_make_a_zero(
    language: str,
) -> None:
    phrases = table(language)["number"]["phrases"]
    for negation in (*phrases["not"][:2], *phrases["none"][:2]):
        for other in _vocabulary(language):
            for text in (f"{negation} {other}", f"{other} {negation}"):
                if _value("amount", text, language) == 0:
                    assert _kinds(text, language) <= POLITE | ABOUT or _listed(text, language), text


def _kinds(text: str, language: str) -> set[str]:
    """The kinds of the words as they are taken apart; a sign alone has none."""
    found = tokens(clean(text), NUMBER, lexicon("number", language))
    return {token.kind for token in found} - {"stop", "break"}


def _listed(text: str, language: str) -> bool:
    return any(e.kind in ("zero", "none") for e in lexicon("number", language).get(clean(text)))


DENIALS = {
    "vi": "đúng|có số|trả lời|được|gửi được|báo|tròn|bằng|tổng|chỉ|cho|là|xin|muốn|hiện tại",
    "en": "thanks|thank you|please|answer|idea|total|exactly|way|it is|we have|just|only|now|time",
    "hi": "धन्यवाद|कुल|केवल|मिला|सही|ठीक|तो|ही|पता|अभी|में",
    "ar": "شكرا|من فضلك|فقط|المجموع|مبلغ|عدد|صحيح|أعرف|لدينا|الآن",
}


@pytest.mark.parametrize("language", languages())
def test_a_denied_filler_is_no_zero(language: str) -> None:
    for negation in table(language)["number"]["phrases"]["not"]:
        for other in DENIALS[language].split("|"):
            for kind in ("amount", "count", "percent"):
                assert _value(kind, f"{negation} {other}", language) is None, other


ACCIDENTS = {
    "k",
    "kg",
    "ko",
    "kk",
    "n",
    "y",
    "no",
    "uh",
    "um",
    "u",
    "hai",
    "sau",
    "do",
    "nhi",
    "la",
}
"""Short Latin words that mean one thing to one reader and another to another."""


@pytest.mark.parametrize("language", languages())
def test_a_word_of_another_language_means_what_it_means_there(language: str) -> None:
    for other in (code for code in languages() if code != language):
        for phrase in _vocabulary(other):
            if ACCIDENTS & set(without_marks(clean(phrase)).split()):
                continue
            for kind in ("yesno", "amount"):
                said = _value(kind, phrase, language)
                assert said in (None, _value(kind, phrase, other)), phrase
            assert word(phrase, language) in (None, word(phrase, other)), phrase


@pytest.mark.parametrize("text", ["been", "own", "list", "these", "conf", "sat", "tin", "bar"])
def test_english_words_are_no_keyboard_leftovers(text: str) -> None:
    for language in ("vi", "hi"):
        for kind in ("yesno", "amount", "count"):
            assert _value(kind, text, language) is None
        assert word(text, language) is None
