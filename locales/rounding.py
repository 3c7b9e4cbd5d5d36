"""Rounding half up, exactly: no float ever stands for money, a share or points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


def half_up(value: Number, digits: int) -> Decimal:
    """The value with `digits` decimals, halves away from zero."""
    top, bottom = value.as_integer_ratio()
    rounded = Decimal((abs(top) * 2 * 10**digits + bottom) // (2 * bottom)).scaleb(-digits)
    return -rounded if top < 0 else rounded
