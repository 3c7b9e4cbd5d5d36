"""Guards: a card fits a phone and patchy data in every language, is mirrored where one reads from
the right, and frames one's own line; the same content is the same picture."""

from __future__ import annotations

import pytest
from cards import NAME, PLACES, Area, content, differs, drawn, ink, lines, seen, twelve
from PIL import Image

from bot.rendering import typesetting
from locales.translator import languages

WIDTH, HEIGHT, MOST = 1080, 1350, 150_000
FRAME = {False: (0x8A, 0x5A, 0x00), True: (0x12, 0x3A, 0x63)}
"""Of one's own line: by whether the standing is official."""
TINT = (0xFF, 0xF7, 0xE6)


def mirrored(area: Area) -> Area:
    return WIDTH - area[2], area[1], WIDTH - area[0], area[3]


@pytest.mark.parametrize("language", languages())
def test_a_full_card_fits_a_phone_and_is_light(language: str) -> None:
    png = drawn(twelve(language))
    assert seen(png).size == (WIDTH, HEIGHT)
    assert len(png) <= MOST


@pytest.mark.parametrize("language", languages())
def test_the_places_stand_where_one_begins_to_read(language: str) -> None:
    """Of the same lines only the places are changed: that is where the picture differs."""
    card = twelve(language)
    other = [row.model_copy(update={"place": "8"}) for row in card.rows]
    moved = differs(seen(drawn(card)), seen(drawn(card.model_copy(update={"rows": tuple(other)}))))
    assert moved is not None
    left, _, right, _ = mirrored(moved) if language == "ar" else moved
    assert PLACES[0] <= left < right <= PLACES[2]


def test_a_list_that_is_not_translated_is_still_read_from_the_right() -> None:
    """A movement of somebody else's has Vietnamese names on an Arabic card."""
    image = seen(drawn(content("ar", [lines(["Tổ 1", "Tổ 2"])])))
    assert content("ar", []).dir == "rtl"
    assert ink(image, PLACES) > ink(image, mirrored(PLACES)) > 0


@pytest.mark.parametrize("official", [False, True])
@pytest.mark.parametrize("language", languages())
def test_ones_own_line_is_framed_and_no_other(language: str, official: bool) -> None:
    rows = lines([f"{NAME} {n}" for n in range(1, 6)])
    image = seen(drawn(content(language, [rows], own=[3], official=official)))
    plain = seen(drawn(content(language, [rows], official=official)))
    frame = FRAME[official]
    assert near(image, frame) > near(plain, frame) + 2 * 900
    assert near(image, TINT) > 20_000 > near(plain, TINT)
    changed = differs(image, plain)
    assert changed is not None
    assert 76 <= changed[3] - changed[1] <= 90, "one line is another, and nothing beside it"


def near(image: Image.Image, colour: tuple[int, int, int]) -> int:
    """How many pixels have a colour, or one of the palette that is hardly another."""
    counted = image.getcolors(WIDTH * HEIGHT) or []
    return sum(
        n for n, found in counted
        if isinstance(found, tuple)
        and all(abs(a - b) <= 12 for a, b in zip(found, colour, strict=True))
    )  # fmt: skip


@pytest.mark.parametrize("count", range(13))
def test_so_many_lines_stand_below_each_other(count: int) -> None:
    image = seen(drawn(content("vi", [lines([f"{NAME} {n}" for n in range(1, count + 1)])])))
    assert image.size == (WIDTH, HEIGHT)
    assert rows_in(image, PLACES) == count


def rows_in(image: Image.Image, area: Area) -> int:
    """How many numbers stand below each other: stretches of rows with ink in them."""
    left, top, right, bottom = area
    dark = [ink(image, (left + 10, y, right - 10, y + 1)) > 0 for y in range(top, bottom)]
    high = [len(one) for one in "".join("x" if one else " " for one in dark).split()]
    return sum(1 for one in high if one > 10)


@pytest.mark.parametrize("language", languages())
def test_nobody_yet_is_said(language: str) -> None:
    empty, full = seen(drawn(content(language, []))), seen(drawn(twelve(language)))
    middle = (44, 600, 1036, 900)
    assert 0 < ink(empty, middle) < ink(full, middle)


def test_the_same_content_is_the_same_picture() -> None:
    """Also from another compiler, as after a restart: it has one digest, and is uploaded once."""
    first = drawn(twelve("vi"))
    drawn(twelve("ar"))
    assert drawn(twelve("vi")) == first
    typesetting._compiler.cache_clear()
    assert drawn(twelve("vi")) == first
