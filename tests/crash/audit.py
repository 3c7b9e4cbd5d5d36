"""What came of a round at one report, read from its rows alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from handlers import seen as showing
from handlers.seen import Seen
from storage.answers import counted, entries, given
from storage.engine import Db, reading
from storage.reports import events, reports
from storage.updates import updates
from tests.crash.together import Move, Town

Values = dict[str, int | None]
_LOANS = re.compile(r"2\. Dư nợ: (?:<b>)?.*?(\d+(?:\.\d+)+) (?:đ\)|đồng)")


@dataclass
class Report:
    """A report as its history says it went."""

    working: Values = field(default_factory=dict)
    counts: Values = field(default_factory=dict)
    hands: set[int] = field(default_factory=set)


def audit(town: Town) -> Counter[str]:
    """How many of each act there were, and (in capitals) how many that must not be."""
    found, report = Counter[str](), Report()
    for row in _history(town):
        move = town.moves[row.at]
        if hasattr(row, "code"):
            found["ASTRAY"] += _astray(move, row.code)
            report.working[row.code] = row.value
            report.hands.add(row.person_id)
            continue
        found[row.act] += 1
        right = report.working if row.act in ("confirmed", "discarded") else report.counts
        found["UNSEEN"] += _seen(move) is None
        found["STALE"] += _stale(move, right)
        found["OWN"] += row.act in ("accepted", "returned") and row.person_id in report.hands
        if row.act == "confirmed":
            report.counts = dict(report.working)
            report.hands.add(row.person_id)
        if row.act == "discarded":
            report.working = dict(report.counts)
    found["LOST"] += _stands(town) != [report.working, report.counts]
    found["FAILED"] += _failed(town)
    return found


def _history(town: Town) -> list[Any]:
    """Entries and events in the order of their editions; an edition is one turn."""
    with reading(town.engine) as db:
        first = _first(db)
        rows = [
            row
            for table in (entries, events)
            for row in db.execute(select(table).where(table.c.report_id == first))
        ]
    return sorted(rows, key=lambda row: (row.edition, row.id))


def _first(db: Db) -> int:
    """The round's report: others are begun from what is offered after it."""
    return int(db.execute(select(func.min(reports.c.id))).scalar_one())


def _seen(move: Move) -> Seen | None:
    return showing.read(move.reply.shows) if move.reply else None


def _astray(move: Move, code: str) -> bool:
    """Whether an answer went to another question than the one on the screen."""
    seen = _seen(move)
    return not move.said.text.startswith("BC") and (seen is None or seen.code != code)


def _stale(move: Move, right: Values) -> bool:
    """Whether other values stood on the card: by what it says that it shows, and by its text."""
    seen = _seen(move)
    if seen is None or move.reply is None or dict(seen.values) != right:
        return True
    text = _LOANS.search(move.reply.text)
    return bool(text) and int(text[1].replace(".", "")) != right.get("LOAN_OUT")


def _stands(town: Town) -> list[Values]:
    with reading(town.engine) as db:
        key = _first(db)
        now = [given(db, key), counted(db, key)]
    return [{code: answer.value for code, answer in values.items()} for values in now]


def _failed(town: Town) -> int:
    with reading(town.engine) as db:
        return len(db.execute(select(updates.c.id).where(updates.c.error.is_not(None))).all())
