"""Guards: stored points, standings and places are those of an independent calculation, on any day
of a random season and on both bases; what `/why` works out is what the standings say.

`make test` plays some groups, `make crash` thousands. The seed is printed.
"""

from __future__ import annotations

import os
import random
from datetime import date, datetime, time, timedelta

from collectives import collectives
from season import LEAGUE, MOVEMENT, YEAR, ZONE, Season
from sqlalchemy import Engine, delete

import services.means
from scheduler import calendar
from scheduler.tick import tick
from scoring import means
from scoring.points import measure, score
from scoring.standings import Basis
from services import sums
from storage import facts, measures, standings, units
from storage.asked import Asked
from storage.engine import Db, reading, replayed, transaction
from storage.migrations.models import METADATA
from storage.scores import BASES
from tests.scoring.criteria import nano

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
SEASONS = {"sqlite": max(1, SCALE * 3 // 2), "postgresql": max(1, SCALE // 10)}
GROUPS = {"sqlite": 33, "postgresql": 9}


def test_points_and_places_agree_with_the_calculation(engine: Engine) -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    seasons, groups = (of[engine.dialect.name] for of in (SEASONS, GROUPS))
    ranked = sum(play(engine, dice, groups) for _ in range(seasons))
    print(f"{seasons * groups} groups in {seasons} seasons, {ranked} places: no difference")


def play(engine: Engine, dice: random.Random, groups: int) -> int:
    """A season up to a random day, looked at on some evenings; how many places there were.

    The tick comes in the early morning, so that what happens on a day is seen as it left it.
    """
    looks = sorted(date(YEAR, 2, 1) + timedelta(days=dice.randrange(360)) for _ in range(3))
    with transaction(engine) as db:
        for table in reversed(METADATA.sorted_tables):
            db.execute(delete(table))
        season = Season(db, dice)
        season.begin(groups)
    day, places = date(YEAR, 2, 1), 0
    for until in looks:
        while day <= until:
            if calendar.boundary(MOVEMENT, day) == day:
                tick(engine, MOVEMENT, ZONE, datetime.combine(day, time(1), ZONE))
            with transaction(engine) as db:
                season.db = db
                season.day(day)
            day += timedelta(days=1)
        evening = datetime.combine(until, time(23), ZONE)
        while replayed(engine, lambda db, now=evening: sums.go_on(db, MOVEMENT, now, ZONE)):
            continue
        with reading(engine) as db:
            places += sum(agree(db, season, basis, until) for basis in BASES)
    return places


def agree(db: Db, season: Season, basis: Basis, today: date) -> int:
    """Compare every line of the standings; how many have a place."""
    branch = units.root(db, "branch")
    assert branch is not None
    lines = {line.code: line for line in standings.table(db, Asked(LEAGUE, branch, YEAR, basis))}
    hand = {book.code: season.by_hand(book, basis, today) for book in season.books}
    keys = {code: (nano(g.total), *map(nano_of_tie, g.ties)) for code, g in hand.items()}
    placed = [keys[code] for code, g in hand.items() if g.standing == "ranked"]
    summed(db, season, basis, today)
    for book in season.books:
        group, line = hand[book.code], lines[book.code]
        at = f"{book.code} {basis} {today}: {group}"
        assert (line.total, line.standing) == (nano(group.total), group.standing), at
        ranked = group.standing == "ranked"
        place = 1 + sum(key > keys[book.code] for key in placed) if ranked else None
        assert line.place == place, at
        if line.standing != "no_data":
            assert (line.reported, line.required) == (len(group.in_of_due), group.required), at
        assert line.under_review is (basis == "official" and book.under_review), at
        assert line.total == why(db, book.code, YEAR, basis, today), at
    if today.year > YEAR:  # what was said of December opens the new year
        for line in standings.table(db, Asked(LEAGUE, branch, YEAR + 1, basis)):
            assert line.total == why(db, line.code, YEAR + 1, basis, today), line
    assert standings.coverage(db, Asked(LEAGUE, branch, YEAR, basis)).reported == sum(
        group.standing != "no_data" for group in hand.values()
    )
    return len(placed)


def summed(db: Db, season: Season, basis: Basis, today: date) -> None:
    """Communes and offices have the points that all their reports make, added up at once."""
    branch = units.root(db, "branch")
    assert branch is not None
    leagues = [MOVEMENT.leagues[code] for code in ("communes", "offices")]
    tables = [standings.table(db, Asked(league, branch, YEAR, basis)) for league in leagues]
    lines = {line.code: line for table in tables for line in table}
    for code, hand in collectives(season, basis, today).items():
        at = f"{code} {basis} {today}: {hand}"
        line = lines[code]
        assert line.total == nano(hand.total), at
        if line.standing != "no_data":
            assert (line.reported, line.required) == (hand.reports.known, hand.reports.owing), at
            assert (line.standing == "ranked") is hand.enough, at
        unit = units.by_code(db, code)
        assert unit is not None
        kept = measures.of(db, MOVEMENT.code, unit.id, YEAR, basis)
        assert kept is not None
        stored = means.mean(kept.measures.get(means.key(LEAGUE)))
        assert stored == hand.mean("HH_LOAN"), at
        assert stored == services.means.of(db, MOVEMENT, LEAGUE, unit, YEAR, basis, today), at


def why(db: Db, code: str, year: int, basis: Basis, today: date) -> int:
    """The total that `/why` works out in the evening of a day."""
    unit = units.by_code(db, code)
    assert unit is not None
    evening = datetime.combine(today, time(23, 30), ZONE)
    known = facts.of_unit(db, MOVEMENT, unit, year, evening, ZONE, basis)
    card = MOVEMENT.cards[LEAGUE.card]
    return score(card, measure(MOVEMENT, LEAGUE, known)).nano


def nano_of_tie(value: object) -> int:
    """Rates in billionths of a percent point, the size of the loans as it is."""
    return value if isinstance(value, int) else nano(value)  # type: ignore[arg-type]
