"""Guards: a yes counts for the card that was shown, for no other (`seen.txt` is how it reads)."""

from __future__ import annotations

import pytest
from on_stage import LINE, NAMED, at_once, has, report, second_account
from player import Player
from sqlalchemy import select, update

from storage.conversations import conversations
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import outbox


def test_two_accounts_of_one_person_confirm_once_and_only_what_was_shown(joined: Player) -> None:
    other = second_account(joined, "P002")
    joined.write("P002", LINE)
    joined.write(other, NAMED)
    joined.write(other, "2")
    joined.write(other, "2286tr")
    told = joined.write("P002", "tap yes")
    assert has(told, "đã đổi Dư nợ: 2,3 tỷ đồng (2.285.000.000 đ) → 2,3 tỷ đồng (2.286.000.000 đ)")
    assert report(joined) == ("draft", 0)
    joined.write("P002", "tap yes")
    assert report(joined) == ("confirmed", 1)
    assert has(joined.write(other, "tap yes"), "Nguyễn Thị Mẫu Một đã xác nhận báo cáo.")
    assert has(joined.write(other, "tap yes"), "không có gì thay đổi")
    assert report(joined) == ("confirmed", 1)


def test_an_accepted_report_is_not_taken_back_by_an_old_card(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    joined.write("P002", NAMED)  # a card, left open
    joined.write("P001", "/review")
    joined.write("P001", "tap accept")
    assert has(joined.write("P002", "tap yes"), "đã chấp nhận báo cáo.")
    assert has(joined.write("P002", "tap yes"), "không có gì thay đổi")
    assert report(joined) == ("accepted", 1)


def test_a_card_of_the_program_before_is_shown_again(joined: Player) -> None:
    joined.write("P002", LINE)
    with transaction(joined.engine) as db:
        for row in db.execute(select(outbox.c.id, outbox.c.body)).all():
            old = Reply.model_validate_json(row.body).model_copy(update={"shows": None})
            body = old.model_dump_json(exclude={"shows"})
            db.execute(update(outbox).where(outbox.c.id == row.id).values(body=body))
    assert has(joined.write("P002", "tap yes"), "Chỉ có thể đồng ý với những gì đã hiện ra.")
    assert report(joined) == ("draft", 0)
    joined.write("P002", "tap yes")
    assert report(joined) == ("confirmed", 1)


@pytest.mark.parametrize("said", ["đúng", "discard"])
def test_a_word_before_the_card_arrived_does_not_answer_it(joined: Player, said: str) -> None:
    joined.write("P002", LINE.removesuffix(" có"))
    told = at_once(joined, "P002", "có", said)
    assert has(told, "Chỉ có thể đồng ý với những gì đã hiện ra.")
    assert report(joined) == ("draft", 0)
    joined.write("P002", "đúng")
    assert report(joined) == ("confirmed", 1)


def test_the_card_after_a_command_is_as_good_as_the_first(joined: Player) -> None:
    joined.write("P002", LINE)
    for text in ("/help", "photo", "hm", "/language vi"):
        joined.write("P002", text)
    joined.write("P002", "tap yes")
    assert report(joined) == ("confirmed", 1)


def test_a_command_that_shows_the_newer_card_again_makes_it_seen(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P001", "BC 9900001 44")
    joined.write("P002", "/help")
    assert has(joined.write("P002", "tap Làm tiếp"), "1. Số hộ còn dư nợ: 44 hộ")
    joined.write("P002", "tap yes")
    assert report(joined) == ("confirmed", 1)


def test_an_edit_says_yes_to_the_card_it_was_written_under(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P002", "hm")
    joined.write("P001", "BC 9900001 44")
    assert has(joined.write("P002", "edits hm => đúng"), "đã đổi Số hộ còn dư nợ: 45 hộ → 44 hộ.")
    assert report(joined) == ("draft", 0)


def test_a_card_further_up_does_not_confirm(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P002", "2")
    with reading(joined.engine) as db:
        where = conversations.c.chat == "P002"
        newest = db.execute(select(conversations.c.prompt_id).where(where)).scalar_one()
    joined._play("P002", kind="tap", tapped=f"{newest - 1}.0")
    assert report(joined) == ("draft", 0)
