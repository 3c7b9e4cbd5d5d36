"""Guards: an account that is somebody's changes hands only after a yes there and here; until then
nothing changes, the code stays good, no guess is counted. With it goes what was begun there."""

from __future__ import annotations

import pytest
from player import Player
from sqlalchemy import select, update

from storage import invitations, people
from storage.account_links import links
from storage.conversations import conversations
from storage.engine import reading, transaction
from storage.invitations import attempts
from storage.outbox import Address, enqueue, outbox
from storage.people import people as table


def owner(player: Player, sender: str, channel: str = "telegram") -> str | None:
    with reading(player.engine) as db:
        writer = people.of_account(db, channel, "1", sender)
        return writer.person.code if writer else None


def good(player: Player, code: str) -> bool:
    with reading(player.engine) as db:
        found = invitations.named(db, code, player.now)
        return found is not None and found.open


def guesses(player: Player) -> int:
    with reading(player.engine) as db:
        return len(db.execute(select(attempts.c.id)).all())


def row(player: Player, code: str) -> int:
    with reading(player.engine) as db:
        return int(db.execute(select(table.c.id).where(table.c.code == code)).scalar_one())


@pytest.fixture
def officer(player: Player) -> Player:
    player.join("P001")
    return player


@pytest.mark.parametrize("answer", ["không", "huỷ", "/cancel", "tap no"])
def test_a_no_changes_nothing_and_the_code_stays_good(officer: Player, answer: str) -> None:
    code = officer.code("P002")
    officer.write("P001", f"/start {code}")
    assert "Nguyễn Cán Bộ Tân Ninh" in officer.shown["P001"][1].text
    assert "Nguyễn Thị Mẫu Một" not in officer.shown["P001"][1].text
    officer.write("P001", answer)
    officer.write("P001", "xin chào")
    assert "chuyển tài khoản" not in officer.shown["P001"][1].text
    assert (owner(officer, "P001"), good(officer, code), guesses(officer)) == ("P001", True, 0)
    officer.write("P002", code)
    assert owner(officer, "P002") == "P002"


@pytest.mark.parametrize("meant_for_something_else", ["1", "45", "sticker", "photo", "/standings"])
def test_only_a_clear_yes_gives_it_away(officer: Player, meant_for_something_else: str) -> None:
    code = officer.code("P002")
    officer.write("P001", f"/start {code}")
    officer.write("P001", meant_for_something_else)
    assert (owner(officer, "P001"), good(officer, code)) == ("P001", True)


def test_after_the_yes_nothing_of_the_old_owner_is_left(officer: Player) -> None:
    officer.write("P001", "/report 25459 commune-month 2026-11")
    with transaction(officer.engine) as db:
        later = officer.now.replace(hour=23)
        to = Address("telegram", "1", "P001", row(officer, "P001"))
        enqueue(db, "k", to, '{"text": "Nhắc cán bộ"}', officer.now, due_at=later)
    officer.write("P001", f"/start {officer.code('P002')}")
    officer.write("P001", "có")
    assert owner(officer, "P001") == "P002"
    officer.write("P001", "vi")
    officer.write("P001", "đồng ý")
    assert "Nguyễn Thị Mẫu Một" in officer.shown["P001"][1].text
    with reading(officer.engine) as db:
        assert db.execute(select(conversations.c.frames)).scalar_one() == "[]"
        assert db.execute(select(outbox.c.status).where(outbox.c.key == "k")).scalar_one() == (
            "cancelled"
        )
        told = select(outbox.c.person_id).order_by(outbox.c.id.desc()).limit(1)
        assert db.execute(told).scalar() == row(officer, "P002")


def test_a_yes_is_needed_there_too(officer: Player) -> None:
    officer.join("P002")
    code = officer.code("P002")
    officer.write("P001", f"/start {code}")
    assert officer.shown.get("P002") is None  # nobody is asked before the owner here says yes
    officer.write("P001", "có")
    assert "Có một tài khoản khác" in officer.shown["P002"][1].text
    officer.write("P002", "tap Không")
    assert (owner(officer, "P001"), good(officer, code)) == ("P001", True)
    officer.write("P001", f"/start {code}")
    officer.write("P001", "có")
    officer.write("P002", "tap Thêm")
    assert (owner(officer, "P001"), good(officer, code)) == ("P002", False)


