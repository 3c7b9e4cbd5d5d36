"""Guards: no stored message can end the program, hold up others, or be printed."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sim import START, Platform, Time, play, sender
from sqlalchemy import Engine, select, text, update

from scheduler.compose import compose
from scoring.loading import builtin
from storage import outbox as rows
from storage import undelivered
from storage.engine import Db, reading, transaction
from storage.messages import Reply
from storage.outbox import Address, Waiting, outbox
from storage.people import bind, people

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECRET = "Nguyễn Thị Mẫu"
BAD: dict[str, tuple[str, object]] = {
    "no JSON": ("message", f"{{{SECRET}"),
    "another's shape": ("message", json.dumps({"text": [SECRET], "version": 9})),
    "no object": ("message", json.dumps(SECRET)),
    "nested without end": ("message", "[" * 100_000),
    "no task": ("reminder", f"{{{SECRET}"),
    "a task of a newer program": ("reminder", json.dumps({"day": SECRET})),
    "a number beyond the database's": ("unreachable", json.dumps({"person": 10**30})),
}
ONLY_SQLITE = {
    "bytes": "UPDATE outbox SET body = x'ff00fe' WHERE key = 'bad'",
    "no text": "UPDATE outbox SET body = CAST(x'ff00fe' AS TEXT) WHERE key = 'bad'",
    "no moment": "UPDATE outbox SET created_at = 'soon' WHERE key = 'bad'",
    "no number": "UPDATE outbox SET attempts = 'many', until = 'never' WHERE key = 'bad'",
}


def queue(db: Db, key: str, chat: str, body: str, kind: str = "message") -> None:
    person = db.execute(select(people.c.id)).scalar_one()
    to = Address("telegram", "1", chat, person)
    assert rows.enqueue(db, key, to, body, START, kind=kind) is not None


@pytest.fixture
def platform(engine: Engine) -> Platform:
    with transaction(engine) as db:
        db.execute(people.insert().values(code="P1", name="x", active=True))
        person = db.execute(select(people.c.id)).scalar_one()
        for chat in ("7", "8"):
            bind(db, person, Address("telegram", "1", chat), chat, START)
    return Platform(Time())


async def goes_on(engine: Engine, platform: Platform) -> None:
    """The bad row is set aside, without its text; the others go out, on the next start too."""
    with transaction(engine) as db:
        queue(db, "good", "7", Reply(text="hello").model_dump_json())
        queue(db, "other", "8", Reply(text="hello").model_dump_json())
    movement = builtin()

    def worded(db: Db, row: Waiting, now: datetime) -> Reply | datetime | None:
        return compose(db, row, now, movement, ZONE)

    for count in (2, 3):
        sending = sender(engine, platform)
        sending._compose = worded
        await play(sending, platform.time, lambda count=count: len(platform.sent) == count)
        with transaction(engine) as db:
            if count == 2:
                queue(db, "later", "7", Reply(text="hello").model_dump_json())
    with reading(engine) as db:
        where = outbox.c.key == "bad"
        status, why = db.execute(select(outbox.c.status, outbox.c.error).where(where)).one()
        assert (status, why.split(":")[0]) == ("failed", "not readable")
        assert SECRET not in why
        assert undelivered.counts(db)["failed"].rows == 1
        [one] = undelivered.some(db, 5)
        assert one.reader == "P1"
    with transaction(engine) as db:
        said = undelivered.again(db, one.id, START)
        assert said.startswith("not repeated: ")


@pytest.mark.parametrize("bad", BAD)
async def test_a_row_that_cannot_be_read_is_set_aside(
    engine: Engine, platform: Platform, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, body = BAD[bad]
    with transaction(engine) as db:
        queue(db, "bad", "7", str(body), kind)
    await goes_on(engine, platform)
    assert SECRET not in "".join(capsys.readouterr())


@pytest.mark.parametrize("bad", ONLY_SQLITE)
async def test_a_damaged_row_is_set_aside(engine: Engine, platform: Platform, bad: str) -> None:
    """PostgreSQL refuses to keep such rows; there the same must be said of what it keeps."""
    with transaction(engine) as db:
        queue(db, "bad", "7", "{")
        if engine.dialect.name == "sqlite":
            db.execute(text(ONLY_SQLITE[bad]))
    await goes_on(engine, platform)


async def test_a_channel_that_trips_over_a_message_ends_that_message_only(
    engine: Engine, platform: Platform
) -> None:
    def trip(said: str) -> None:
        if said != "hello":
            raise KeyError(SECRET)

    platform.answer = trip
    with transaction(engine) as db:
        queue(db, "bad", "7", Reply(text=SECRET).model_dump_json())
        queue(db, "good", "8", Reply(text="hello").model_dump_json())
    await play(sender(engine, platform), platform.time, lambda: len(platform.sent) == 1)
    with reading(engine) as db:
        assert dict(tuple(r) for r in db.execute(select(outbox.c.status, outbox.c.error))) == {
            "failed": "KeyError", "sent": None,
        }  # fmt: skip


async def test_an_odd_answer_of_the_platform_is_written_down(
    engine: Engine, platform: Platform
) -> None:
    with transaction(engine) as db:
        queue(db, "k", "7", Reply(text="x").model_dump_json())
        [row] = db.execute(select(outbox.c.id)).scalars()
        rows.sent(db, row, "1\0\ud800", START)
        rows.ended(db, row, "failed", "odd \0\ud800")
        assert db.execute(select(outbox.c.external_id, outbox.c.error)).one() == ("1", "odd ")
        db.execute(update(outbox).values(status="queued"))
