"""Guards: a name is data. Whatever somebody calls a unit, the card is drawn, nothing of it is taken
for markup, and nothing that stands beside it is moved."""

from __future__ import annotations

from functools import cache

import pytest
from cards import NAME, Area, content, differs, drawn, lines, seen
from PIL import Image

from handlers.pictures import texts
from scoring.standings import Scope

HOSTILE = {
    "set": "#set page(width: 10pt)", "import": '#import "base.typ": *', "read": '#read("card.typ")',
    "mathematics": "$x^2$", "bold": "*b* _i_", "list": "- x", "heading": "= x", "raw": "`raw` ```",
    "backslashes": "\\ \\n \\u{41} \\", "quotes": "\"\" ' „“ \"); #panic(\"", "label": "<x> @y",
    "comment": "// x /* y", "tags": "<b>x</b> &lt;&amp;", "letters": "W" * 300,
    "words": "dài " * 75, "marks": "ạ\u0323\u0302" * 100, "emoji": "😀👨‍👩‍👧🇻🇳 tổ",
    "right to left": "مجموعة (1) Tổ 2", "turned": "Tổ \u202eninh naT\u202c \u2067x",
    "Hindi": "समूह क्ष्ज्ञ", "newlines": "a\nb\r\nc\u2028d\n" * 20, "tabs": "a\tb\x0bc\x00d\x7f",
    "blank": " \n ", "none": "",
}  # fmt: skip
NAMES: Area = (145, 0, 610, 1350)
"""The column of the names; the picture may differ there and nowhere else."""
PLAIN = tuple(f"{NAME} {n}" for n in range(1, 13))


@cache
def pictured(names: tuple[str, ...]) -> tuple[bytes, Image.Image]:
    rows = lines(names)
    png = drawn(content("vi", [rows[:11], rows[11:]], own=[12]))
    return png, seen(png)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_name_moves_nothing(kind: str) -> None:
    png, image = pictured((HOSTILE[kind],) * 12)
    _, plain = pictured(PLAIN)
    assert image.size == plain.size
    assert len(png) <= 150_000
    changed = differs(image, plain)
    assert changed is not None
    assert NAMES[0] <= changed[0] < changed[2] <= NAMES[2]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_scope_is_called_whatever_it_is_called(kind: str) -> None:
    """The rows may stand a line lower; the picture is whole all the same."""
    scope = Scope("branch", "BRANCH", HOSTILE[kind])
    image = seen(drawn(content("ar", [lines(PLAIN)], own=[12], scope=scope)))
    assert image.size == (1080, 1350)


def test_markup_is_written_and_not_obeyed() -> None:
    """What is told apart by one letter looks different: it is there to be read."""
    one, other = (seen(drawn(content("vi", [lines([name])]))) for name in ("#set x", "#set y"))
    assert differs(one, other) is not None


def test_a_name_is_one_line_and_turns_nobody_elses_words() -> None:
    assert texts.plain("a\n b\u2028\u202ec\u2069") == "a b c"
    assert texts.text("\u2067مجموعة").dir == "rtl"
    assert texts.text("12 \u202eTổ").dir == "ltr"


@pytest.mark.parametrize("place", [999, 1_000, 12_345, 123_456])
def test_a_place_of_a_nation_stands_in_its_column(place: int) -> None:
    rows = lines(PLAIN)
    card = content("vi", [rows[:11], rows[11:]], own=[12])
    told = card.rows[-1].model_copy(update={"place": f"{place:,}".replace(",", ".")})
    changed = differs(
        pictured(PLAIN)[1], seen(drawn(card.model_copy(update={"rows": (*card.rows[:-1], told)})))
    )
    assert changed is not None
    assert changed[2] <= NAMES[0]
