"""Guards: every word that a text promises works, in the language of that text."""

from __future__ import annotations

import re
from datetime import date

import pytest

from locales import formats
from locales.fold import fold
from locales.reading import Value, line, read
from locales.reading.words import language_named, word
from locales.translator import languages, own_name, translator
from scoring.loading import builtin

TODAY = date(2026, 12, 23)
HELP = "In a dialogue these words always work: back, skip, keep, cancel, help."
every_language = pytest.mark.parametrize("language", languages())


@every_language
def test_the_words_of_the_help(language: str) -> None:
    text = str(translator(language)(HELP))
    promised = re.split("[,،]", text.rpartition(":")[2].strip(" .।"))
    meant = [word(said, language) for said in promised]
    assert meant == ["back", "skip", "keep", "cancel", "help"], promised


@every_language
@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Yes", "yes"), ("No", "no"), ("Yes, that is right", "yes"), ("Not known", "skip"),
        ("Back", "back"), ("Confirm", "yes"), ("Later", "later"),
    ],
)  # fmt: skip
def test_the_labels_of_the_buttons_are_words_too(language: str, label: str, meant: str) -> None:
    assert word(translator(language)(label).unescape(), language) == meant


@every_language
def test_yes_and_no_as_the_values_are_written(language: str) -> None:
    for number, meant in ((1, "yes"), (0, "no")):
        said = formats.value("yesno", number, language)
        assert read("yesno", said, language, today=TODAY) == Value(meant)
        assert word(said, language) == meant


@every_language
def test_the_example_of_every_question_is_a_right_answer(language: str) -> None:
    for indicator in builtin().indicators.values():
        shown = formats.value(indicator.unit, indicator.example, language)
        outcome = read(indicator.kind.reading, shown, language, today=TODAY, context="none")
        assert isinstance(outcome, Value), (indicator.code, shown)


def test_the_languages_by_the_names_they_have_for_themselves() -> None:
    for code in languages():
        assert language_named(own_name(code)) == code


@every_language
def test_the_line_that_the_readme_shows_begins_a_report_in_every_chat(language: str) -> None:
    assert {"bc", fold(line.word(language))} <= line.begins()
    for amount in ("2285tr", "2285m", "2285 million"):
        assert read("amount", amount, language, today=TODAY) == Value(2_285_000_000)
