"""Guards: what a picture is drawn from is kept for thirty days since it was last enclosed and no
longer, with what platforms call it; an address ends by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import BaseModel
from sqlalchemy import func, select

from storage import contents, forgetting
from storage.engine import Db
from storage.messages import Reply

NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
SOON, DAYS = timedelta(microseconds=1), timedelta(days=1)


class Shown(BaseModel):
    """What something is drawn from."""

    words: str


def enclosing(words: str, kind: str = "card") -> Reply:
    return Reply(text="x").enclosing(kind, Shown(words=words))


def kept(db: Db, words: str, now: datetime = NOW) -> str:
    reply = enclosing(words)
    contents.keep(db, reply, now)
    assert reply.attachment is not None
    return reply.attachment.digest


def counted(db: Db) -> tuple[int, int, int]:
    tables = (contents.contents, contents.sent_files, contents.links)
    found = [db.execute(select(func.count()).select_from(one)).scalar_one() for one in tables]
    return found[0], found[1], found[2]


def test_the_same_is_kept_once_and_the_digest_says_what_it_is(db: Db) -> None:
    digest = kept(db, "Tổ 1")
    assert kept(db, "Tổ 1") == digest
    assert kept(db, "Tổ 2") != digest
    other = enclosing("Tổ 1", "workbook").attachment
    assert other is not None
    assert other.digest != digest, "of another kind the same content is another file"
    there = contents.found(db, digest)
    assert there is not None
    assert (there[0].kind, there[1]) == ("card", '{"words":"Tổ 1"}')
    assert counted(db) == (2, 0, 0)


def test_a_message_keeps_the_reference_and_not_the_content() -> None:
    stored = enclosing("Tổ 1").model_dump_json()
    assert "Tổ 1" not in stored
    assert Reply.model_validate_json(stored).attachment == enclosing("Tổ 1").attachment


def test_what_encloses_nothing_keeps_nothing(db: Db) -> None:
    contents.keep(db, Reply(text="x"), NOW)
    assert counted(db) == (0, 0, 0)


@pytest.mark.parametrize(("age", "there"), [(30 * DAYS - SOON, True), (30 * DAYS, False)])
def test_thirty_days_since_it_was_last_enclosed_and_no_longer(
    db: Db, age: timedelta, there: bool
) -> None:
    digest = kept(db, "Tổ 1", NOW - 5 * DAYS)
    assert kept(db, "Tổ 1") == digest
    contents.remember(db, "telegram", "1", digest, "photo-1")
    forgetting.step(db, NOW + age, 100)
    assert (contents.found(db, digest) is not None) is there
    assert (contents.known(db, "telegram", "1", digest) is not None) is there


def test_only_the_names_of_what_is_forgotten_go(db: Db) -> None:
    old, new = kept(db, "old", NOW - 31 * DAYS), kept(db, "new")
    for digest in (old, new):
        contents.remember(db, "telegram", "1", digest, f"photo {digest}")
    assert contents.forget(db, NOW, 100) is False
    assert contents.known(db, "telegram", "1", old) is None
    assert contents.known(db, "telegram", "1", new) == f"photo {new}"


def test_forgetting_goes_in_steps(db: Db) -> None:
    for n in range(5):
        contents.link(db, f"s{n}", kept(db, str(n), NOW - 31 * DAYS), NOW - DAYS)
    assert [contents.forget(db, NOW, 2) for _ in range(3)] == [True, True, False]
    assert counted(db) == (0, 0, 0)


def test_a_name_holds_for_one_bot_of_one_platform_and_is_replaced(db: Db) -> None:
    digest = kept(db, "Tổ 1")
    contents.remember(db, "telegram", "1", digest, "photo-1")
    contents.remember(db, "telegram", "1", digest, "photo-2")
    assert contents.known(db, "telegram", "1", digest) == "photo-2"
    assert contents.known(db, "telegram", "2", digest) is None
    assert contents.known(db, "zalo", "1", digest) is None


def test_an_address_holds_until_its_moment(db: Db) -> None:
    digest, until = kept(db, "Tổ 1"), NOW + 2 * DAYS
    contents.link(db, "secret", digest, until)
    assert contents.linked(db, "secret", until - SOON) == contents.found(db, digest)
    assert contents.linked(db, "secret", until) is None
    assert contents.linked(db, "guess", NOW) is None
    contents.forget(db, until - SOON, 100)
    assert counted(db) == (1, 0, 1)
    contents.forget(db, until, 100)
    assert counted(db) == (1, 0, 0)
