"""Rounding half up, exactly: no float ever stands for money, a share or points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

Number = int | Decimal | Fraction


def half_up(value: Number, digits: int) -> Decimal:
    """The value with `digits` decimals, halves away from zero."""
    scaled = abs(Fraction(value)) * 10**digits
    rounded = Decimal(floor(scaled + Fraction(1, 2))).scaleb(-digits)
    return -rounded if value < 0 else rounded
