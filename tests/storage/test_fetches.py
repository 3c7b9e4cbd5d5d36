"""Guards: a file on its way has one program at a time that fetches it, until its claim ends; it
ends once; nothing by which it could be had again is kept, and after a week nothing at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select

from storage import fetches, forgetting
from storage.engine import Db, replayed, transaction
from storage.fetches import KEPT, LEASE, Wanted
from storage.outbox import Address
from storage.people import people
from storage.sent import Sent

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERE = ("telegram", "1")


def put(db: Db, ref: str, now: datetime = NOW, channel: str = "telegram") -> None:
    if not db.execute(select(people.c.id)).first():
        row = {"id": 5, "code": "P1", "name": "A", "active": True}
        db.execute(insert(people).values(row))
    to = Address(channel, "1", "77", 5)
    fetches.put(db, to, Sent(ref=ref, name="a.pdf"), "box", "{}", now, now)


def claim(db: Db, word: str, now: datetime = NOW, most: int = 9) -> list[Wanted]:
    return fetches.claim(db, *HERE, now, claim=word, most=most)


def refs(rows: list[Wanted]) -> list[str]:
    return [row.ref for row in rows]


def test_the_oldest_goes_first_and_once(db: Db) -> None:
    for ref in "abc":
        put(db, ref)
    put(db, "of another channel", channel="zalo")
    assert refs(claim(db, "one", most=2)) == ["a", "b"]
    assert refs(claim(db, "two")) == ["c"]
    assert claim(db, "three") == []
    assert not fetches.any_due(db, *HERE, NOW)


def test_a_claim_ends_and_then_holds_no_more(db: Db) -> None:
    put(db, "a")
    [slow] = claim(db, "one")
    assert claim(db, "two", NOW + LEASE - MINUTE) == []
    assert fetches.hold(db, slow)
    [other] = claim(db, "two", NOW + LEASE)
    assert (other.ref, slow.attempts, other.attempts) == ("a", 1, 2)
    assert not fetches.hold(db, slow)
    fetches.end(db, slow, "taken", NOW)
    assert fetches.hold(db, other)
    fetches.end(db, other, "taken", NOW)
    assert not fetches.hold(db, other)
    assert claim(db, "three", NOW + 2 * LEASE) == []


def test_what_could_not_be_had_is_due_again_later(db: Db) -> None:
    put(db, "a")
    [row] = claim(db, "one")
    fetches.again(db, row, NOW + MINUTE, "502")
    assert not fetches.hold(db, row)
    assert claim(db, "two") == []
    assert refs(claim(db, "two", NOW + MINUTE)) == ["a"]


def test_who_leaves_hands_on_what_it_had(db: Db) -> None:
    put(db, "a")
    claim(db, "one")
    put(db, "b")
    claim(db, "two")
    fetches.release(db, {"one"}, NOW)
    [row] = claim(db, "three")
    assert (row.ref, row.attempts) == ("a", 1)


def test_who_comes_takes_up_what_was_in_hand_unless_it_kills(db: Db) -> None:
    put(db, "a")
    for attempt in (1, 2, 3):
        [row] = claim(db, f"dead {attempt}")
        assert row.attempts == attempt
        fetches.reclaim(db, *HERE, NOW)
    assert claim(db, "next") == []
    assert refs(claim(db, "next", NOW + LEASE)) == ["a"]


def test_how_it_can_be_had_is_not_kept(db: Db) -> None:
    put(db, "https://photo.example/secret")
    [row] = claim(db, "one")
    fetches.end(db, row, "lost", NOW, "status 404\0")
    [kept] = db.execute(select(fetches.fetches)).all()
    assert (kept.ref, kept.status, kept.error) == ("", "lost", "status 404")


@pytest.mark.parametrize("status", ["queued", "taken"])
def test_after_a_week_nothing_is_kept(db: Db, status: str) -> None:
    for n in range(5):
        put(db, str(n), NOW - KEPT + n * MINUTE)
    if status == "taken":
        for row in claim(db, "one"):
            fetches.end(db, row, status, NOW)
    assert forgetting.step(db, NOW + 2 * MINUTE, 2)
    while forgetting.step(db, NOW + 2 * MINUTE, 2):
        pass
    kept = select(fetches.fetches.c.created_at).order_by(fetches.fetches.c.id)
    assert [at - NOW + KEPT for at in db.execute(kept).scalars()] == [3 * MINUTE, 4 * MINUTE]


def test_of_many_at_once_each_gets_others(engine: Engine) -> None:
    with transaction(engine) as db:
        for n in range(40):
            put(db, str(n))
    found: list[str] = []

    def work(word: str) -> Callable[[], None]:
        def run() -> None:
            while rows := replayed(engine, lambda db: claim(db, word, most=3)):
                found.extend(refs(rows))

        return run

    threads = [threading.Thread(target=work(str(n))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=int) == [str(n) for n in range(40)]
