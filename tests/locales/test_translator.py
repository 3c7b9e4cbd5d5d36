"""Promise: a reader gets whole sentences, with escaped fields; never a blank, never a stop."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from markupsafe import Markup

from locales import formats
from locales import translator as module
from locales.catalogues.loaded import Loaded, compiled
from locales.translator import Translator, guess, languages, own_name, translator

PO = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Due {day}."
msgstr "%s"

msgid "{n} group"
msgid_plural "{n} groups"
msgstr[0] "%s"
msgstr[1] "%s"
"""


def _loaded(language: str, one: str, few: str, many: str) -> Loaded:
    return compiled(read_po(BytesIO((PO % (one, few, many)).encode()), locale=language))


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], Loaded]:
    """Catalogues of this test's own, by language and domain."""
    known: dict[tuple[str, str], Loaded] = {}
    empty = _loaded("vi", "", "", "")
    monkeypatch.setattr(module, "loaded", lambda *place: known.get(place, empty))
    return known


def test_the_chain_is_own_language_then_vietnamese_then_the_sentence(
    speak: dict[tuple[str, str], Loaded],
) -> None:
    assert str(Translator("hi")("Due {day}.", day=5)) == "Due 5."
    speak["vi", "messages"] = _loaded("vi", "Hạn {day}.", "{n} tổ", "{n} tổ")
    assert str(Translator("hi")("Due {day}.", day=5)) == "Hạn 5."
    speak["hi", "messages"] = _loaded("hi", "{day} तक।", "", "")
    assert str(Translator("hi")("Due {day}.", day=5)) == "5 तक।"
    assert str(Translator("hi").many("{n} group", "{n} groups", 2)) == "2 tổ"


def test_plural_forms_follow_the_number(speak: dict[tuple[str, str], Loaded]) -> None:
    assert str(Translator("en").many("{n} group", "{n} groups", 1)) == "1 group"
    assert str(Translator("en").many("{n} group", "{n} groups", 0)) == "0 groups"
    speak["en", "messages"] = _loaded("en", "", "one {n}", "more {n}")
    assert str(Translator("en").many("{n} group", "{n} groups", 1)) == "one 1"
    assert str(Translator("en").many("{n} group", "{n} groups", 5)) == "more 5"


def test_a_translation_with_a_wrong_field_gives_way_to_its_source(
    speak: dict[tuple[str, str], Loaded],
) -> None:
    speak["en", "messages"] = _loaded("en", "Due {date}.", "", "")
    assert str(Translator("en")("Due {day}.", day=5)) == "Due 5."


def test_fields_are_escaped_unless_they_are_markup() -> None:
    said = translator("en")("For {name}: {value}", name="<Lan & Hoa>", value=Markup("<b>5</b>"))
    assert said == Markup("For &lt;Lan &amp; Hoa&gt;: <b>5</b>")
    assert translator("en").movement("a < {b}", b="<i>") == Markup("a &lt; &lt;i&gt;")


def test_what_runs_the_other_way_is_isolated() -> None:
    arabic = translator("ar")("{a} / {b}", a="Tân Hòa 12", b="مجموعة")
    assert str(arabic) == "\u2068Tân Hòa 12\u2069 / مجموعة"
    assert str(translator("en")("{a} / {b}", a="Tân Hòa 12", b="مجموعة")) == (
        "Tân Hòa 12 / \u2068مجموعة\u2069"
    )


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("ar", "\u2068+20٪\u2069 فأكثر"),  # digits from the left, and their sign with them
        ("ar-arab", "+٢٠٪ فأكثر"),  # all from the right
        ("hi", "+20% या अधिक"),
        ("hi-deva", "+२०% या अधिक"),
    ],
)
def test_a_sign_goes_where_its_digits_go(tag: str, written: str) -> None:
    t = translator(tag)
    said = t("{value} or more", value=formats.change(Fraction(20), t.language))
    assert str(said) == written


def test_the_languages_name_themselves() -> None:
    named = {code: (own_name(code), translator(code).direction) for code in languages()}
    assert (
        named.items()
        >= {
            "vi": ("Tiếng Việt", "ltr"),
            "en": ("English", "ltr"),
            "hi": ("हिन्दी", "ltr"),
            "ar": ("العربية", "rtl"),
        }.items()
    )
    assert languages()[0] == "vi"
    assert not [code for code, (name, _) in named.items() if name == code]


@pytest.mark.parametrize(
    ("client", "language"),
    [("en-GB", "en"), ("AR_eg", "ar"), ("tlh", "vi"), ("", "vi"), (None, "vi")],
)
def test_a_first_guess_from_the_client(client: str | None, language: str) -> None:
    assert guess(client) == language


def test_an_unknown_language_is_a_mistake_of_the_program() -> None:
    with pytest.raises(LookupError):
        translator("xx")
