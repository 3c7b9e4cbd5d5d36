"""What is asked all the time, side by side at several sizes: milliseconds of each question.

`python -m bench.asking URL GROUPS [URL GROUPS ...]`: the standings of the province and a page deep
in them, a place there, how complete they are, what time has changed (an ordinary minute), and one
reply claimed with nothing beside it, with a mailing that is due, and with one put off to 13:00;
which unit a member of the Council means by a name; the standings drawn up to be pushed.
Each is the median of several in a transaction of its own, rolled back.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Engine, insert, select

from bench.nation import LEAGUE, MOVEMENT, ready
from bench.town import SEASON, ZONE
from handlers import naming
from handlers.engine.turn import Turn
from locales.translator import translator
from scheduler import drawing
from scheduler.tick import tick
from storage import outbox, places, scores, standings, units
from storage.asked import Asked
from storage.engine import Db
from storage.messages import Incoming
from storage.people import accounts
from storage.person import Assignment, Person
from storage.units import Unit

ROUNDS = 7
NAMES = ("Mẫu 1234", "Mẫu 12", "Mẫu 1200 Xã Mẫu 30", "Xã Mẫu 7", "Hậu Giang", "Hậu Giang Cần Thơ")
"""A group; one of whose beginning there are many; with its commune; a commune; none; none."""
PAGE = 16
Work = Callable[[Db], object]


def questions(db: Db, scope: Unit, groups: int) -> dict[str, Work]:
    """By name; the middle one of the ranked is who asks."""
    asked = Asked(LEAGUE, scope, 2026, "provisional")
    rows = standings.table(db, asked, limit=1, offset=groups // 4)
    middle = units.by_code(db, rows[0].code)
    assert middle is not None
    return {
        "standings, first page": lambda db: standings.table(db, asked, limit=PAGE),
        "standings, deep": lambda db: standings.table(db, asked, limit=PAGE, offset=groups // 4),
        "standings, without a place": lambda db: standings.table(
            db, asked, limit=PAGE, offset=groups * 3 // 4
        ),
        "standings, whole": lambda db: standings.table(db, asked),
        "place in the province": lambda db: places.place(db, middle, asked),
        "coverage": lambda db: standings.coverage(db, asked),
        **{f"/why {name}": partial(named, scope=scope, name=name) for name in NAMES},
        "a publication drawn up": partial(
            drawing.draw,
            drawn=drawing.Drawn(MOVEMENT, LEAGUE, SEASON.date(), ZONE, "drawn", 2026),
            follows=[(scope.id, None)],
            now=SEASON,
        ),
        "stale scores, none": lambda db: scores.stale(db, MOVEMENT, {2026: date(2026, 11, 1)}, 25),
        "claim one reply": _claim,
    }


def named(db: Db, scope: Unit, name: str) -> object:
    """As `/why` looks it up for a member of the Council."""
    said = Incoming(channel="t", bot="b", kind="text", chat="1", sender="1", external_id="1",
                    text=name)  # fmt: skip
    member = Person(1, "M", "M", None, "en", SEASON, (Assignment("council", scope),))
    turn = Turn(said, name, False, member, SEASON, ZONE, translator("en"), db, MOVEMENT)
    return naming.resolve(turn, name, "details", (("group",),), "/why")


def _claim(db: Db) -> None:
    assert len(outbox.claim(db, "telegram", "123456", SEASON, holder="b", busy=[], most=1)) == 1


def mailing(db: Db, later: timedelta) -> None:
    """A reply, and a row of a mailing for everybody."""
    common = {"channel": "telegram", "bot": "123456", "kind": "message", "body": "{}",
              "attempts": 0, "created_at": SEASON, "status": "queued"}  # fmt: skip
    chats = db.execute(select(accounts.c.chat)).scalars().all()
    due = SEASON + later
    rows = [{**common, "key": f"m{chat}", "chat": chat, "due_at": due, "priority": outbox.BULK}
            for chat in chats]  # fmt: skip
    db.execute(insert(outbox.outbox), rows)
    reply(db)


def reply(db: Db) -> None:
    """One reply that waits."""
    to = outbox.Address("telegram", "123456", "1")
    outbox.enqueue(db, "reply", to, "{}", SEASON)


def milliseconds(engine: Engine, work: Work, before: Work | None = None) -> float:
    """The median of several, each rolled back."""
    times = []
    for _ in range(ROUNDS if before is None else 1):
        with engine.connect() as db, db.begin() as kept:
            if before is not None:
                before(db)
            inner = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                nested = db.begin_nested()
                work(db)
                inner.append(1000 * (time.perf_counter() - began))
                nested.rollback()
            times.append(statistics.median(inner))
            kept.rollback()
    return statistics.median(times)


def measured(url: str, groups: int) -> dict[str, float]:
    """By name of the question."""
    engine = ready(url, groups)
    with engine.connect() as db:
        scope = units.root(db, LEAGUE.widest)
        assert scope is not None
        asked = questions(db, scope, groups)
    claim = asked.pop("claim one reply")
    found = {name: milliseconds(engine, work) for name, work in asked.items()}
    found["claim one reply"] = milliseconds(engine, claim, reply)
    for name, later in (("due", timedelta()), ("put off", timedelta(hours=5))):

        def before(db: Db, later: timedelta = later) -> None:
            mailing(db, later)

        found[f"claim it, mailing {name}"] = milliseconds(engine, claim, before)
    began = time.perf_counter()
    tick(engine, MOVEMENT, ZONE, SEASON.replace(hour=15))
    began = time.perf_counter()
    tick(engine, MOVEMENT, ZONE, SEASON.replace(hour=15, minute=30))
    found["tick, an ordinary minute"] = 1000 * (time.perf_counter() - began)
    engine.dispose()
    return found


def main(*words: str) -> None:
    """A column for each size."""
    sizes = [(url, int(groups)) for url, groups in zip(words[::2], words[1::2], strict=True)]
    columns = [measured(*size) for size in sizes]
    print("ms".ljust(28), *(f"{groups:>10}" for _, groups in sizes))
    for name in columns[0]:
        print(name.ljust(28), *(f"{column[name]:10.1f}" for column in columns), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
