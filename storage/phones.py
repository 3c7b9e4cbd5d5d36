"""The one reader of phone numbers: those of the roster file and those that people share.

Out comes E.164 (`+84…`), so that two writings of one number are equal. What nobody can have is
refused (libphonenumber's metadata), except `+84 000000 nnn`: no Vietnamese number begins with a
zero, so demos and trainings have these.
"""

from __future__ import annotations

import re
import unicodedata

HOME = "VN"
EXAMPLE = "0912 345 678"
_BETWEEN = " .-()/"
_SHORTEST = 8
_MADE_UP = re.compile(r"(?:\+84|0084|84|0)(000000\d{3})")
_OLD = re.compile(r"(\+84|0084|84)?0?(1[2689]\d)(\d{7})")
_SINCE_2018 = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38",
    "169": "39", "186": "56", "188": "58", "199": "59",
}  # fmt: skip
"""Mobile numbers of eleven digits became ten in autumn 2018, operator by operator, one to one."""

_NOBODYS = ("PREMIUM_RATE", "TOLL_FREE", "SHARED_COST", "VOICEMAIL", "PAGER")


def read(text: str) -> str:
    """A number as people write it in Vietnam, or any country's behind a plus or 00.

    Blanks, dots, hyphens, digits of any script, a lost leading zero. ValueError with the reason,
    and for a number that is none a right example.
    """
    digits = _digits(text)
    made_up = _MADE_UP.fullmatch(digits)
    found = f"+84{made_up[1]}" if made_up else _known(_renumbered(digits))
    if found is not None:
        return found
    short = len(digits.removeprefix("+")) < _SHORTEST
    why = "too short for a phone number" if short else "no phone number that anybody can have"
    raise ValueError(f"{text!r} is {why}; right is, for example, {EXAMPLE}")


def shared(text: str) -> str | None:
    """The number of a shared contact: platforms leave out the plus; `None` if it is none."""
    for way in (f"+{text.strip().lstrip('+')}", text):
        try:
            return read(way)
        except ValueError:
            continue
    return None


def _digits(text: str) -> str:
    """ASCII digits, perhaps behind a plus; without what stands between them, seen or unseen."""
    found = ""
    for c in unicodedata.normalize("NFKC", text):
        if c in _BETWEEN or c.isspace() or unicodedata.category(c) in ("Cf", "Pd"):
            continue
        if c.isdecimal():
            found += str(unicodedata.decimal(c))
        elif c == "+" and not found:
            found = "+"
        else:
            raise ValueError(f"{text!r} is not a phone number")
    return found


def _renumbered(digits: str) -> str:
    old = _OLD.fullmatch(digits)
    now = _SINCE_2018.get(old[2]) if old else None
    return f"+84{now}{old[3]}" if old and now else digits


def _known(digits: str) -> str | None:
    import phonenumbers as library  # 15 ms: only those wait for it who read a number

    international = f"+{digits[2:]}" if digits.startswith("00") else digits
    try:
        number = library.parse(international, HOME)
    except library.NumberParseException:
        return None
    kind = library.PhoneNumberType
    nobodys = [getattr(kind, name) for name in _NOBODYS]
    if not library.is_valid_number(number) or library.number_type(number) in nobodys:
        return None
    return library.format_number(number, library.PhoneNumberFormat.E164)
