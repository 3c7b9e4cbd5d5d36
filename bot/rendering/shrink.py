"""A picture of few colours as small as it can be: phones on patchy data load it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_COLOURS = 32
"""Enough for text, lines and six colours, with soft edges."""


def shrunk(png: bytes) -> bytes:
    """The PNG with a palette: a quarter of its bytes."""
    few = Image.open(BytesIO(png)).convert("RGB").quantize(
        _COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )  # fmt: skip
    out = BytesIO()
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()
