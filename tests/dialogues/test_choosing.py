"""Guards: without buttons a number chooses from the newest list, never where a number is an answer;
labels, their beginnings and known words choose too; an old list does not act on a new one."""

from __future__ import annotations

import pytest
from player import Player

from bot.channels.layout import plain
from handlers.routing.play import play
from storage.engine import transaction
from storage.messages import Choice, Incoming, Reply
from storage.outbox import Address, enqueue


@pytest.fixture
def head(player: Player) -> Player:
    player.channel, player.buttons = "zalo", False
    player.join("P002")
    return player


def last(player: Player) -> str:
    return player.shown["P002"][1].text


def test_a_number_chooses_from_the_list(head: Player) -> None:
    head.write("P002", "asdf")
    head.write("P002", "1")
    assert "Câu 1/9" in last(head)


def test_where_a_number_is_asked_for_digits_are_data(head: Player) -> None:
    head.write("P002", "/report")
    head.write("P002", "2")
    assert "2 hộ" in last(head)  # and not the second choice, "back"
    head.write("P002", "45")
    assert "Câu 2/9" in last(head)


def test_on_the_card_a_number_is_a_line_to_correct(head: Player) -> None:
    head.write("P002", "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có")
    head.write("P002", "1")
    assert "Câu 1/9" in last(head)
    head.write("P002", "45")
    head.write("P002", "xác nhận")
    assert "Đã nhận" in last(head)


@pytest.mark.parametrize("said", ["chưa rõ", "CHUA RO", "chua r"])
def test_a_label_and_its_beginning_choose(head: Player, said: str) -> None:
    head.write("P002", "/report")
    head.write("P002", said)
    assert "Đã ghi. Số hộ còn dư nợ: chưa rõ." in last(head)


def test_a_beginning_of_two_letters_or_of_two_choices_is_none(head: Player) -> None:
    head.write("P002", "asdf")
    for said in ("xe", "xem"):  # "Xem xếp hạng", "Xem vì sao"
        head.write("P002", said)
        assert "Chưa hiểu" in last(head)


def test_a_number_means_the_newest_list_even_if_it_is_a_reminders(head: Player) -> None:
    head.write("P002", "asdf")
    with transaction(head.engine) as db:
        pushed = Reply(text="Nhắc", choices=((Choice(label="Ngôn ngữ", says="/language"),),))
        enqueue(db, "push", Address("zalo", "1", "P002"), pushed.model_dump_json(), head.now)
    head._deliver()
    head.write("P002", "1")
    assert "Xin chọn ngôn ngữ" in last(head)


def test_with_buttons_a_number_is_no_choice(player: Player) -> None:
    player.join("P002")
    player.write("P002", "asdf")
    player.write("P002", "1")
    assert "Chưa hiểu" in last(player)


@pytest.mark.parametrize(
    ("sticker", "agreed"), [("👍", True), ("", True), ("👎", False), ("😢", None)]
)
def test_a_sticker_answers_yes_or_no_and_nothing_else(
    head: Player, sticker: str, agreed: bool | None
) -> None:
    head._play("P002", kind="sticker", text=sticker)
    assert "chỉ đọc được tin nhắn chữ" in last(head)
    head.write("P002", "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr")
    assert "Câu 9/9" in last(head)
    head._play("P002", kind="sticker", text=sticker)
    if agreed is None:
        assert "chỉ đọc được tin nhắn chữ" in last(head)
    else:
        assert f"phiên giao dịch xã: {'Có' if agreed else 'Không'}" in last(head)
        head._play("P002", kind="sticker", text=sticker)
        assert "Đã nhận" not in last(head)  # a card is confirmed in words


def test_a_list_is_numbered_and_a_numeric_question_offers_words() -> None:
    menu = Reply(
        text="?", choices=((Choice(label="A & B", says="a"),), (Choice(label="C", says="c"),))
    )
    assert plain(menu, "by number", "or:").text == "?\n\n1. A &amp; B\n2. C\nby number"
    labels = ["Xác nhận", "Sửa 1", "Sửa 2", "Sửa 3", "Bỏ"]
    card = Reply(text="?", choices=tuple((Choice(label=x, says=x),) for x in labels), digits=True)
    assert plain(card, "by number", "or:").text == "?\n\nor: Xác nhận · Sửa 1 … 3 · Bỏ"


def test_a_group_hears_nothing_unless_the_bot_is_spoken_to(head: Player) -> None:
    for text, answered in (("45", False), ("xếp hạng", False), ("@ThiDua xếp hạng", True)):
        head.count += 1
        incoming = Incoming(channel="zalo", bot="1", kind="text", chat="G1", sender="P002",
                            private=False, external_id=f"g{head.count}", text=text,
                            called=answered)  # fmt: skip
        with transaction(head.engine) as db:
            play(db, incoming, head.now, head.site)
        told = head._deliver()
        assert told == (["G1 < Số liệu chỉ trao đổi trong tin nhắn riêng."] if answered else [])
