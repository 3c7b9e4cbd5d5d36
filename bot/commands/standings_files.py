"""A standing as a file: a workbook, a picture, a document."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.common import Mistake
from bot.rendering import typesetting
from bot.rendering.workbook import xlsx
from handlers.books.whole import book
from handlers.pictures import card, listing
from locales.translator import Translator
from scoring.movement import Movement
from scoring.standings import Standings
from storage import units
from storage.engine import Db

Make = Callable[[Db, Translator, Movement, Standings, ZoneInfo], bytes]


def _workbook(db: Db, t: Translator, rules: Movement, found: Standings, zone: ZoneInfo) -> bytes:
    scope = units.by_code(db, found.scope.code)
    return xlsx(book(t, db, rules, found, scope, zone))


def _picture(_db: Db, t: Translator, rules: Movement, found: Standings, zone: ZoneInfo) -> bytes:
    """Of the first lines; where classes of size are ranked apart, of the first class."""
    league = rules.leagues[found.list]
    shown = league.sizes[0]
    first = [line for line in found.lines if line.size == shown][: card.MOST]
    drawn = card.card(t, rules, found, [first], zone, shown=shown)
    return typesetting.picture(card.KIND, drawn.model_dump_json())


def _document(_db: Db, t: Translator, rules: Movement, found: Standings, zone: ZoneInfo) -> bytes:
    listed = listing.listing(t, rules, found, zone)
    return typesetting.document(listing.KIND, listed.model_dump_json())


FILES: dict[str, Make] = {"xlsx": _workbook, "png": _picture, "pdf": _document}


def checked(out: Path | None) -> None:
    """Where a file can go: named, or piped into another program; Mistake for a screen."""
    if out is None and sys.stdout.isatty():
        raise Mistake("this format is a file: --out FILE is needed, or a pipe")


def write(content: bytes, out: Path | None) -> None:
    """Whole or not at all: a file that is there is replaced at the end."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.touch(0o600)  # names of people stand in a workbook
        draft.write_bytes(content)
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Mistake(f"{out}: {(error.strerror or 'cannot be written').lower()}") from None
