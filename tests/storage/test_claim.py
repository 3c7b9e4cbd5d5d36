"""Guards: what leaves is what is due, the most urgent first and each chat in its order, and to find
it nothing is looked at that is due later."""

from __future__ import annotations

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


@pytest.mark.parametrize("most", [1, 64])
def test_a_mailing_put_off_is_not_looked_at(engine: Engine, most: int) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_db: Db, _cursor: object, sql: str, given: Any, *_: object) -> None:
        asked.append((sql, given))

    with transaction(engine) as db:
        queue(db, *((f"m{n}", BULK, LATER) for n in range(300)), ("r", REPLY, ZERO))
        event.listen(engine, "before_cursor_execute", note)
        rows = outbox.claim(db, "telegram", "1", NOW, holder="t", busy=["x"], most=most)
        event.remove(engine, "before_cursor_execute", note)
        assert [row.address.chat for row in rows] == ["r"]
        db.execute(update(outbox.outbox).values(status="queued"))
        looks = [one for one in asked if one[0].startswith("SELECT")]
        assert len(looks) == 2
        for sql, given in looks:
            assert _past_nothing(db, sql, given)


def _past_nothing(db: Db, sql: str, given: Any) -> bool:
    """Whether each look goes through an index, and past nothing that is due later."""
    if db.dialect.name == "sqlite":
        plan = [str(row[-1]) for row in db.exec_driver_sql("EXPLAIN QUERY PLAN " + sql, given)]
        looks = [line for line in plan if "outbox" in line]
        return bool(looks) and all("due_at<" in line or "outbox_heads" in line for line in looks)
    db.exec_driver_sql("SET LOCAL enable_seqscan = off")
    found = db.exec_driver_sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql, given)
    plan = [str(row[-1]) for row in found]
    return not any("Seq Scan on outbox" in line or "Rows Removed" in line for line in plan)
