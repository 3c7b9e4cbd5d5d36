"""A right that ends in the middle of a dialogue ends there; what was not shown is not accepted."""

from __future__ import annotations

import pytest
from player import Player
from sqlalchemy import delete, select, update

from handlers.routing.play import play
from storage import invitations
from storage.engine import reading, transaction
from storage.messages import Incoming
from storage.people import people, roles
from storage.reports import reports

REPORT = ["/report", "45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có", "đúng"]

ENDED = "P002 < Tài khoản này không còn quyền với việc này."


def status(player: Player) -> str:
    with reading(player.engine) as db:
        return str(db.execute(select(reports.c.status)).scalar_one())


def test_a_head_who_is_replaced_cannot_go_on(player: Player) -> None:
    player.join("P002")
    for text in REPORT[:5]:
        player.write("P002", text)
    with transaction(player.engine) as db:
        person = db.execute(select(people.c.id).where(people.c.code == "P002")).scalar_one()
        db.execute(delete(roles).where(roles.c.person_id == person))
    assert player.write("P002", "12,4tr") == [ENDED]
    assert "P002 < Không có gì để hủy." in player.write("P002", "/cancel")
    assert status(player) == "draft"


@pytest.mark.parametrize("said", ["/help", "/language hi", "photo", "edits 45 => 54"])
def test_a_card_is_not_shown_again_to_who_was_replaced(player: Player, said: str) -> None:
    player.join("P002")
    for text in REPORT[:-1]:
        player.write("P002", text)
    with transaction(player.engine) as db:
        person = db.execute(select(people.c.id).where(people.c.code == "P002")).scalar_one()
        db.execute(delete(roles).where(roles.c.person_id == person))
    answer = player.write("P002", said)
    assert ENDED in answer
    assert not any("2,285" in line or "Mẫu 1" in line for line in answer)


def test_who_is_taken_off_the_roster_while_joining_is_a_stranger(player: Player) -> None:
    for said in ("/language en", "/help", "photo", "yes"):
        player.write("P002", "/start @CODE") if said == "/language en" else None
        with transaction(player.engine) as db:
            db.execute(update(people).where(people.c.code == "P002").values(active=False))
        assert not any("Mẫu Một" in line for line in player.write("P002", said))


def test_who_takes_over_an_account_by_a_code_finds_nothing_of_the_one_before(
    player: Player,
) -> None:
    player.join("P002")
    for text in REPORT[:5]:
        player.write("P002", text)
    with transaction(player.engine) as db:
        other = db.execute(select(people.c.id).where(people.c.code == "P003")).scalar_one()
        code = invitations.make(db, other, player.now)
    player.write("P002", f"/start {code}")
    answers = player.write("P002", "tap give")
    for text in ("vi", "/help", "photo", "có", "/report"):
        answers += player.write("P002", text)
    assert any("Trần Văn Mẫu Hai" in line for line in answers)
    assert not any("2,28" in line or "9900001" in line for line in answers)


def test_a_group_of_many_is_answered_though_it_is_nobodys_account(player: Player) -> None:
    player.join("P002")
    asked = Incoming(channel="telegram", bot="1", kind="text", chat="-7", sender="P002",
                     private=False, external_id="9", text="/report", called=True)  # fmt: skip
    with transaction(player.engine) as db:
        play(db, asked, player.now, player.site)
    assert any("tin nhắn riêng" in line for line in player._deliver())


def test_a_version_that_was_not_shown_is_not_accepted(player: Player) -> None:
    player.join("P001")
    player.join("P002")
    for text in REPORT:
        player.write("P002", text)
    player.write("P001", "/review")
    for text in ["/report 9900001 head-month 2026-11", "1", "44", "đúng"]:
        player.write("P002", text)
    shown = player.write("P001", "tap accept")
    assert "P001 < 1. Số hộ còn dư nợ: <b>44 hộ</b>" in shown
    assert status(player) == "confirmed"
    player.write("P001", "tap accept")
    assert status(player) == "accepted"


def test_an_officer_who_entered_it_cannot_accept_it(player: Player) -> None:
    player.join("P001")
    player.join("P002")
    for text in REPORT:
        player.write("P002", text)
    player.write("P001", "/review")
    with transaction(player.engine) as db:
        person = db.execute(select(people.c.id).where(people.c.code == "P001")).scalar_one()
        db.execute(update(reports).values(confirmed_by=person))
    player.write("P001", "tap accept")
    assert status(player) == "confirmed"
