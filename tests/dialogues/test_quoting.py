"""Guards: a reply counts for what it quotes: an older list, question or card, not the newest."""

from __future__ import annotations

import pytest
from on_stage import LINE, has, report
from player import NUMBERS, Player


def number(player: Player, who: str, words: str) -> str:
    """The platform's number of the last message that shows these words."""
    return str(NUMBERS + next(row for row, text in reversed(player.screens[who]) if words in text))


def quoting(player: Player, who: str, words: str, text: str, **more: str) -> list[str]:
    return player._play(who, text=text, refers_to=number(player, who, words), **more)


@pytest.fixture(params=["telegram", "zalo", "simulator"])
def stage(player: Player, request: pytest.FixtureRequest) -> Player:
    player.channel, player.buttons = request.param, request.param != "zalo"
    for who in ("P001", "P002"):
        player.join(who)
    return player


def test_it_corrects_the_question_that_it_quotes(stage: Player) -> None:
    for text in ("/report", "45", "2285tr", "0", "12tr4"):
        stage.write("P002", text)
    told = quoting(stage, "P002", "Câu 4/9", "11tr4")
    assert has(told, "Lãi phải thu trong tháng: 12,4 triệu đồng (12.400.000 đ) → 11,4 triệu đồng")
    assert has(stage.write("P002", "đúng"), "Câu 5/9")


def test_a_list_that_it_quotes_is_the_one_that_is_chosen_from(stage: Player) -> None:
    stage.write("P002", "asdf")
    stage.write("P002", "/report")
    assert has(quoting(stage, "P002", "Chưa hiểu", "Xem xếp hạng"), "Xếp hạng năm 2026")
    if not stage.buttons:
        assert has(quoting(stage, "P002", "Chưa hiểu", "2"), "Xếp hạng năm 2026")


def test_an_older_card_confirms_and_accepts_nothing(stage: Player) -> None:
    stage.write("P002", LINE)
    stage.write("P002", "/help")
    old = next(row for row, text in stage.screens["P002"] if "Tất cả đúng chưa?" in text)
    told = stage._play("P002", text="đúng", refers_to=str(NUMBERS + old))
    assert has(told, "không phải là câu hỏi hiện tại")
    assert report(stage)[0] == "draft"
    stage.write("P002", "đúng")
    stage.write("P001", "/review")
    stage.write("P001", "/help")
    old = next(row for row, text in stage.screens["P001"] if "Mẫu 1" in text)
    told = stage._play("P001", text="Chấp nhận", refers_to=str(NUMBERS + old))
    assert has(told, "không phải là câu hỏi hiện tại")
    assert report(stage)[0] == "confirmed"


def test_a_message_that_nobody_knows_answers_nothing(stage: Player) -> None:
    stage.write("P002", "/report")
    told = stage._play("P002", text="45", refers_to="987654321")
    assert has(told, "không phải là câu hỏi hiện tại")
    assert has(told, "Câu 1/9")


def test_a_stranger_may_quote_the_greeting_with_the_code(stage: Player) -> None:
    stage.write("P003", "xin chào")
    told = quoting(stage, "P003", "Xin chào", stage.code("P003"))
    assert has(told, "Xin chọn ngôn ngữ")
    assert has(quoting(stage, "P003", "Xin chọn ngôn ngữ", "Tiếng Việt"), "Có đồng ý không?")
    assert has(quoting(stage, "P003", "Có đồng ý không?", "đồng ý"), "Trần Văn Mẫu Hai")
