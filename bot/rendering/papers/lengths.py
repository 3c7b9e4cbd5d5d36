"""How long words are in print: a line under a head is a share of them, a word may be too long."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PIL import ImageFont

MILLIMETRE = 72 / 25.4
"""In points."""
_RENDERING = Path(__file__).parents[1]
_FACES = {"hi": "fonts/NotoSansDevanagari.ttf", "ar": "serif/NotoNaskhArabic-Bold.ttf"}
_LATIN = "serif/LiberationSerif-Bold.ttf"
_FINE = 10
_BODY = 14
_WIDEST = 5.0
"""The widest letter of the body in millimetres."""
_PART = "\u200b"


def length(words: str, size: int, language: str = "") -> float:
    """The longest line of bold words of this size, in points."""
    font = _font(_FACES.get(language, _LATIN), size)
    return max(font.getlength(line) for line in words.split("\n")) / _FINE


def parted(words: str, width: float) -> str:
    """Where a word is longer than so many millimetres it may go on in a new line anywhere."""
    most = max(int(width / _WIDEST), 1)
    if len(words) <= most:
        return words
    return re.sub(rf"\S{{{most + 1},}}", lambda found: _word(found[0], width), words)


def _word(word: str, width: float) -> str:
    fits = length(word, _BODY) <= width * MILLIMETRE
    return word if fits else _PART.join(word)


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_RENDERING / face, size * _FINE, layout_engine=ImageFont.Layout.BASIC)
