"""Promise: global words and command names work in every language, with and without tone marks."""

from __future__ import annotations

import pytest

from locales.fold import fold, without_marks
from locales.reading.words import WORDS, command, word
from locales.tables import languages, table


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("Huỷ báo cáo này!", "vi", "cancel"),
        ("hủy báo cáo này", "vi", "cancel"),
        ("huy bao cao nay", "vi", "cancel"),
        ("dạ như tháng trước ạ", "vi", "keep"),
        ("vẫn vậy", "vi", "keep"),
        ("không đổi", "vi", "keep"),
        ("chưa rõ", "vi", "skip"),
        ("không có", "vi", "none"),
        ("không", "vi", "no"),
        ("👍🏽", "ar", "yes"),
        ("k", "vi", "no"),
        ("k", "en", None),
        ("thôi", "vi", None),
        ("không sao", "vi", None),
        ("45 hộ", "vi", None),
        ("1", "vi", None),
        ("", "vi", None),
        ("bà", "vi", None),
        ("huỷ " * 40, "vi", None),
        ("पता नहीं", "hi", "skip"),
        ("इस रिपोर्ट को रद्द करें", "hi", "cancel"),
        ("لا أعرف", "ar", "skip"),
        ("إلغاء هذا التقرير", "ar", "cancel"),
        ("لا بأس", "ar", None),
        ("quay lại", "hi", "back"),
        ("إلغاء", "vi", "cancel"),
    ],
)
def test_a_word(text: str, language: str, meant: str | None) -> None:
    assert word(text, language) == meant


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", WORDS)
def test_the_canonical_names_always_work(language: str, name: str) -> None:
    assert word(name, language) == word(f"/{name}", language) == name


@pytest.mark.parametrize("language", languages())
def test_every_listed_word_means_what_it_is_listed_for(language: str) -> None:
    for name, listed in table(language)["word"].items():
        for text in listed if name in WORDS else ():
            assert word(text, language) == name, text
            # Without its marks "dừng" (stop) looks like "đúng" (right): in doubt it is neither.
            bare = name if text != "dừng" else None
            assert word(without_marks(text), language) == bare, text


@pytest.mark.parametrize("language", languages())
def test_as_before_is_said_in_every_combination(language: str) -> None:
    parts = table(language)["keep"]
    for how in parts["first"]:
        for what in parts["then"]:
            assert word(f"{how} {what}", language) == "keep", (how, what)


@pytest.mark.parametrize("language", languages())
def test_every_command_is_known_by_its_own_name_and_its_aliases(language: str) -> None:
    for name, listed in table(language)["command"].items():
        assert command(name, language) == command(f"/{name}", language) == name
        for text in listed:
            assert command(text, language) == name, text
            assert command(without_marks(text).upper(), language) == name, text


def test_the_languages_list_the_same_words_and_commands() -> None:
    for part in ("word", "command"):
        assert len({frozenset(table(code)[part]) for code in languages()}) == 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hủy báo cáo, này!", "huy bao cao nay"),
        ("ĐÃ Đúng", "da dung"),
        ("Ｈｕỷ １２", "huy 12"),
        ("12,5 triệu", "12 5 trieu"),
        ("हाँ", "हां"),
        ("العربيّة", "العربيه"),
        ("\u20685️⃣\u2069", "5"),
        ("correct 3", "correct 3"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
