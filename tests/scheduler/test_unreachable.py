"""Whoever closes the chat is not written to again, and somebody who can call hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from locales.translator import translator
from scheduler import unreachable
from storage import people
from storage.engine import transaction
from storage.outbox import Address, outbox
from storage.people import people as people_table
from tests.beginnings import organised

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 2, 9, tzinfo=ZONE)


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def test_the_officer_is_told_once_a_day_and_not_when_the_chat_is_open_again(
    engine: Engine,
) -> None:
    with transaction(engine) as db:
        ids = {}
        for code in ("P001", "P002"):
            where = people_table.c.code == code
            ids[code] = db.execute(select(people_table.c.id).where(where)).scalar_one()
            people.bind(db, ids[code], Address("telegram", "1", code), code, NOW)
        people.block(db, "telegram", "1", "P002", NOW)
        unreachable.tell(db, ids["P002"], ZONE, NOW)
        unreachable.tell(db, ids["P002"], ZONE, NOW)
        row = db.execute(select(outbox.c.chat, outbox.c.body)).one()
        assert row.chat == "P001"
        officer = people.by_id(db, ids["P001"])
        assert officer is not None
        task = unreachable.Task.model_validate_json(row.body)
        assert unreachable.still(db, task)
        reply = unreachable.write(translator("vi"), db, task, officer)
        assert reply is not None
        assert "Nguyễn Thị Mẫu Một" in reply.text
        assert "+84000000002" in reply.text
        people.block(db, "telegram", "1", "P002", None)
        assert not unreachable.still(db, task)
