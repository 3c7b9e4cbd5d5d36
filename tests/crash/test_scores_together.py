"""Guards: whoever changes a unit's figures at once (reports, verdicts, imports of figures and of
the organisation, the tick), the stored scores are those of what is committed, and nobody fails.

`make test` plays a few rounds, `make crash` hundreds. The seed is printed.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select, update

from scheduler.tick import tick
from scoring.loading import builtin
from scoring.periods import Period
from scoring.points import measure, ranked, score
from services.figures import apply
from services.figures.rows import Row
from services.roster import apply as roster_apply
from services.roster import file
from services.scores import touched
from storage import answers, facts, reports, scores, units
from storage.answers import Answer
from storage.engine import Db, reading, replayed, transaction
from tests.storage.organisations import group, small, written

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
ROUNDS = 3 if SCALE == 1 else 5 * SCALE
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
LEAGUE = MOVEMENT.leagues["groups"]
NOW = datetime(2026, 11, 20, 6, tzinfo=ZONE)
GROUPS = tuple(f"G{n}" for n in range(1, 7))
DICE = random.Random(SEED)
Work = Callable[[Engine], None]


def organisation(db: Db, since: str = "2026-01") -> None:
    """Six groups; all of them move, and are asked from another month on, where `since` changes."""
    content = small()
    content["reports_from"] = since
    content["groups"] += [group(code, "C1", None) for code in GROUPS[2:]]
    for row in content["groups"]:
        row["reports_from"] = since
        row["commune"] = "C1" if since == "2026-01" or row["head"] else "C2"
    roster_apply.apply(db, file.read(written(content)), MOVEMENT, NOW, ZONE)


@pytest.fixture
def season(engine: Engine) -> Engine:
    print(f"CRASH_SEED={SEED}")
    with transaction(engine) as db:
        organisation(db)
    for n, code in enumerate(GROUPS, 1):
        reported(code, n)(engine)
    return engine


def _unit(db: Db, code: str) -> units.Unit:
    found = units.by_code(db, code)
    assert found is not None
    return found


def confirmed(db: Db, code: str, month: int) -> None:
    """A report as a turn confirms it: locked, then the scores."""
    unit, period = _unit(db, code), Period(2026, "monthly", month)
    draft = reports.start(db, unit.id, "head-month", period.code, NOW)
    found = reports.with_unit(db, draft.id, lock=True)
    assert found is not None
    by = {"person_id": 1, "now": NOW, "edition": reports.touch(db, draft.id)}
    for wanted in MOVEMENT.forms["head-month"].indicators:
        value = Answer(DICE.randrange(2 if wanted == "GDX_ATT" else 99))
        answers.put(db, draft.id, wanted, value, raw="", **by)
    confirmed_ = reports.confirm(db, found[0], 1, NOW)
    if month % 2:
        reports.accept(db, confirmed_, 1, NOW)
    touched(db, MOVEMENT, unit, period, NOW, ZONE)


def reported(code: str, month: int) -> Work:
    return lambda engine: replayed(engine, lambda db: confirmed(db, code, month))


def imported(engine: Engine) -> None:
    """Sessions of the commune, and figures of every group."""
    month = f"2026-{DICE.randrange(1, 11):02}"

    def work(db: Db) -> None:
        rows = [Row(0, _unit(db, "C1").id, "C1", {("GDX_N", month): DICE.randrange(2)})]
        for code in reversed(GROUPS):
            given = {("INT_DUE", month): DICE.randrange(1, 99), ("GRADE_PT", month): 7000}
            rows.append(Row(0, _unit(db, code).id, code, given))
        apply.apply(db, rows, MOVEMENT, NOW, ZONE)

    replayed(engine, work)


def moved(engine: Engine) -> None:
    """There and back again: an import that changes nothing would wait for nobody."""
    with reading(engine) as db:
        there = _unit(db, "G3").reports_from == "2026-01"
    replayed(engine, lambda db: organisation(db, "2026-05" if there else "2026-01"))


def ticked(engine: Engine) -> None:
    tick(engine, MOVEMENT, ZONE, NOW)


def together(engine: Engine, *works: Work) -> None:
    """Start at once, in threads; whoever fails is named."""
    start = threading.Barrier(len(works))
    failed: list[BaseException] = []

    def run(work: Work) -> None:
        start.wait()
        try:
            work(engine)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []


def wrong(engine: Engine) -> list[str]:
    """The groups whose stored score is not what is committed."""
    card = MOVEMENT.cards[LEAGUE.card]
    found = []
    with reading(engine) as db:
        for code in GROUPS:
            unit = _unit(db, code)
            for basis in scores.BASES:
                known = facts.of_unit(db, MOVEMENT, unit, 2026, NOW, ZONE, basis)
                total = score(card, measure(MOVEMENT, LEAGUE, known)).nano
                columns = scores.scores.c
                where = (columns.unit_id == unit.id, columns.basis == basis, columns.year == 2026)
                kept = db.execute(select(columns.total, columns.standing).where(*where)).first()
                if kept is None or tuple(kept) != (total, ranked(MOVEMENT, LEAGUE, known)):
                    found.append(f"{code} {basis}: {kept}, {total}")
    return found


BESIDE: dict[str, tuple[Work, ...]] = {
    "another report": (reported("G3", 9),),
    "figures": (imported,),
    "the organisation": (moved,),
    "the tick": (ticked,),
    "everything": (imported, moved, ticked, reported("G5", 4), reported("G1", 4)),
}


@pytest.mark.parametrize("what", BESIDE)
def test_a_report_is_confirmed_beside(season: Engine, what: str) -> None:
    failures = []
    for n in range(ROUNDS):
        with transaction(season) as db:
            db.execute(update(scores.scores).values(as_of=date(2000, 1, 1)))
        together(season, reported("G3", 1 + n % 8), *BESIDE[what])
        failures += wrong(season)
    print(f"{ROUNDS} rounds beside {what}: {len(failures)} wrong")
    assert failures == []


def test_who_comes_second_waits_and_sees_what_the_first_has_done(season: Engine) -> None:
    """Forced: the first has worked its score out and is not committed when the second comes."""
    for work in (reported("G3", 9), imported, moved, ticked):
        with transaction(season) as db:
            db.execute(update(scores.scores).values(as_of=date(2000, 1, 1)))
        second = threading.Thread(target=work, args=(season,))
        with transaction(season) as db:
            confirmed(db, "G3", 2)
            second.start()
            time.sleep(0.3)
            assert second.is_alive()
        second.join(60)
        assert wrong(season) == []
