"""Number words below a thousand, as the four languages put them together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from locales.reading.tens import tens_unsaid, tenths
from locales.reading.tokens import Token

_TENS = ("times", "tens", "short")
_HUNDREDS = ("hundred", "hundreds")
_APART = 5
"""From here on "mười" with its marks, behind a digit, is a second number rather than a slip."""


class _Group:
    """What has been put together so far; `total` is `None` until a number came.

    `last` is the kind of the word before. A method stands for each kind of word; it returns
    whether the word can follow.
    """

    def __init__(self) -> None:
        self.total: Fraction | None = None
        self.last = ""
        self.shift: Fraction | None = None

    def add(self, token: Token) -> bool:
        """Take the next word."""
        before = self.last
        if not getattr(self, f"_{token.kind}", self._unknown)(token):
            return False
        if self.last == before:
            self.last = token.kind
        return True

    def result(self) -> Fraction | None:
        """The value, `None` if the words came to nothing."""
        if self.last in ("and", "linh", "article", "open"):
            return None
        if self.shift is None:
            return self.total
        if self.total is not None:
            return self.total + self.shift
        # सवा लाख is 1.25 lakh, पौने लाख is 0.75; साढ़े needs its number.
        return 1 + self.shift if self.shift != Fraction(1, 2) else None

    def _unknown(self, token: Token) -> bool:
        return False

    def _put(self, value: int | Fraction, *after: str) -> bool:
        if self.total is None:
            self.total = Fraction(value)
            return True
        if self.last in after and self.total % 100 == 0:
            self.total += value
            return True
        return False

    def _digit(self, token: Token) -> bool:
        total = self.total
        if self.last == "hundred" and tenths(token) and total:
            # trăm hai is 120; a following "mươi" changes nothing.
            self.total, self.last = total + 10 * token.value, "short"
            return True
        if self.last == "short" and total is not None and token.value != total % 100 // 10 + 1:
            self.total = total + token.value  # hai trăm hai chín; "hai ba" may be two or three
            return True
        if total is not None and self.last in ("times", "tens") and total % 10 == 0:
            self.total = total + token.value
            return True
        if total is not None and self.last == "digit" and tens_unsaid(total, token):
            self.total, self.last = 10 * total + token.value, "spoken"
            return True
        return self._put(token.value, "linh", "and", *_HUNDREDS)

    def _tail(self, token: Token) -> bool:
        if self.total is None:
            return False
        if self.last == "hundred":
            self.total += 10 * token.value
        elif self.last == "digit" and self.total < 10:
            # ba lăm is 35.
            self.total = 10 * self.total + token.value
        elif self.last in (*_TENS, "linh"):
            self.total += token.value
        else:
            return False
        return True

    def _full(self, token: Token) -> bool:
        return self._put(token.value, "and", "linh", *_HUNDREDS)

    def _tens(self, token: Token) -> bool:
        total = self.total
        if total is not None and token.value == 10 and self.last == "short":
            self.last = "times"
            return True
        units = total is not None and 0 < total % 100 < 10
        if total is not None and units and token.language == "ar":
            # خمسة عشر is 15, خمسة وعشرون is 25.
            if self.last == "and" or token.value == 10:
                self.total, self.last = total + token.value, "full"
                return True
            return False
        if token.value == 10 and self.last == "digit" and total is not None and total < 10:
            if total >= _APART and not token.text.isascii():
                return False  # chín mười: nine or ten
            self.total, self.last = total * 10, "times"
            return True
        return self._put(token.value, "and", *_HUNDREDS)

    def _times(self, token: Token) -> bool:
        if self.last in ("short", "open"):
            self.last = "times"
            return True
        if self.total is None or self.last not in ("digit", "lit", "fixed") or self.total >= 10:
            return False
        self.total *= token.value
        return True

    def _hundred(self, token: Token) -> bool:
        number = self.result() if self.shift is not None else self.total
        self.shift = None
        if number is None:
            number = Fraction(1)
        elif self.last not in ("digit", "lit", "full", "zero", "article", "fixed", "shift"):
            return False
        self.total = number * token.value
        return number < 100

    def _hundreds(self, token: Token) -> bool:
        return self._put(token.value)

    def _zero(self, token: Token) -> bool:
        return self._put(0)

    def _pair(self, token: Token) -> bool:
        return self._put(token.value)

    def _article(self, token: Token) -> bool:
        return self._put(1)

    def _linh(self, token: Token) -> bool:
        return self.last in ("hundred", "")

    def _and(self, token: Token) -> bool:
        return True

    def _fixed(self, token: Token) -> bool:
        return self._put(Fraction(token.value, 2))

    def _shift(self, token: Token) -> bool:
        self.shift = Fraction(token.value, 4)
        return self.total is None

    def _semi(self, token: Token) -> bool:
        return self._put(Fraction(1, 2))

    def _fourth(self, token: Token) -> bool:
        return self._put(Fraction(1, 4))

    def _half(self, token: Token) -> bool:
        unit = {"hundred": 100, "digit": 1, "lit": 1, "tens": 1, "full": 1}
        if self.total is None or self.last not in unit:
            return False
        if self.last == "hundred" and not tenths(token):
            return False
        self.total += Fraction(unit[self.last], 2)
        return True

    def _quarter(self, token: Token) -> bool:
        if self.total is None or self.last not in ("digit", "lit"):
            return False
        self.total += Fraction(1, 4)
        return True

    def _lit(self, token: Token) -> bool:
        if not token.text.isdecimal():
            return False
        if self.total is not None and self.last == "times" and int(token.text) < 10:
            self.total = self.total + int(token.text)  # 4 mươi 3
            return True
        if self.last == "hundred" and self.total and int(token.text) < 10:
            # 8 trăm 7 chục; without "chục" it may be 807 or 870
            self.total, self.last = self.total + 10 * int(token.text), "open"
            return True
        two = ("hundred",) if 10 <= int(token.text) < 100 else ()
        return self._put(int(token.text), "and", "linh", *two)


def group(words: Sequence[Token]) -> Fraction | None:
    """The value of the words, `None` if they do not go together."""
    building = _Group()
    for word in words:
        if not building.add(word):
            return None
    return building.result()
