"""Scales that may follow a smaller one: "15 nghìn tỷ", "hai nghìn hai trăm tám lăm triệu"."""

from __future__ import annotations

from collections.abc import Sequence

from locales.reading.tokens import Token

Part = tuple[Sequence[Token], Token]
"""The words before a scale, and the scale."""

_RISING = frozenset(((3, 9), (3, 7), (5, 7), (3, 12)))
_THOUSANDS_OF_MILLIONS = (3, 6)


def rises(parts: Sequence[Part]) -> bool:
    """Whether the first of two scales is multiplied by the second."""
    scales = tuple(scale.value for _, scale in parts)
    return scales in _RISING or (scales == _THOUSANDS_OF_MILLIONS and _spelled(*parts))


def _spelled(first: Part, second: Part) -> bool:
    """Whether all is said in words; otherwise it may be two figures ("900k 43tr")."""
    thousands = [word.kind for word in first[0]]
    rest = [word.kind for word in second[0]]
    whole = len(first[1].text) > 1 and thousands == ["digit"]
    return whole and "hundred" in rest and "lit" not in rest
