"""Promise: a language is one folder; its table has every part, and no word says two things."""

from __future__ import annotations

import pytest

from locales.reading.clean import clean
from locales.reading.lexicon import lexicon
from locales.reading.numbers import KINDS
from locales.tables import languages, table

PARTS = {
    "language", "write", "word", "command", "unit", "filler", "number", "answer", "date", "keep",
}  # fmt: skip


@pytest.mark.parametrize("code", languages())
def test_every_part_is_there(code: str) -> None:
    assert set(table(code)) == PARTS
    scales = {"lakh", "crore"} if table(code)["number"]["indian"] and code == "hi" else {"million"}
    first = set(table(languages()[0])["write"])
    assert set(table(code)["write"]) == first - {"million"} | scales
    for kind in ("answer", "filler", "unit"):
        assert set(table(code)[kind]) == set(table(languages()[0])[kind])


@pytest.mark.parametrize("code", languages())
def test_no_number_word_has_two_values(code: str) -> None:
    numbers: dict[str, set[tuple[str, int]]] = {}
    for kind, words in table(code)["number"].items():
        if kind in KINDS and isinstance(words, dict):
            for text, value in words.items():
                numbers.setdefault(clean(text), set()).add((kind, value))
    assert {text: found for text, found in numbers.items() if len(found) > 1} == {}


@pytest.mark.parametrize("code", languages())
def test_yes_and_no_share_no_word(code: str) -> None:
    answers = table(code)["answer"]
    kinds = [{clean(text) for text in answers[kind]} for kind in ("yes", "no", "unsure")]
    assert not kinds[0] & kinds[1]
    assert not (kinds[0] | kinds[1]) & kinds[2]


def test_the_own_language_goes_first() -> None:
    assert [entry.value for entry in lexicon("number", "hi").get("sau")] == [100]
    assert [entry.value for entry in lexicon("number", "vi").get("sau")] == [6]
    assert lexicon("answer", "en").get("k")[0].kind == "unsure"
    assert lexicon("answer", "vi").get("k")[0].kind == "no"


def test_another_language_is_understood_where_it_can_mean_one_thing() -> None:
    assert lexicon("answer", "ar").get("không")[0].kind == "no"
    assert lexicon("answer", "ar").get("co") == ()
    assert lexicon("number", "en").get("sau") == ()


def test_no_language_without_a_folder() -> None:
    with pytest.raises(LookupError):
        table("xx")
