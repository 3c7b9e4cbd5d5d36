"""What a report costs and what a Council asks for, beside each other at two sizes.

`python -m bench.standings FOLDER GROUPS GROUPS …`: a branch of each size on SQLite in FOLDER, or at
the address of a PostgreSQL server; every group's measures stored and added up. Milliseconds, each
the best of several, and how much dearer the larger is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from sqlalchemy import Engine, select

from bench.nation import MOVEMENT, ready
from bench.town import ZONE
from bot.progress import progress
from scoring.levels import League
from scoring.rollup import measures
from services import sums
from services.scores import refresh, renew
from storage import facts, places, scores, standings, units
from storage.asked import Asked
from storage.engine import Db, reading, replayed, transaction
from storage.units import Unit

NOW = datetime(2026, 12, 5, 2, tzinfo=UTC)
YEAR, TIMES = 2026, 7


def prepared(url: str, groups: int) -> Engine:
    """The branch with everything that is stored of it."""
    engine = ready(url, groups)
    before = {YEAR: date(2026, 12, 5)}
    with progress(f"{groups} groups"):
        while replayed(engine, lambda db: renew(db, MOVEMENT, before, NOW, ZONE)):
            continue
        while replayed(engine, lambda db: sums.go_on(db, MOVEMENT, NOW, ZONE)):
            continue
    return engine


def best(work: Callable[[], object]) -> float:
    """Milliseconds of the best of several."""
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return min(found)


def one(db: Db, kind: str) -> Unit:
    """A unit in the middle of its kind."""
    rows = db.execute(select(*units.COLUMNS).where(units.units.c.kind == kind)).all()
    return Unit(*rows[len(rows) // 2])


def asked(db: Db) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is read."""
    group, commune, office, branch = (
        one(db, kind) for kind in ("group", "commune", "office", "branch")
    )
    first = MOVEMENT.first_league

    def page(league: League, scope: Unit) -> Callable[[], object]:
        wanted = Asked(league, scope, YEAR, "provisional")
        return lambda: (standings.table(db, wanted, limit=10), standings.coverage(db, wanted))

    def place(league: League, unit: Unit, scope: Unit) -> Callable[[], object]:
        wanted = Asked(league, scope, YEAR, "provisional")
        return lambda: places.place(db, unit, wanted)

    def why(unit: Unit) -> Callable[[], object]:
        def work() -> object:
            told = facts.of_unit(db, MOVEMENT, unit, YEAR, NOW, ZONE, "provisional")
            whole = sums.added_up(db, MOVEMENT, unit, "provisional", told)
            return measures(MOVEMENT, MOVEMENT.leagues["communes"], whole.kept.measures)

        return work

    yield "groups of a commune, first page", page(first, commune)
    yield "groups of an office, first page", page(first, office)
    yield "groups of the branch, first page", page(first, branch)
    yield "communes of the branch, first page", page(MOVEMENT.leagues["communes"], branch)
    yield "a group's place in its commune", place(first, group, commune)
    yield "a group's place in the branch", place(first, group, branch)
    yield "a commune's place in the branch", place(MOVEMENT.leagues["communes"], commune, branch)
    yield "why of a commune, added up", why(commune)
    yield "why of an office, added up", why(office)
    yield "why of the branch, added up", why(branch)


def written(db: Db) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is worked out and kept."""
    group, commune, office, branch = (
        one(db, kind) for kind in ("group", "commune", "office", "branch")
    )
    yield "a report's measures and scores", lambda: refresh(db, MOVEMENT, group, YEAR, NOW, ZONE)
    for unit in (commune, office, branch):
        work = lambda unit=unit: sums.work_out(db, MOVEMENT, unit, YEAR, NOW, ZONE)  # noqa: E731
        yield f"sums of {'an' if unit.kind == 'office' else 'a'} {unit.kind}, kept", work
    before = {YEAR: scores.MARKED}
    yield "looking for old scores", lambda: scores.stale(db, MOVEMENT, before, 1)


def measured(engine: Engine) -> dict[str, float]:
    """Everything, by what it is."""
    with reading(engine) as db:
        found = {what: best(work) for what, work in asked(db)}
    with transaction(engine) as db:
        return found | {what: best(work) for what, work in written(db)}


def main(where: str, *sizes: str) -> None:
    """Print a table."""
    urls = [f"{where}/nation{size}" if "://" in where else f"sqlite:///{where}/nation{size}.db"
            for size in sizes]  # fmt: skip
    found = []
    for url, size in zip(urls, sizes, strict=True):
        engine = prepared(url, int(size))
        found.append(measured(engine))
        engine.dispose()
    print("what".ljust(40), *(size.rjust(9) for size in sizes), "ratio".rjust(7))
    for what in found[0]:
        row = [one[what] for one in found]
        print(what.ljust(40), *(f"{ms:9.2f}" for ms in row), f"{row[-1] / row[0]:7.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
