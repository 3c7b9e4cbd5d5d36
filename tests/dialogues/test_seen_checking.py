"""Guards: what is accepted or returned was shown, and whoever had a hand in it checks it not."""

from __future__ import annotations

from datetime import datetime

import pytest
from on_stage import LINE, NAMED, at_once, give, has, person, report, second_account
from player import ZONE, Player
from sqlalchemy import delete

from storage.engine import transaction
from storage.people import roles


def waits(player: Player, who: str) -> bool:
    return has(player.write(who, "/review"), "[Chấp nhận]")


def test_one_figure_is_enough_not_to_check_a_report(joined: Player) -> None:
    joined.join("P005")
    joined.write("P002", LINE)
    joined.write("P001", "BC 9900001 44")
    joined.write("P002", "tap yes")
    joined.write("P002", "tap yes")
    assert report(joined) == ("confirmed", 1)
    assert not waits(joined, "P001")
    give(joined, "P005", "officer", "25459")
    assert waits(joined, "P005")
    assert waits(joined, "P045")
    joined.write("P045", "tap accept")
    assert report(joined) == ("accepted", 1)


def test_confirming_once_is_enough_not_to_check_a_report(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P001", NAMED)
    joined.write("P001", "tap yes")  # what the head had written
    for text in (NAMED, "2", "2286tr", "tap yes"):
        joined.write("P002", text)
    assert report(joined) == ("confirmed", 2)
    assert not waits(joined, "P001")
    assert waits(joined, "P045")


def test_a_head_who_is_also_the_officer_does_not_check_the_own_group(joined: Player) -> None:
    with transaction(joined.engine) as db:
        db.execute(delete(roles).where(roles.c.person_id == person(joined, "P001")))
    give(joined, "P002", "officer", "25459")
    joined.write("P002", LINE.replace("BC", NAMED))
    joined.write("P002", "tap yes")
    assert not waits(joined, "P002")
    assert waits(joined, "P045")


def test_office_staff_who_entered_for_a_commune_leave_it_to_others(joined: Player) -> None:
    joined.now = datetime(2027, 1, 2, 9, tzinfo=ZONE)
    joined.join("P046")
    give(joined, "P046", "office", "HS")
    begin = "/report 25459 commune-quarter 2026-Q4"
    joined.write("P045", begin)
    joined.write("P045", "1")
    for text in (begin, *["chưa rõ"] * 4, "3", "có", "0", "0", "tap yes"):
        joined.write("P001", text)
    while report(joined)[0] == "draft":
        joined.write("P001", "tap yes")
    assert "Hiện không có báo cáo" in "".join(joined.write("P045", "/review"))
    assert has(joined.write("P046", "/review"), "Có 1 báo cáo cần kiểm tra.")


def test_whoever_writes_a_figure_while_checking_checks_no_more(joined: Player) -> None:
    other = second_account(joined, "P001")
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    joined.write("P001", "/review")
    joined.write(other, "BC 9900001 44")
    told = joined.write("P001", "tap accept")
    assert has(told, "Ai đã ghi số liệu của báo cáo thì không kiểm tra báo cáo đó")
    assert report(joined) == ("confirmed", 1)


def test_a_verdict_in_two_chats_is_one(joined: Player) -> None:
    other = second_account(joined, "P001")
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    joined.write("P001", "/review")
    joined.write(other, "/review")
    joined.write("P001", "tap accept")
    told = joined.write(other, "tap return")
    assert has(told, "Báo cáo này đã được xử lý.")
    assert has(told, "đã chấp nhận báo cáo.")
    assert report(joined) == ("accepted", 1)


def test_accepting_before_the_card_arrived_accepts_nothing(joined: Player) -> None:
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    at_once(joined, "P001", "/review", "accept")
    assert report(joined) == ("confirmed", 1)
    joined.write("P001", "accept")
    assert report(joined) == ("accepted", 1)


@pytest.mark.parametrize("steps", [("tap return",), ("tap return", "tap loan_out")])
def test_what_is_returned_is_what_was_shown(joined: Player, steps: tuple[str, ...]) -> None:
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    joined.write("P001", "/review")
    for step in steps:
        joined.write("P001", step)
    for text in (NAMED, "2", "2286tr", "tap yes"):
        joined.write("P002", text)
    told = joined.write("P001", "tap all" if len(steps) == 1 else "tap bank")
    assert has(told, "đã đổi Dư nợ")
    assert has(told, "[Chấp nhận]")
    assert report(joined) == ("confirmed", 2)
    joined.write("P001", "tap accept")
    assert report(joined) == ("accepted", 2)
