"""Texts of a picture: plain, each with the direction of its own script."""

from __future__ import annotations

import unicodedata
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

Direction = Literal["ltr", "rtl"]
_MARKS = dict.fromkeys(
    map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e")
)
"""What turns the direction of what follows: a picture sets each name by itself."""
RIGHT_TO_LEFT = ("R", "AL")


class Frozen(BaseModel):
    """A value that is kept as JSON."""

    model_config = ConfigDict(frozen=True)


class Text(Frozen):
    """A text, and the direction in which it is read."""

    text: str
    dir: Direction


def plain(said: Markup | str) -> str:
    """As it is read, on one line, without markup."""
    text = said.striptags() if isinstance(said, Markup) else said
    return " ".join(text.translate(_MARKS).split())


def text(said: Markup | str) -> Text:
    """With the direction of its first letter."""
    bare = plain(said)
    return Text(text=bare, dir=direction(bare))


def direction(bare: str) -> Direction:
    """Of the first letter that has one."""
    kinds = (unicodedata.bidirectional(letter) for letter in bare)
    first = next((kind for kind in kinds if kind in ("L", *RIGHT_TO_LEFT)), "L")
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"
