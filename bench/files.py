"""What the desk gets of a standing: how long a document and a workbook take, how large they are.

`python -m bench.files URL GROUPS`: the standings of a made-up branch (see `nation`), the best of
five, milliseconds and bytes. Pictures: `bench.pictures`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench.nation import AS_OF, LEAGUE, MOVEMENT, ready
from bench.town import ZONE
from bot.rendering import typesetting
from bot.rendering.workbook import xlsx
from handlers.books import standings as table_sheet
from handlers.books.book import Book
from handlers.books.whole import book
from handlers.pictures import listing
from locales.translator import translator
from services.standings import whole
from storage import units
from storage.asked import Asked
from storage.engine import reading

ROUNDS = 5
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)


def best(work: Callable[[], bytes]) -> tuple[float, int]:
    """Milliseconds, and bytes."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        made = work()
        times.append(1000 * (time.perf_counter() - began))
    return min(times), len(made)


def main(url: str, groups: str) -> None:
    """Each of them, a line."""
    engine = ready(url, int(groups))
    with reading(engine) as db:
        scope = units.root(db, LEAGUE.widest)
        assert scope is not None
        asked = Asked(LEAGUE, scope, 2026, "provisional")
        began = time.perf_counter()
        found = whole(db, MOVEMENT, asked, NOW, AS_OF)
        print(f"{'the table, read':40}{1000 * (time.perf_counter() - began):9.0f} ms")
        works: dict[str, Callable[[], bytes]] = {}
        t = translator("vi")
        paper = listing.listing(t, MOVEMENT, found, ZONE).model_dump_json()
        works["PDF of all lines"] = lambda: typesetting.document(listing.KIND, paper)
        works["workbook, the standings alone"] = lambda: xlsx(
            Book(
                "x",
                NOW.replace(tzinfo=None),
                False,
                [table_sheet.sheet(t, MOVEMENT, LEAGUE, found)],
            )
        )
        works["workbook, whole"] = lambda: xlsx(book(t, db, MOVEMENT, found, scope, ZONE))
        for name, work in works.items():
            milliseconds, size = best(work)
            print(f"{name:40}{milliseconds:9.0f} ms {size:12,} bytes", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
