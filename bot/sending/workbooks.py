"""A workbook that was asked for: read when it leaves, beside everybody's turns.

Whether its reader may still have it is asked before, as of every message (`Reply.about`).
"""

from __future__ import annotations

from datetime import datetime

from handlers.books.book import Book
from handlers.books.whole import book
from handlers.engine.hearing import Site
from handlers.standings.file import Request
from locales.translator import translator
from services.standings import whole
from storage import units
from storage.asked import Asked, ended
from storage.engine import Db


def wanted(db: Db, site: Site, content: str, now: datetime) -> tuple[str, Book]:
    """The workbook of a request, as of now, and what its file is called."""
    request = Request.model_validate_json(content)
    movement = next(one for one in site.live.all if one.code == request.movement)
    rules, scope = movement.in_year(request.year), units.by_id(db, request.scope)
    league, today = rules.leagues[request.list], request.asked_at.astimezone(site.zone).date()
    asked = Asked(league, scope, request.year, request.basis, ended(request.year, today))
    table = whole(db, movement, asked, now, today)
    name = f"{request.list}-{scope.code}-{request.year}-{request.basis}.xlsx"
    return name, book(translator(request.language), db, rules, table, scope, site.zone)
