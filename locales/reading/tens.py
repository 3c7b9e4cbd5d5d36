"""What Vietnamese leaves unsaid between two digits: "bốn ba" is 43."""

from __future__ import annotations

from fractions import Fraction

from locales.reading.tokens import Token
from locales.tables import table

_FIVE = 5
_FEW = (3, 7)


def tens_unsaid(tens: Fraction, token: Token) -> bool:
    """Whether a digit behind another one counts the units.

    "Hai ba" and "năm bảy" are a few; 5 would be "lăm" there.
    """
    few = token.value in (tens + 1, _FIVE) or (tens == _FIVE and token.value in _FEW)
    return 1 < tens <= 9 and not few and tenths(token)


def tenths(token: Token) -> bool:
    """Whether its language counts in tenths of what was said before: "trăm hai" is 120."""
    return bool(table(token.language)["number"]["tenths"])
