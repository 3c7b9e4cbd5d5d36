"""Guards: whoever is shut out stays out, also where they are just joining at that moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

from sqlalchemy import Engine, insert, select

from storage import access, invitations, people
from storage.conversations import conversations, lock
from storage.engine import Db, transaction
from storage.outbox import Address, enqueue, outbox

NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)
ROUNDS = 15


def person(db: Db, code: str) -> int:
    row = {"code": code, "name": f"Người {code}", "active": True}
    return int(
        db.execute(insert(people.people).values(row).returning(people.people.c.id)).scalar_one()
    )


def at(name: str, person_id: int | None = None) -> Address:
    return Address("telegram", "1", name, person_id)


def test_joining_and_being_shut_out_at_once_ends_outside(engine: Engine) -> None:
    """Either the code is dead before it is sent, or the account that it made is ended."""
    with transaction(engine) as db:
        who = person(db, "P1")

    def joins(code: str, together: Barrier) -> None:
        together.wait()
        with transaction(engine) as db:
            if invitations.redeem(db, code, NOW) == who:
                access.give(db, who, at("7"), "7", NOW)

    def shuts(together: Barrier) -> None:
        together.wait()
        with transaction(engine) as db:
            access.revoke(db, who, NOW)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            with transaction(engine) as db:
                code = invitations.make(db, who, NOW)
            together = Barrier(2)
            both = pool.submit(joins, code, together), pool.submit(shuts, together)
            for one in both:
                one.result()
            with transaction(engine) as db:
                assert people.of_account(db, "telegram", "1", "7") is None
                assert invitations.redeem(db, code, NOW) is None


def test_only_the_persons_own_goes(db: Db) -> None:
    who, other = person(db, "P1"), person(db, "P2")
    for name, owner in (("7", who), ("8", other)):
        access.give(db, owner, at(name), name, NOW)
        lock(db, "telegram", "1", name)
        enqueue(db, name, at(name, owner), "{}", NOW + timedelta(hours=1))
    db.execute(conversations.update().values(frames="[1]"))
    code = invitations.make(db, other, NOW)
    ended = access.revoke(db, who, NOW)
    assert ended == access.Ended(accounts=1, codes=0, requests=0, dialogues=1, messages=1)
    assert access.revoke(db, who, NOW) == access.Ended(0, 0, 0, 0, 0)
    kept = select(conversations.c.chat).where(conversations.c.frames == "[1]")
    assert db.execute(kept).scalars().all() == ["8"]
    waits = select(outbox.c.key).where(outbox.c.status == "queued")
    assert db.execute(waits).scalars().all() == ["8"]
    assert invitations.redeem(db, code, NOW) == other


def test_who_was_shut_out_comes_in_by_code_only(db: Db) -> None:
    who = person(db, "P1")
    assert not access.by_code_only(db, who)
    access.revoke(db, who, NOW)
    assert access.by_code_only(db, who)
    access.give(db, who, at("9"), "9", NOW)
    assert access.by_code_only(db, who)  # there is somebody to ask now
