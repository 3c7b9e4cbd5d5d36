"""What is made of a content: by its kind, a picture or a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.rendering import typesetting
from bot.rendering.workbook import XLSX, xlsx
from handlers.engine.hearing import Site
from handlers.pictures import card, tiles, trend
from handlers.standings import file
from storage.engine import Db

PNG = "image/png"
PICTURES = {card.KIND: "standings", tiles.KIND: "reported", trend.KIND: "trend"}
"""The template is called as its kind; each with a name for its file."""


@dataclass(frozen=True)
class Made:
    """A file: its name, its media type, its bytes."""

    name: str
    media: str
    data: bytes


@dataclass(frozen=True)
class Maker:
    """Makes a file of a content; of a request the database is asked, and nothing is written."""

    site: Site
    clock: Callable[[], datetime]

    def __call__(self, db: Db, kind: str, content: str) -> Made:
        """LookupError for a kind that this program does not know."""
        if kind == file.KIND:
            site = self.site
            name, book = file.made(db, site.live, site.zone, content, self.clock())
            return Made(name, XLSX, xlsx(book))
        return Made(f"{PICTURES[kind]}.png", PNG, typesetting.picture(kind, content))
