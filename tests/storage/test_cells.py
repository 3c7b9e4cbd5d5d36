"""Guards: no cell is a formula, and each can be given back as it was."""

from __future__ import annotations

import pytest
from exported import as_it_was
from hypothesis import given
from hypothesis import strategies as st

from services.cells import harmless


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x",
     "﹦1", "﹢1", "﹣1", "﹫x", "\tx", "\rx", "\nx",
     " =1", "\u00a0=1", "\u3000＝1", "\ufeff=1", "\u200f-1", "'=1", "''+1", " \t=1", "-", "="],
)  # fmt: skip
def test_what_may_be_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "x", "1", " x", "a=1", "2-3", "'", "'tis", "Tổ 1", "قرية", "\u2067دلتا\u2069", "🌾", "–1"],
)
def test_what_is_none_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text("'=+-@＝ \t\r\n\u200fax\"", max_size=6))
def test_every_text_comes_back(text: str) -> None:
    assert as_it_was(harmless(text)) == text
