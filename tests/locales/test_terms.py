"""Guards: one thing has one name in a language, wherever it is spoken of; the page's words too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from locales.catalogues import catalogue
from locales.tables import languages

PAGE = Path(__file__).parents[2] / "bot" / "demo" / "simulator" / "page"
THI_DUA = {"en": "emulation", "hi": "प्रतिस्पर्धा", "ar": "تنافس"}
"""What *thi đua* is called, where it is spoken of in Vietnamese."""
NOT_SO = [
    ("hi", "अनुकरण", "imitation"), ("ar", "محاكاة", "simulation"),
    ("hi", "आमंत्रण", "निमंत्रण"), ("hi", "बाक़ी", "बाकी"), ("hi", "ग़लत", "गलत"),
    ("hi", "ग़रीब", "गरीब"), ("hi", "अनुस्मारक", "रिमाइंडर"),
    ("ar", "يرجى", "يُرجى"), ("ar", "[“”]", "« »"),
    ("ar", "مقفل|إقفال|أُقفل", "مغلق"), ("ar", "الموعد الأخير", "الموعد النهائي"),
    ("ar", "الرجاء", "يُرجى"), ("ar", "استنتاج", "محضر"), ("ar", "مؤهل(?!ة)", "الوحدة مؤهلة"),
    ("hi", "आंकड़", "आँकड़"), ("hi", "जांच", "जाँच"), ("hi", "एं", "एँ"), ("hi", "तारीख", "तिथि"),
    ("hi", "कमांड", "आदेश"), ("hi", "निर्देश दस्तावेज़", "निर्देशात्मक दस्तावेज़"),
    ("vi", "Vui lòng", "Xin"),
]  # fmt: skip
"""Other words or spellings of something, and what is written instead."""
SIGN = {"vi": " %", "en": "%", "hi": "%", "ar": "٪"}


def _texts(language: str) -> Iterator[str]:
    for domain in catalogue.SPOKEN:
        if language in catalogue.kept(domain):
            for message in catalogue.load(language, domain):
                said = message.string if message.id else ""
                yield from [said] if isinstance(said, str) else said
    yield (PAGE / f"{language}.js").read_text("utf-8")


@pytest.mark.parametrize("language", THI_DUA)
def test_the_movement_has_one_name(language: str) -> None:
    here = {message.id: str(message.string) for message in catalogue.load("vi", "messages")}
    pairs = [(here[m.id], str(m.string)) for m in catalogue.load(language, "messages") if m.id]
    pairs += [(str(m.id), str(m.string)) for m in catalogue.load(language, "movements")]
    named = [said for vietnamese, said in pairs if "thi đua" in vietnamese]
    assert len(named) >= 2
    assert [one for one in named if THI_DUA[language] not in one] == []


@pytest.mark.parametrize(("language", "word", "right"), NOT_SO)
def test_no_other_word_or_spelling_is_used(language: str, word: str, right: str) -> None:
    assert [one for one in _texts(language) if re.search(word, one)] == [], right


@pytest.mark.parametrize("language", languages())
def test_a_percentage_in_a_sentence_is_written_as_elsewhere(language: str) -> None:
    found = re.compile(r"\d( ?[%٪])")
    signs = {sign for one in _texts(language) for sign in found.findall(one)}
    assert signs <= {SIGN[language]}


def test_where_one_writes_from_the_right_no_sign_stands_at_a_number() -> None:
    """It would change sides beside a word: "more by 0.83 points" says it instead."""
    assert [one for one in _texts("ar") if re.search(r"[+−-]\{", one)] == []


def test_arabic_counts_in_plural_forms_or_beside_the_noun() -> None:
    """ "{n} حرفًا" is right from 11 to 99 only."""
    alone = [str(m.string) for m in catalogue.load("ar", "messages") if isinstance(m.id, str)]
    assert [one for one in alone if re.search(r"\{n\} (?!من )\w", one)] == []
