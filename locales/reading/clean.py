"""Cleans what a person wrote, so that equal answers look equal; nothing is guessed here."""

from __future__ import annotations

import re
from functools import lru_cache

from locales.fold import INVISIBLE, ascii_digits, same_letters, settled

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys('“”«»"', " "),
        "₫": "đ",
        "…": " ",
        "⁄": "/",
    }
)
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_MIXED = re.compile(r"(\d?)\s?([½¼¾])")
_DECORATIONS = re.compile(
    "[😀-😅😇😉-😋😍😎😗-😚🙂🤗🥰🤝🙏🎉🎊💪💯👋🌷-🌼💐🏠🏡🏦💰💵💸💳📈📉📊📋📌📍📝📅🗓📆⚠▶►●•■▪🔹🔸🔴🟢❤💕💖✨⭐🌟][\ufe0f\u200d🏻-🏿]*"
)
"""Pictures beside an answer that say nothing about it; those that may, a shrug or a cross, stay."""
_TICKS = " ✅✔☑👍👌"
_FIRST_PICTURE = "\u2500"
"""From here on letters may be pictures."""
_SMILED = re.compile(r"(?:^|(?<=\s))(?:\^[_.]?\^|[:=]-?[)\]]+|[:=]-?d+|:v|<3)(?=\s|$)")
_SMILES = frozenset(":=^</")
_TO_THE_END = re.compile(r"(?<=[\da-z]) ?/[-=](?![\w/])")
"""950,000/-: nothing may be written behind it."""
_SPACES = re.compile(r"\s+")
_INNER = re.compile(r"(?<=[^\W\d_])['-](?=[^\W\d_])")
_MARKED = re.compile("[a-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]+")


@lru_cache(256)
def clean(text: str) -> str:
    """Lower case, digits 0-9, plain spaces and dashes, one form for each letter; no decoration.

    Invisible characters go, a new line becomes " ; ", an apostrophe within a word is dropped and
    a hyphen within a word is a space. Tone marks stay.
    """
    if not text.isascii():
        text = _MIXED.sub(lambda match: (match[1] or "0") + _FRACTIONS[match[2]], text)
        text = ascii_digits(same_letters(INVISIBLE.sub("", text))).translate(_ALIKE)
        text = undecorated(text)
        text = _MARKED.sub(lambda match: settled(match[0]), text)
    text = " ; ".join(line for row in text.lower().split("\n") if (line := row.strip()))
    if not _SMILES.isdisjoint(text):
        text = _TO_THE_END.sub("", _SMILED.sub("", text))
    text = _INNER.sub(lambda match: " " if match[0] == "-" else "", text)
    return _SPACES.sub(" ", text).strip()


def undrawn(text: str) -> str:
    """The text with spaces for pictures that say nothing; every other letter keeps its place."""
    return (
        text
        if max(text, default="") < _FIRST_PICTURE
        else _DECORATIONS.sub(lambda found: " " * len(found[0]), text)
    )


def undecorated(text: str) -> str:
    """The text with a space for each picture that says nothing, and without ticks behind it."""
    if max(text, default="") < _FIRST_PICTURE:
        return text
    return undrawn(text).rstrip(_TICKS) or text
