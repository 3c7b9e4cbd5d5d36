"""Guards: what was written is read wherever it stands; what nobody wrote is not answered.

Words under a picture count, an album is one attempt, a voice note hears how to dictate, the
platform's own notes and edits without a change get no answer, and in a group only our own name.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from on_stage import LINE, has
from player import Player

from storage import settings
from storage.engine import transaction

ONLY_WORDS = "Chỉ đọc phần chữ"
GROUP = {"chat": "-7", "private": False}


@pytest.fixture
def head(player: Player) -> Player:
    player.join("P002")
    with transaction(player.engine) as db:
        settings.call_bot(db, "telegram", "ThiDua2026Bot")
    return player


@pytest.mark.parametrize("kind", ["photo", "file", "voice"])
@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_an_answer_under_a_picture_is_an_answer(head: Player, kind: str, channel: str) -> None:
    head.channel, head.buttons = channel, channel == "telegram"
    head.join("P002")
    head.write("P002", "/report")
    told = head._play("P002", kind=kind, text="45")
    assert has(told, ONLY_WORDS)
    assert has(told, "Số hộ còn dư nợ: 45 hộ")
    assert has(told, "Câu 2/9")


def test_so_are_a_quick_line_and_a_command(head: Player) -> None:
    told = head._play("P002", kind="photo", text=LINE)
    assert has(told, ONLY_WORDS)
    assert has(told, "Tất cả đúng chưa?")
    assert has(head._play("P002", kind="photo", text="/standings"), "Xếp hạng năm 2026")


def test_an_album_is_one_attempt_to_answer(head: Player) -> None:
    head.write("P002", "/report")
    assert has(head._play("P002", kind="photo", text="45", album="g1"), "45 hộ")
    assert head._play("P002", kind="photo", album="g1") == []
    assert has(head._play("P002", kind="photo", album="g2"), "Câu 2/9")


def test_a_picture_alone_and_a_voice_note_hear_what_can_be_read(head: Player) -> None:
    head.write("P002", "/report")
    assert has(head._play("P002", kind="photo"), "chỉ đọc được tin nhắn chữ")
    told = head._play("P002", kind="voice")
    assert has(told, "micrô trên bàn phím")
    assert has(told, "Câu 1/9")


def test_the_platforms_own_notes_are_not_answered(head: Player) -> None:
    head.write("P002", "/report")
    assert head._play("P002", kind="service") == []
    assert head._play("X1", kind="service") == []
    assert has(head.write("P002", "45"), "Câu 2/9")


def test_an_edit_without_a_change_is_not_answered(head: Player) -> None:
    for said in ("asdf", "/report", "45", "x" * 1200):
        head.write("P002", said)
        assert head.write("P002", f"edits {said} => {said}") == []
    head._play("P002", kind="photo", text="2285tr", message="900")
    assert head._play("P002", kind="edit", text="2285tr", message="900") == []


def test_an_invitation_whose_preview_comes_later_is_not_redeemed_twice(head: Player) -> None:
    code = head.code("P003")
    link = f"https://t.me/ThiDua2026Bot?start={code}"
    head.write("P003", link)
    assert head.write("P003", f"edits {link} => {link}") == []


@pytest.mark.parametrize("said", [
    "/help@another_bot", "@lan_nguyen chị ơi", "/help", "/report@thidua2026bot_x", "45", "@",
])  # fmt: skip
def test_in_a_group_what_is_said_to_others_is_not_answered(head: Player, said: str) -> None:
    assert head._play("P002", text=said, **GROUP) == []


@pytest.mark.parametrize(
    "said", ["/help@ThiDua2026Bot", "@thidua2026bot xếp hạng", "a @ThiDua2026Bot"]
)
def test_in_a_group_its_own_name_is_answered(head: Player, said: str) -> None:
    [line] = head._play("P002", text=said, **GROUP)
    assert "tin nhắn riêng" in line


def test_in_a_group_a_reply_to_what_it_said_is_answered(head: Player) -> None:
    head._play("P002", text="@thidua2026bot", **GROUP)
    row = head.shown["-7"][0]
    assert head._play("P002", text="45", refers_to=str(10**6 + row), **GROUP)
    assert head._play("P002", text="45", refers_to="5", **GROUP) == []


def test_where_the_platform_passes_on_only_what_is_meant_for_us(head: Player) -> None:
    head.channel, head.buttons = "zalo", False
    assert head._play("P002", text="@Bot Thi Đua xếp hạng", **GROUP)


def test_the_number_button_goes_away_though_it_was_shown_long_ago(head: Player) -> None:
    head.write("P003", "xin chào")
    for n in range(30):
        head.now += timedelta(days=1)
        head.write("P003", f"/help {n}")
    head.write("P003", head.code("P003"))
    assert head.shown["P003"][1].forget_phone


def test_the_number_button_goes_away_though_nobody_knows_whether_it_arrived(head: Player) -> None:
    head._deliver, deliver = list, head._deliver  # type: ignore[method-assign,assignment]
    head.write("P003", "xin chào")
    with transaction(head.engine) as db:
        db.exec_driver_sql("UPDATE outbox SET status = 'unknown'")
    head._deliver = deliver  # type: ignore[method-assign]
    head.write("P003", head.code("P003"))
    assert head.shown["P003"][1].forget_phone


def test_the_number_button_goes_away_for_who_joined_by_it(head: Player) -> None:
    head.write("P003", "xin chào")
    head.write("P003", "shares phone +84000000003")
    assert head.shown["P003"][1].forget_phone


def test_the_number_button_goes_away_in_a_further_account(head: Player) -> None:
    head.write("X1", "xin chào")
    head.write("X1", "shares phone +84000000002")
    head.write("P002", "tap Thêm")
    assert head.shown["X1"][1].forget_phone
