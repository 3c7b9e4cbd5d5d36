"""Promise: a language is one folder; its table has every part, and no word says two things."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from locales import kinds, tables
from locales.reading import Value, line, read
from locales.reading.clean import clean
from locales.reading.lexicon import lexicon
from locales.reading.numbers import KINDS
from locales.tables import languages, table
from scoring.loading import available, builtin

PARTS = {
    "language", "write", "word", "command", "unit", "filler", "number", "answer", "date", "keep",
    "deed", "half", "later", "kind", "suppose", "vote",
}  # fmt: skip


@pytest.mark.parametrize("code", languages())
def test_every_part_is_there(code: str) -> None:
    assert set(table(code)) == PARTS
    scales = {"lakh", "crore"} if table(code)["number"]["indian"] and code == "hi" else {"million"}
    first = set(table(languages()[0])["write"])
    assert set(table(code)["write"]) == first - {"million"} | scales
    for kind in ("answer", "filler", "unit", "kind"):
        assert set(table(code)[kind]) == set(table(languages()[0])[kind])


def test_words_for_kinds_of_units_are_for_kinds_that_a_movement_has() -> None:
    known = {level for code in available() for level in builtin(code).levels}
    assert set(table(languages()[0])["kind"]) <= known


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


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("\ncancel =", "\ncancle =", "word.cancle"),
        ("\nunsure =", "\nunshure =", "answer.unshure"),
        ("\napprox =", "\napproximate =", "number.phrases.approximate"),
        ("[date.weekday]", "[date.weekdays]", "date.weekdays"),
        ("[keep]", "[kept]", "kept"),
    ],
)
def test_a_list_that_no_rule_knows_is_a_mistake(right: str, wrong: str, says: str) -> None:
    text = (tables.FOLDER / "en" / "words.toml").read_text("utf-8")
    assert right in text
    assert list(kinds.unknown(tomllib.loads(text))) == []
    assert says in kinds.unknown(tomllib.loads(text.replace(right, wrong, 1)))


def test_a_mistake_in_a_table_stops_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "words.toml").write_text('[word]\ncancle = ["x"]\n', "utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"xx/words.toml: no rule knows word.cancle"):
        table("xx")


def test_what_a_table_may_list_is_asked_for_by_a_rule() -> None:
    rooms = (tables.FOLDER, tables.FOLDER.parent / "handlers")
    files = [path for room in rooms for path in room.rglob("*.py") if path.stem != "kinds"]
    rules = "".join(path.read_text("utf-8") for path in files)
    listed = {name for names in kinds.KINDS.values() for name in names}
    assert {name for name in listed if f'"{name}"' not in rules} == set()


def test_no_language_without_a_folder() -> None:
    with pytest.raises(LookupError):
        table("xx")


@pytest.mark.parametrize("code", languages())
def test_what_says_nothing_in_a_line_is_no_number_in_any_language(code: str) -> None:
    for phrase in (*line.said("courtesy"), *line.said("about")):
        for kind in ("count", "amount"):
            read_as = read(kind, phrase, code, today=date(2026, 12, 23))
            assert not isinstance(read_as, Value), phrase
            assert not getattr(read_as, "readings", ()), phrase
