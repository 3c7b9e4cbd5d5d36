"""A file that was made, and the kinds of pictures there are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rendering import typesetting
from handlers.pictures import card, tiles, trend

PNG = "image/png"
PICTURES = {card.KIND: "standings", tiles.KIND: "reported", trend.KIND: "trend"}
"""The template is called as its kind; each with a name for its file."""


@dataclass(frozen=True)
class Made:
    """A file: its name, its media type, its bytes."""

    name: str
    media: str
    data: bytes


def picture(kind: str, content: str) -> Made:
    """A picture of this kind; LookupError for a kind that this program does not know."""
    return Made(f"{PICTURES[kind]}.png", PNG, typesetting.picture(kind, content))
