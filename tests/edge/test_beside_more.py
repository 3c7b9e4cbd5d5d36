"""Guards: the board is answered beside the writer, what is done from it is done once by the writer;
what a reply or a caption means is found out in its turn."""

from __future__ import annotations

import pytest
from asking import HEAD, Counted, by_the_writer, message, said
from sqlalchemy import Engine, select

from storage import people
from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.people import people as people_table


@pytest.fixture
def town(engine: Engine) -> Engine:
    return engine


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


OFFICER = "P001"


@pytest.mark.parametrize("text", ["/board", "/board 9900001", "/board NOBODY"])
def test_the_board_is_read_beside_the_writer(town: Engine, counted: Counted, text: str) -> None:
    item = message(text, 1, OFFICER)
    right = by_the_writer(town, item)
    assert said(town, item) == [right]
    assert (counted.read, counted.counted) == (1, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("/board remind 9900001 head-month 2026-11", "reminder"),
     ("/board invite 9900001", "invitation")],
)  # fmt: skip
def test_what_the_board_does_is_done_by_the_writer_once(
    town: Engine, counted: Counted, text: str, kind: str
) -> None:
    with transaction(town) as db:
        heads = people_table.c.code == HEAD
        head = select(people_table.c.id).where(heads).scalar_subquery()
        if kind == "invitation":
            db.execute(people.accounts.delete().where(people.accounts.c.person_id == head))
    said(town, message(text, 1, OFFICER))
    assert counted.read == 0
    with reading(town) as db:
        kinds = db.execute(select(outbox.c.kind).where(outbox.c.kind == kind)).scalars().all()
    assert kinds == [kind]


def test_a_reply_and_a_caption_are_the_writers_and_a_group_hears_nothing(
    town: Engine, counted: Counted
) -> None:
    reply = message("/standings", 1, refers_to="77")
    right = by_the_writer(town, reply)
    assert said(town, reply) == [right]
    found = said(town, message("/standings", 2, kind="photo"))
    assert found[1].startswith("Only the words were read")
    in_group = message("/standings", 3).model_copy(update={"private": False, "chat": "-5"})
    assert said(town, in_group) == found
    assert counted.read == 0
