"""What is made of a content: by its kind, a picture or a workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.rendering.made import Made, picture
from bot.rendering.papers import enclosed
from bot.rendering.workbook import XLSX, xlsx
from bot.sending import workbooks
from handlers.awards import papers
from handlers.engine.hearing import Site
from handlers.standings import file
from storage.engine import Db


@dataclass(frozen=True)
class Maker:
    """Makes a file of a content; of a request the database is asked, and nothing is written."""

    site: Site
    clock: Callable[[], datetime]

    def __call__(self, db: Db, kind: str, content: str) -> Made:
        """LookupError for what this program does not know."""
        if kind == file.KIND:
            name, book = workbooks.wanted(db, self.site, content, self.clock())
            return Made(name, XLSX, xlsx(book))
        if kind == papers.KIND:
            return enclosed.wanted(db, content)
        return picture(kind, content)
