"""Guards: what leaves is what is due, the most urgent first and each chat in its order, and to find
it nothing is looked at that is due later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, update

from storage import outbox
from storage.engine import Db, transaction
from storage.outbox import BULK, PUSH, REPLY, STRANGER, Address

NOW = datetime(2026, 12, 1, 5, tzinfo=UTC)
LATER = timedelta(hours=1)


def queue(db: Db, *rows: tuple[str, int, timedelta]) -> None:
    """(chat, priority, due in); a row's key is its number and chat."""
    for n, (chat, priority, wait) in enumerate(rows):
        to = Address("telegram", "1", chat)
        outbox.enqueue(db, f"{n} {chat}", to, "{}", NOW, priority=priority, due_at=NOW + wait)


def claimed(db: Db, most: int = 9, busy: Sequence[str] = (), **given: int) -> list[str]:
    rows = outbox.claim(db, "telegram", "1", NOW, holder="t", busy=[*busy], most=most, **given)
    found = {row.id: row.key for row in db.execute(outbox.outbox.select())}
    return [found[row.id] for row in rows]


ZERO = timedelta()


def test_the_urgent_go_first_and_what_is_due_later_stays(db: Db) -> None:
    queue(db, ("a", BULK, ZERO), ("b", PUSH, ZERO), ("c", REPLY, LATER), ("d", STRANGER, ZERO),
          ("e", REPLY, ZERO))  # fmt: skip
    assert claimed(db, most=1) == ["4 e"]
    assert claimed(db, least=STRANGER) == ["1 b", "3 d"]
    assert claimed(db) == ["0 a"]
    assert claimed(db) == []


def test_a_chat_gets_its_messages_in_order_also_after_one_was_tried_again(db: Db) -> None:
    queue(db, ("a", REPLY, ZERO), ("a", REPLY, -LATER), ("b", REPLY, -LATER / 2))
    assert claimed(db, most=1) == ["0 a"]  # due last, written first
    assert claimed(db) == ["1 a", "2 b"]
    assert claimed(db) == []


def test_one_for_a_chat_and_none_for_who_rests(db: Db) -> None:
    queue(db, ("a", REPLY, ZERO), ("a", REPLY, ZERO), ("b", REPLY, ZERO), ("c", BULK, ZERO))
    assert claimed(db, busy=["b"]) == ["0 a", "3 c"]
    assert claimed(db, busy=["a"]) == ["2 b"]


@pytest.mark.parametrize("analysed", [False, True])
@pytest.mark.parametrize("most", [1, 8, 64])
@pytest.mark.parametrize("later", [ZERO, LATER])
def test_a_mailing_is_not_gone_through(
    engine: Engine, later: timedelta, most: int, analysed: bool
) -> None:
    """Neither one that is due nor one put off: a claim looks into the indexes, and at no more rows
    than it may take, also where the database has never counted what is there."""
    asked: list[tuple[str, Any]] = []

    def note(_db: Db, _cursor: object, sql: str, given: Any, *_: object) -> None:
        asked.append((sql, given))

    with transaction(engine) as db:
        queue(db, *((f"m{n}", BULK, later) for n in range(300)), ("r", REPLY, ZERO))
        if analysed:
            db.exec_driver_sql("ANALYZE")
        event.listen(engine, "before_cursor_execute", note)
        rows = outbox.claim(db, "telegram", "1", NOW, holder="t", busy=["x"], most=most)
        event.remove(engine, "before_cursor_execute", note)
        assert rows[0].address.chat == "r"
        assert len(rows) == (1 if later else most)
        db.execute(update(outbox.outbox).values(status="queued"))
        assert len(asked) == 3
        for sql, given in asked:
            plan = _plan(db, sql, given)
            assert _in_indexes(plan, most), plan


def _plan(db: Db, sql: str, given: Any) -> list[str]:
    if db.dialect.name == "sqlite":
        how = "EXPLAIN QUERY PLAN "
    else:
        how = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) "
        db.exec_driver_sql("SET LOCAL enable_seqscan = off")  # 300 rows are soon read whole
    return [str(row[-1]) for row in db.exec_driver_sql(how + sql, given)]


EXACT = ("outbox_queue (status=? AND channel=? AND bot=? AND priority=? AND due_at<?)",
         "outbox_heads (channel=? AND bot=? AND chat=? AND priority<?)",
         "PRIMARY KEY (rowid=?)")  # fmt: skip
"""How SQLite may look into the table."""


def _in_indexes(plan: list[str], most: int) -> bool:
    """Whether each look goes straight to what is due, and past nothing but older versions of it."""
    looks = [line for line in plan if re.search(r"\b(outbox|own)\b", line)]
    if "SEARCH" in "".join(plan):
        return bool(looks) and all(line.endswith(EXACT) for line in looks)
    read = [int(rows) for rows in re.findall(r"Scan .*actual rows=(\d+)", "\n".join(plan))]
    passed = any("Seq Scan on outbox" in line or "Rows Removed" in line for line in plan)
    return bool(looks) and not passed and max(read) <= 3 * most
