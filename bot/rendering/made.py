"""What is made of a content: by its kind, a picture or a document."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rendering import typesetting
from handlers.pictures import card
from storage.engine import Db

PNG = "image/png"
PICTURES = {card.KIND: "standings"}
"""The template is called as its kind; each with a name for its file."""


@dataclass(frozen=True)
class Made:
    """A file: its name, its media type, its bytes."""

    name: str
    media: str
    data: bytes


def make(_db: Db, kind: str, content: str) -> Made:
    """A file of this kind; LookupError for a kind that this program does not know."""
    return picture(kind, content)


def picture(kind: str, content: str) -> Made:
    """A picture of this kind."""
    return Made(f"{PICTURES[kind]}.png", PNG, typesetting.picture(kind, content))
