"""Guards: standings are published in a group where an administrator has asked for it there, and
nobody else; units only, without marks; until one ends it, or the group shuts us out."""

from __future__ import annotations

from datetime import UTC

import pytest
from push_stage import ALL, FIRST, SECOND, pushed, stand
from sqlalchemy import Engine, delete, select
from told_stage import MOVEMENT, ZONE, at, person

from bot.channels.telegram.updates import read
from bot.sending.retries import write_down
from handlers.routing.play import Site, play
from storage import disqualifications as marks
from storage import outbox as rows
from storage import people, settings, subscriptions, units
from storage.disqualifications import Of
from storage.engine import reading, transaction
from storage.messages import Incoming, Reply
from storage.outbox import Address, outbox
from storage.people import people as people_table
from storage.people import roles
from storage.publication_tables import Subscription
from storage.tables import table

GROUP, ADMIN, MEMBER = "-1007", "P057", "P054"
SITE = Site(MOVEMENT, ZONE)
wanted = table(Subscription)


@pytest.fixture
def council(pushing: Engine) -> Engine:
    """The Council has a group, P057 is an administrator; everybody has agreed, in English."""
    with transaction(pushing) as db:
        branch = units.by_code(db, "BRANCH")
        assert branch is not None
        row = {"person_id": person(db, ADMIN), "unit_id": branch.id, "role": "admin"}
        db.execute(roles.insert().values(row))
        db.execute(people_table.update().values(language="en", consented_at=at("2026-10-01T08:00")))
        settings.call_bot(db, "telegram", "ThiDuaBot")
        subscriptions.stop(db, person(db, MEMBER))
    return pushing


def said(engine: Engine, who: str, text: str, kind: str = "text") -> list[str]:
    """What a message in the group is answered."""
    with transaction(engine) as db:
        before = db.execute(select(outbox.c.id)).scalars().all()
        number = str(len(before) + 1000) + text + who
        message = Incoming.model_validate(
            {"channel": "telegram", "bot": "1", "kind": kind, "chat": GROUP, "sender": who,
             "external_id": number, "text": text, "private": False}
        )  # fmt: skip
        play(db, message, at("2026-12-14T10:00").astimezone(UTC), SITE)
        found = select(outbox.c.body).where(outbox.c.id.not_in(before), outbox.c.chat == GROUP)
        told = [Reply.model_validate_json(body).text for body in db.execute(found).scalars()]
        db.execute(outbox.update().values(status="sent"))
        return told


def chats(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as db:
        return [tuple(row) for row in db.execute(select(wanted.c.chat, wanted.c.frequency))]


def test_an_administrator_has_a_list_published_and_ends_it(council: Engine) -> None:
    [told] = said(council, ADMIN, "/publish@ThiDuaBot here groups daily")
    assert told.split("\n")[:2] == [
        "Published in this chat: Every day.", "S&amp;L groups: Chi nhánh NHCSXH tỉnh Tây Ninh",
    ]  # fmt: skip
    found = pushed(council, FIRST)
    assert set(found) == {GROUP}
    assert "publication No. 1" in found[GROUP].text
    assert found[GROUP].choices == ()
    stand(council, {**ALL, "9900003": 200})
    assert "Mẫu 3, Phường Tân Ninh: up 2 places" in pushed(council, SECOND)[GROUP].text
    assert said(council, ADMIN, "/publish off") == ["Nothing is published here any more."]
    assert pushed(council, "2026-12-17") == {}


def test_a_list_has_one_row_a_group_whoever_asks_for_it(council: Engine) -> None:
    said(council, ADMIN, "/publish here groups daily")
    said(council, ADMIN, "/publish here groups weekly 2 9")
    said(council, ADMIN, "/publish here communes")
    assert chats(council) == [(GROUP, "weekly"), (GROUP, "weekly")]


@pytest.mark.parametrize("text", ["/publish here", "/publish@OtherBot here", "/publish", "here"])
def test_nobody_else_and_no_other_bot_is_answered(council: Engine, text: str) -> None:
    writers = [MEMBER, "X1"] if text == "/publish here" else [ADMIN]
    for who in writers:
        assert said(council, who, text) == []
    assert chats(council) == []


def test_no_place_of_one_person_and_no_mark_is_published(council: Engine) -> None:
    with transaction(council) as db:
        unit = units.by_code(db, "9900001")
        assert unit is not None
        of = Of(MOVEMENT.code, 2026, unit.id, next(iter(MOVEMENT.grounds)))
        marks.add(db, of, "confirmed", None, at("2026-12-14T08:00").astimezone(UTC))
    said(council, ADMIN, "/publish here groups daily")
    assert "Figures are only" not in "".join(said(council, ADMIN, "/publish here 9900001 daily"))
    found = pushed(council, FIRST)[GROUP]
    assert "1. Tổ TK&amp;VV ấp/khu phố Mẫu 1" in found.text
    assert "(*)" not in found.text
    assert "Not eligible" not in found.text


def test_it_is_sent_while_the_administrator_is_one(council: Engine) -> None:
    said(council, ADMIN, "/publish here groups daily")
    with transaction(council) as db:
        db.execute(delete(roles).where(roles.c.role == "admin"))
    assert pushed(council, FIRST) == {}


@pytest.mark.parametrize("status", ["kicked", "left"])
def test_who_is_removed_from_the_group_sends_nothing_more(council: Engine, status: str) -> None:
    said(council, ADMIN, "/publish here groups daily")
    update = {"update_id": 7, "my_chat_member": {
        "chat": {"id": int(GROUP), "type": "supergroup"}, "from": {"id": 5}, "date": 1790000000,
        "new_chat_member": {"status": status}}}  # fmt: skip
    message = read(update, "1")
    assert isinstance(message, Incoming)
    with transaction(council) as db:
        play(db, message, at("2026-12-14T11:00").astimezone(UTC), SITE)
    assert chats(council) == []


def test_a_group_that_refuses_us_is_left(council: Engine) -> None:
    from bot.channels.base import SendError

    said(council, ADMIN, "/publish here groups daily")
    moment = at(f"{FIRST}T08:00").astimezone(UTC)
    with transaction(council) as db:
        rows.enqueue(db, "x", Address("telegram", "1", GROUP), "{}", moment)
        [row] = rows.claim(db, "telegram", "1", moment, holder="t", busy=[], most=1)
        write_down(db, row, SendError("blocked", "kicked"), moment, lambda *_: None)
        assert people.by_id(db, person(db, ADMIN)) is not None
    assert chats(council) == []
