"""Guards: no letter of a card is a box. Every letter that the product can say on one is in one of
the fonts that lie beside the templates; those of the machine are never asked."""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path

import pytest
from cards import twelve
from cmap import letters

from bot.rendering import typesetting
from locales.catalogues.catalogue import SPOKEN, load
from locales.translator import languages
from scoring.loading import builtin

FONTS = sorted((Path(typesetting.__file__).parent / "fonts").glob("*.ttf"))
HAD = frozenset[str]().union(*map(letters, FONTS))
ONLY_IN_CHAT = set("→←✎")
"""Signs of buttons and corrections: no picture has them."""
DIGITS = string.digits + "٠١٢٣٤٥٦٧٨٩" + "०१२३४५६७८९" + ".,٫٬–−…/:;()%&*"


def lacking(text: str) -> set[str]:
    return {letter for letter in text if letter not in HAD and not letter.isspace()}


@pytest.mark.parametrize("domain", SPOKEN)
@pytest.mark.parametrize("language", languages())
def test_what_a_language_says_has_its_letters(language: str, domain: str) -> None:
    said = [word for message in load(language, domain) for texts in (message.id, message.string)
            for word in ([texts] if isinstance(texts, str) else texts or ())]  # fmt: skip
    assert lacking("".join(said)) - ONLY_IN_CHAT == set()


@pytest.mark.parametrize("language", languages())
def test_a_card_has_its_letters(language: str) -> None:
    assert lacking(twelve(language).model_dump_json()) == set()


def test_digits_signs_and_the_letters_of_names_are_there() -> None:
    vietnamese = "aăâeêioôơuưyđbcdghklmnpqrstvxfjwz"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    made = {
        unicodedata.normalize("NFC", letter + tone)
        for letter in vietnamese
        for tone in (tones if letter in "aăâeêioôơuưy" else [""])
    }
    names = "".join(made | {one.upper() for one in made})
    assert lacking(DIGITS + string.ascii_letters + names) == set()


def test_the_names_of_the_movement_are_there() -> None:
    movement = builtin()
    told = [
        *(band.name for band in movement.bands),
        *(one.name for one in movement.leagues.values()),
    ]
    assert lacking("".join(told)) == set()


def test_the_fonts_are_told_from_what_they_lack() -> None:
    """This file can fail: a letter of neither script is missing in all of them."""
    assert len(FONTS) == 3
    assert lacking("한😀ก") == set("한😀ก")
