"""Guards: on a channel without buttons nobody answers what they have not seen: a choice that is
sent twice, or while the next question is on its way, never acts on that next question."""

from __future__ import annotations

import pytest
from player import Player
from sqlalchemy import func, select, update

from storage.answers import entries
from storage.engine import reading, transaction
from storage.messages import Choice, Reply
from storage.outbox import PUSH, Address, enqueue, outbox
from storage.reports import reports

LINE = "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có"


@pytest.fixture
def head(player: Player) -> Player:
    player.channel, player.buttons = "zalo", False
    for who in ("P001", "P002", "P003"):
        player.join(who)
    return player


def at_once(player: Player, who: str, *texts: str) -> str:
    """Several messages before any answer is delivered; then what the last answer says."""
    player._deliver, deliver = list, player._deliver  # type: ignore[method-assign,assignment]
    for text in texts:
        player.write(who, text)
    player._deliver = deliver  # type: ignore[method-assign]
    while player._deliver():  # one message a chat and claim
        pass
    return player.shown[who][1].text


def push(player: Player, who: str, reply: Reply) -> None:
    with transaction(player.engine) as db:
        to = Address("zalo", "1", who)
        key = f"push:{player.count}"
        enqueue(db, key, to, reply.model_dump_json(), player.now, priority=PUSH)
    player._deliver()


def kept(player: Player) -> int:
    with reading(player.engine) as db:
        return db.execute(select(func.count()).select_from(entries)).scalar_one()


def accepted(player: Player) -> int:
    with reading(player.engine) as db:
        where = reports.c.status == "accepted"
        return db.execute(select(func.count()).where(where)).scalar_one()


def reported(player: Player, *heads: str) -> None:
    for who in heads:
        player.write(who, LINE.replace("45", "52") if who == "P003" else LINE)
        player.write(who, "xác nhận")


def test_a_number_sent_twice_is_no_figure_of_the_question_behind_it(head: Player) -> None:
    head.write("P002", "asdf")
    said = at_once(head, "P002", "1", "1")
    assert "Câu 1/9" in said
    assert kept(head) == 0
    head.write("P002", "45")
    assert kept(head) == 1


@pytest.mark.parametrize("said", ["1", "Chấp nhận", "chấp", "có", "ok"])
def test_accepting_twice_accepts_no_report_that_was_not_seen(head: Player, said: str) -> None:
    reported(head, "P002", "P003")
    head.write("P001", "/review")
    assert "Mẫu 3" not in at_once(head, "P001", said, said)
    assert accepted(head) == 1
    head.write("P001", said)
    assert accepted(head) == 2


def test_a_sticker_sent_twice_says_yes_once(head: Player) -> None:
    head.write("P002", "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr")
    head.write("P002", "/report")
    before = kept(head)
    at_once(head, "P002", "sticker", "sticker")
    assert kept(head) == before + 1


def test_figures_may_be_written_ahead(head: Player) -> None:
    head.write("P002", "/report")
    assert "Câu 3/9" in at_once(head, "P002", "45", "2285tr")


def test_a_notice_without_choices_leaves_the_list_as_it_is(head: Player) -> None:
    head.write("P002", "asdf")
    push(head, "P002", Reply(text="Báo cáo đã được đồng ý."))
    assert "Câu 1/9" in "".join(head.write("P002", "1"))


def test_a_list_from_before_the_present_question_is_over(head: Player) -> None:
    head.write("P002", "asdf")
    head.write("P002", "/help")  # an answer without choices
    assert "Chưa hiểu" in "".join(head.write("P002", "1"))


def test_a_reminder_that_leaves_later_than_it_was_queued_is_the_newest(head: Player) -> None:
    with transaction(head.engine) as db:
        list_ = Reply(text="?", choices=((Choice(label="Ngôn ngữ", says="/language"),),))
        to = Address("zalo", "1", "P002")
        late = head.now.replace(hour=9)
        enqueue(db, "late", to, list_.model_dump_json(), head.now, priority=PUSH, due_at=late)
    head.write("P002", "asdf")
    head.now = late
    head._deliver()
    assert "Xin chọn ngôn ngữ" in "".join(head.write("P002", "1"))


@pytest.mark.parametrize("status", ["unknown", "failed", "sending"])
def test_where_nobody_knows_which_list_was_read_it_is_asked_again(
    head: Player, status: str
) -> None:
    reported(head, "P002", "P003")
    head.write("P001", "/review")
    head.write("P001", "1")
    with transaction(head.engine) as db:  # the second card timed out, or never left
        newest = select(func.max(outbox.c.id)).where(outbox.c.chat == "P001").scalar_subquery()
        db.execute(update(outbox).where(outbox.c.id == newest).values(status=status))
    asked = head.write("P001", "1")
    assert accepted(head) == 1
    assert "P001 | [Chấp nhận]" in asked
    head.write("P001", "1")
    assert accepted(head) == 2


def test_the_first_list_counts_even_if_its_delivery_is_not_known(head: Player) -> None:
    head.write("P002", "asdf")
    with transaction(head.engine) as db:
        db.execute(update(outbox).values(status="unknown"))
    assert "Câu 1/9" in "".join(head.write("P002", "1"))
