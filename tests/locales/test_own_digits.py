"""Promise: who wants the digits of their own language gets them in figures, nowhere else."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from locales.translator import own_name, translator, with_own_digits


def test_arabic_and_hindi_have_digits_of_their_own() -> None:
    assert with_own_digits() == ("hi-deva", "ar-arab")
    assert [own_name(tag) for tag in with_own_digits()] == ["हिन्दी १२३", "العربية ١٢٣"]


@pytest.mark.parametrize(("tag", "digits"), [("ar-arab", "٠١٢٣٤٥"), ("hi-deva", "०१२३४५")])
def test_figures_have_them_but_not_names_codes_commands_or_escapes(tag: str, digits: str) -> None:
    t = translator(tag)
    assert digits in t("{value}", value="012345")
    for kept in ("Tổ TK&VV Mẫu 1", "P002", "/why 9900001"):
        assert Markup.escape(kept) in t("{value}", value=kept)
    assert "&#39;" in t("{value}", value="'")
    assert "/report" in t("/report line shows how to report in one message.")


@pytest.mark.parametrize("tag", ["ar", "hi", "vi", "en"])
def test_without_the_wish_digits_stay(tag: str) -> None:
    assert "12345" in translator(tag)("{value}", value="12345")