def test_ones_own_invitation_again_is_nothing_to_do(officer: Player) -> None:
    code = officer.code("P001")
    officer.write("P001", f"/start {code}")
    assert "Đã xong" in officer.shown["P001"][1].text
    assert (good(officer, code), guesses(officer)) == (True, 0)


def test_of_two_who_say_yes_to_one_code_one_gets_it(officer: Player) -> None:
    officer.join("P003")
    code = officer.code("P002")
    for who in ("P001", "P003"):
        officer.write(who, f"/start {code}")
    officer.write("P003", "có")
    officer.write("P001", "có")
    assert (owner(officer, "P001"), owner(officer, "P003")) == ("P001", "P002")
    assert guesses(officer) == 0


def test_an_account_that_joined_meanwhile_is_not_taken_by_an_old_request(player: Player) -> None:
    player.join("P002")
    player.write("X1", f"/start {player.code('P002')}")
    player.write("X1", f"/start {player.code('P003')}")
    player.write("P002", "tap Thêm")
    assert owner(player, "X1") == "P003"
    with reading(player.engine) as db:
        assert db.execute(select(links.c.settled_at)).scalar_one() is not None


def test_the_first_account_may_answer_before_it_has_agreed_to_anything(player: Player) -> None:
    player.write("P002", f"/start {player.code('P002')}")
    player.write("X1", f"/start {player.code('P002')}")
    player.write("P002", "tap Thêm")
    assert owner(player, "X1") == "P002"


@pytest.mark.parametrize("number", ["84000000002", "+84000000002", "+84 000 000 002"])
def test_a_second_account_by_number_asks_the_first(player: Player, number: str) -> None:
    player.join("P002")
    player.write("X1", f"shares phone {number}")
    assert owner(player, "X1") is None
    assert "gửi đúng số điện thoại" in player.shown["P002"][1].text
    player.write("P002", "tap Thêm")
    assert owner(player, "X1") == "P002"


def test_a_number_alone_opens_nothing_where_the_first_cannot_be_asked(player: Player) -> None:
    player.join("P002")
    with transaction(player.engine) as db:
        people.block(db, "telegram", "1", "P002", player.now)
    player.write("X1", "shares phone 84000000002")
    assert "xin gửi mã mời" in player.shown["X1"][1].text.lower()
    assert owner(player, "X1") is None
    player.write("X1", player.code("P002"))
    assert owner(player, "X1") == "P002"


def test_who_shares_a_phone_with_another_is_sent_for_a_code(player: Player) -> None:
    with transaction(player.engine) as db:
        db.execute(update(table).where(table.c.code == "P003").values(phone="+84000000002"))
    player.write("X1", "shares phone 84000000002")
    assert "dùng chung số này" in player.shown["X1"][1].text
    assert owner(player, "X1") is None


def test_nobody_is_pestered_with_a_number(player: Player) -> None:
    player.join("P002")
    asked: list[str] = []
    for _ in range(9):
        asked += player.write("X1", "shares phone 84000000002")
    assert "Quá nhiều" in player.shown["X1"][1].text or "thử lại" in player.shown["X1"][1].text
    assert sum("tài khoản khác" in line for line in asked) <= 6


def test_a_wrong_code_in_a_sentence_is_a_guess(player: Player) -> None:
    for n in range(5):
        player.write("X1", f"mã của em là K7QM-3TXP-9HW{'DAEFH'[n]} ạ")
    assert guesses(player) == 5
    player.write("X1", player.code("P002"))
    assert owner(player, "X1") is None


def test_the_button_that_shares_the_number_goes_away_with_joining(player: Player) -> None:
    player.write("P002", "xin chào")
    player.write("P002", "/start K7QM-3TXP-9HWD")
    player.write("P002", player.code("P002"))
    assert player.shown["P002"][1].forget_phone
    player.write("P003", player.code("P003"))
    assert not player.shown["P003"][1].forget_phone  # it was never there: no message more
