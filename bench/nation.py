"""A made-up branch of any size, a season in it, and where its database is.

`python -m bench.nation URL GROUPS` makes one: an office for 800 groups, communes of 40, everybody
has joined; every second head has reported September and October. The scores stand as they would
on 1 December. Rows are written in bulk: 20,000 groups take about two minutes.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from bench.town import ZONE, district
from scoring.loading import builtin
from services.roster import apply, file
from storage import answers, people, reports, scores, units
from storage.engine import Db, connect, transaction
from storage.schema import migrate

MOVEMENT = builtin()
LEAGUE = MOVEMENT.first_league
OFFICE = 800
MONTHS = ("2026-09", "2026-10")
JOINED = datetime(2026, 9, 1, tzinfo=UTC)
AS_OF = date(2026, 12, 1)


def organisation(groups: int) -> bytes:
    """The organisation file of a branch with several offices."""
    whole = json.loads(district(groups))
    offices = range(1, (groups - 1) // OFFICE + 2)
    whole["transaction_offices"] = [{"id": f"O{n}", "name": f"PGD {n}"} for n in offices]
    for n, commune in enumerate(whole["communes"]):
        commune["transaction_office"] = f"O{n * 40 // OFFICE + 1}"
    for n, group in enumerate(whole["groups"]):
        group["transaction_office"] = f"O{n // OFFICE + 1}"
    whole["reports_from"] = MONTHS[0]
    return json.dumps(whole).encode()


def ready(url: str, groups: int) -> Engine:
    """The database; one that is there already is used again."""
    engine = connect(url)
    migrate(engine)
    with transaction(engine) as db:
        if units.root(db, LEAGUE.widest) is None:
            roster = file.read(organisation(groups))
            apply.apply(db, roster, MOVEMENT, JOINED, ZONE)
            _join(db)
            _season(db, random.Random(groups))
    return engine


def _join(db: Db) -> None:
    named = select(people.people.c.id, people.people.c.code)
    joined = {"channel": "telegram", "bot": "123456", "used_at": JOINED}
    db.execute(update(people.people).values(consented_at=JOINED, language="vi"))
    rows = [{**joined, "sender": code[1:], "chat": code[1:], "person_id": person}
            for person, code in db.execute(named)]  # fmt: skip
    db.execute(insert(people.accounts), rows)


def _season(db: Db, dice: random.Random) -> None:
    """Reports of every second group, and a score of each, as if they had been worked out."""
    found = db.execute(select(*units.COLUMNS).where(units.units.c.kind == "group")).all()
    told = [(group.id, month) for group in found[::2] for month in MONTHS]
    at = JOINED.replace(month=11)
    common = {"form": "head-month", "status": "accepted", "version": 1, "started_at": at,
              "first_confirmed_at": at, "confirmed_at": at}  # fmt: skip
    rows = [{**common, "unit_id": unit, "period": month} for unit, month in told]
    db.execute(insert(reports.reports), rows)
    ids = db.execute(select(reports.reports.c.id)).scalars().all()
    codes = MOVEMENT.forms["head-month"].indicators
    for start in range(0, len(ids), 2000):
        cells = [{"report_id": report, "code": code, "value": dice.randrange(2, 2000)}
                 for report in ids[start : start + 2000] for code in codes]  # fmt: skip
        db.execute(insert(answers.cells), cells)
    for start in range(0, len(found), 2000):
        db.execute(insert(scores.scores), [_score(group, n % 2 == 0, basis, dice)
                   for n, group in enumerate(found[start : start + 2000])
                   for basis in scores.BASES])  # fmt: skip


def _score(group: Any, told: bool, basis: str, dice: random.Random) -> dict[str, Any]:
    ties = {f"tie{n}": dice.randrange(3) for n in range(1, 6)}
    above = {"league": LEAGUE.key} | scores.scopes(LEAGUE, units.Unit(*group).ancestor)
    return {"unit_id": group.id, "year": AS_OF.year, "basis": basis, **above, **ties,
            "standing": "ranked" if told else "no_data", "as_of": AS_OF,
            "total": dice.randrange(50, 101) * 10**9 if told else 0,
            "reported": 2 if told else 0, "required": 2, "under_review": False}  # fmt: skip


if __name__ == "__main__":
    ready(sys.argv[1], int(sys.argv[2])).dispose()
