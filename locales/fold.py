"""Folding: the same word written in different ways becomes the same string."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u20e3"
    "\U0001f3fb-\U0001f3ff]"
)
"""Direction marks, zero-width characters, variation selectors, key caps, skin tones."""

_DECORATION = {
    0x093C: None,  # nukta: readers write फ़ and फ alike
    0x0901: 0x0902,  # chandrabindu as anusvara: हाँ, हां
    0x0640: None,
    0x0670: None,
    0x0622: 0x0627,
    0x0623: 0x0627,
    0x0625: 0x0627,
    0x0671: 0x0627,
    0x0629: 0x0647,
    0x0649: 0x064A,
    0x06CC: 0x064A,
    0x06A9: 0x0643,
    **dict.fromkeys(range(0x064B, 0x0660)),
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
}
_PILE = 8
"""More marks on one letter than anybody writes: a thousand take long to be put in order."""
_HARMLESS = 64
_SHORT = 48

_TANWIN = re.compile("\u0627\u064b|\u064b\u0627")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(
    r"[!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u060c\u061b\u061f\u066a-\u066c\u0964\u0965]"
)


def ascii_digits(text: str) -> str:
    """Every decimal digit of every script as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c in text)


def same_letters(text: str) -> str:
    """Lower case, one form for letters that people mix (Arabic alif, Hindi nukta); marks stay."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFC", _few_marks(_TANWIN.sub("", text))).lower()
    plain = unicodedata.normalize("NFD", text).translate(_DECORATION)
    return unicodedata.normalize("NFC", _few_marks(plain))


def _few_marks(text: str) -> str:
    """At most so many marks in a row: the time to put them in order grows with their square."""
    if len(text) <= _HARMLESS:
        return text
    kept, pile = [], 0
    for letter in text:
        pile = pile + 1 if unicodedata.combining(letter) else 0
        if pile <= _PILE:
            kept.append(letter)
    return "".join(kept)


def settled(word: str) -> str:
    """The same for both ways to place a Vietnamese tone mark (hoà, hòa): the mark goes last."""
    letters = unicodedata.normalize("NFD", word)
    tones = [c for c in letters if c in _TONES]
    if not tones:
        return word
    rest = "".join(c for c in letters if c not in _TONES)
    return unicodedata.normalize("NFC", rest + tones[0])


def without_marks(text: str) -> str:
    """Latin letters without tone marks, and đ as d; other scripts are left alone."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d")


def same_words(written: str, listed: str, *, exact: bool = False) -> bool:
    """Whether both are the same words; tone marks are `exact`, or left out in what was written."""
    said, whole = _plain(written), _plain(listed)
    if exact or not said:
        return bool(said) and said == whole
    pairs = zip_longest(said.split(), whole.split(), fillvalue="")
    return all(a in (b, without_marks(b)) for a, b in pairs)


def begins(written: str, listed: str) -> bool:
    """Whether what is listed begins with what was written, its tone marks exact or left out."""
    said, whole = _plain(written), _plain(listed)
    return bool(said) and (whole.startswith(said) or without_marks(whole).startswith(said))


@lru_cache(256)
def _plain(text: str) -> str:
    """Lower case, digits 0-9, punctuation and spaces as single spaces; tone marks settled."""
    text = ascii_digits(same_letters(INVISIBLE.sub("", text))).lower()
    return " ".join(settled(word) for word in _NOT_WORD.sub(" ", text).split())


def fold(text: str) -> str:
    """NFC, lower case, no tone marks, digits 0-9, punctuation and spaces as single spaces."""
    return _short(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(4096)
def _short(text: str) -> str:
    """Words, codes and names are folded again and again."""
    return _folded(text)


def _folded(text: str) -> str:
    if not text.isascii():
        text = ascii_digits(same_letters(INVISIBLE.sub("", text)))
        text = unicodedata.normalize("NFC", without_marks(text))
    return " ".join(_NOT_WORD.sub(" ", text.lower()).split())
