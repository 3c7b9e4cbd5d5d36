"""Guards: a long text arrives whole, in parts that the platform takes, its tags unbroken."""

from __future__ import annotations

import pytest
from botapi_html import parsed
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.channels.layout import messages, shown, split, width
from storage.messages import Choice, Reply

PARTS: list[tuple[str, int, list[str]]] = [
    ("ngắn", 10, ["ngắn"]),
    ("", 10, []),
    ("<b> \n</b>", 10, []),
    ("một hai", 7, ["một hai"]),
    ("một\nhai ba\nbốn", 8, ["một\n", "hai ba\n", "bốn"]),
    ("aaaa bbbb", 6, ["aaaa ", "bbbb"]),
    ("aaaabbbb", 4, ["aaaa", "bbbb"]),
    ("<b>aaaabbbb</b>", 4, ["<b>aaaa</b>", "<b>bbbb</b>"]),
    ("<b>aa<i>aabb</i>bb</b>c", 4, ["<b>aa<i>aa</i></b>", "<b><i>bb</i>bb</b>", "c"]),
    ("aaa&amp;&amp;", 4, ["aaa&amp;", "&amp;"]),
    ("aaa😀😀", 4, ["aaa", "😀😀"]),
    ("&amp;lt;", 4, ["&amp;lt;"]),
    ("aaae\u0301b", 4, ["aaa", "e\u0301b"]),
    ("a👩\u200d👧", 5, ["a", "👩\u200d👧"]),
]


@pytest.mark.parametrize(("text", "units", "parts"), PARTS)
def test_a_text_is_split_so(text: str, units: int, parts: list[str]) -> None:
    assert split(text, units) == parts


pieces = st.text(alphabet="ab é\u0301😀👩\u200d<>&\n'\"", max_size=30).map(lambda s: str(escape(s)))
tagged = st.recursive(
    pieces,
    lambda inner: st.builds(
        lambda tag, body, rest: f"<{tag}>{body}</{tag}>{rest}",
        st.sampled_from(["b", "i", "code"]), inner, inner,
    ),
)  # fmt: skip


@given(tagged, st.integers(2, 12))
def test_every_part_is_right_and_nothing_readable_is_lost(text: str, units: int) -> None:
    parts = split(text, units)
    for part in parts:
        assert 0 < width(parsed(part)) <= units
        assert parsed(part).strip()
    assert "".join("".join(map(parsed, parts)).split()) == "".join(parsed(text).split())


def test_what_fits_is_left_as_it_is() -> None:
    text = "<b>" + "&amp;" * 4096 + "</b>"
    assert split(text, 4096) == [text]
    assert shown(text) == "&" * 4096


def test_choices_come_last() -> None:
    choices = ((Choice(label="Có", says="yes"),),)
    parts = messages(Reply(text="a" * 9, choices=choices, ask_phone="số"), 4)
    assert [part.text for part in parts] == ["aaaa", "aaaa", "a"]
    assert [(part.choices, part.ask_phone) for part in parts] == [((), None)] * 2 + [
        (choices, "số")
    ]
