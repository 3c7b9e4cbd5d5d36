"""How long words are in print: a line under a head is a share of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

_RENDERING = Path(__file__).parents[1]
_FACES = {"hi": "fonts/NotoSansDevanagari.ttf", "ar": "fonts/NotoSansArabic.ttf"}
_LATIN = "serif/LiberationSerif-Bold.ttf"
_FINE = 10


def length(words: str, size: int, language: str) -> float:
    """The longest line of bold words of this size, in points."""
    font = _font(_FACES.get(language, _LATIN), size)
    return max(font.getlength(line) for line in words.split("\n")) / _FINE


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_RENDERING / face, size * _FINE, layout_engine=ImageFont.Layout.BASIC)
