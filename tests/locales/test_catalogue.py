"""Promise: four complete catalogues with equal fields; the tool finds every text and every gap."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from handlers.commands import COMMANDS
from locales.catalogues import catalogue, extraction
from locales.catalogues.checks import problems
from locales.tables import languages
from locales.translator import translator
from scoring.loading import builtin

MOST_UNITS = 1000
"""UTF-16 units of one text: two of them and a card fit the narrowest channel's 4096."""
LONGEST_BUTTON = 40
"""Characters that a phone shows of a button as wide as the chat."""


def test_the_catalogues_are_complete() -> None:
    assert list(catalogue.complaints()) == []


def test_every_text_fits_every_channel() -> None:
    for domain in catalogue.SPOKEN:
        for language in catalogue.kept(domain):
            for message in catalogue.load(language, domain):
                strings = [message.string] if isinstance(message.string, str) else message.string
                for text in strings or () if message.id else ():
                    assert len(text.encode("utf-16-le")) <= 2 * MOST_UNITS, text


@pytest.mark.parametrize("language", languages())
def test_what_the_menu_offers_fits_a_button(language: str) -> None:
    said = [translator(language)(command.summary) for command in COMMANDS.values()]
    assert [one for one in said if len(one) > LONGEST_BUTTON] == []


def test_updating_what_is_complete_changes_nothing() -> None:
    for domain, template in catalogue.templates().items():
        for language in catalogue.kept(domain):
            fresh = catalogue.load(language, domain)
            again = catalogue.updated(fresh, template, language, domain)
            assert _strings(again) == _strings(catalogue.load(language, domain))


def test_the_extractor_misses_no_literal() -> None:
    found = {m.id if isinstance(m.id, str) else m.id[0] for m in extraction.messages() if m.id}
    assert found == set(_by_syntax_tree())


def test_the_movements_texts_are_those_the_movement_speaks() -> None:
    found = {str(message.id) for message in extraction.movements() if message.id}
    assert found >= set(builtin().texts())


def test_texts_of_a_movement_by_their_keys() -> None:
    content = {
        "code": "x",
        "name": "Tên",
        "families": {"F1": "Họ"},
        "rules": [{"say": "Câu {a}.", "when": "a > b"}, {"hint": ""}],
        "texts": {"en": {"name": "Name"}},
    }
    assert list(extraction.texts(content)) == ["Tên", "Họ", "Câu {a}."]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A tree with one file of code."""
    for source in extraction.SOURCES:
        (tmp_path / source).mkdir()
    code = (
        'a = t("One {x}.", x=t("Inner"))\nb = turn.t("Long "\n    "text")\n'
        'c = t.many("{n} group", "{n} groups", n)\nd = {"k": N_("Marked")}\ne = other("Not this")\n'
    )
    (tmp_path / "handlers" / "some.py").write_text(code, "utf-8")
    return tmp_path


def test_what_is_extracted(sources: Path) -> None:
    found = [message.id for message in extraction.messages(sources) if message.id]
    wanted = ["One {x}.", "Inner", "Long text", ("{n} group", "{n} groups"), "Marked"]
    assert sorted(map(str, found)) == sorted(map(str, wanted))


def test_an_update_keeps_fills_and_drops(sources: Path, tmp_path: Path) -> None:
    old = Catalog(locale="hi")
    old.add("Marked", "चिह्नित")
    old.add("Gone", "गया")
    template = extraction.messages(sources)
    hindi = catalogue.updated(old, template, "hi", "messages")
    assert hindi["Marked"].string == "चिह्नित"
    assert "Gone" not in hindi
    assert not hindi["Inner"].string
    english = catalogue.updated(Catalog(locale="en"), template, "en", "messages")
    assert english["Inner"].string == "Inner"
    (tmp_path / "en").mkdir()
    catalogue.path("en", "messages", tmp_path).write_bytes(catalogue.written(english))
    assert _strings(catalogue.load("en", "messages", tmp_path)) == _strings(english)


def test_a_text_that_changes_is_untranslated_in_every_language(sources: Path) -> None:
    template = extraction.messages(sources)
    found = {code: catalogue.updated(Catalog(locale=code), template, code, "messages")
             for code in ("vi", "en", "hi", "ar")}  # fmt: skip
    assert found["en"]["Marked"].string == "Marked"
    for code in ("vi", "hi", "ar"):
        told = list(problems(found[code], template, code))
        assert f"{code}: not translated: 'Marked'" in told


def test_english_in_another_language_is_no_translation() -> None:
    template, hindi = Catalog(), Catalog(locale="hi")
    for text in ("One {x}.", "{x}: {y}", "/start"):
        template.add(text)
        hindi.add(text, text)
    told = list(problems(hindi, template, "hi"))
    assert told == ["hi: its source's words: 'One {x}.'"]


@pytest.mark.parametrize(
    ("string", "problem"),
    [
        ("", "not translated"),
        ("Một {y}.", "fields differ"),
        ("{x} <u>one</u>", "tags other than"),
        ("Một {x} đồng ý.", "Vietnamese left"),
    ],
)
def test_a_bad_translation_is_named(string: str, problem: str) -> None:
    template, found = Catalog(), Catalog(locale="en")
    template.add("One {x}.")
    found.add("One {x}.", string)
    assert any(problem in line for line in problems(found, template, "en"))


def test_plural_forms_may_say_their_number_in_words() -> None:
    template, found = Catalog(), Catalog(locale="ar")
    template.add(("{n} group", "{n} groups"))
    found.add(("{n} group", "{n} groups"), ("لا", "واحدة", "اثنتان", "{n}", "{n}", "{n}"))
    assert list(problems(found, template, "ar")) == []


def _strings(found: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in found if message.id}


def _by_syntax_tree() -> list[str]:
    texts = []
    for source in extraction.SOURCES:
        for path in (extraction.ROOT / source).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and node.args
                    and _name(node.func) in (*extraction.KEYWORDS,)
                ):
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        texts.append(first.value)
    return texts


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""
