"""Guards: one person may write from several accounts; a further one is added only when the first
says so, a report begun in one goes on in the other, and reminders go where the person was last."""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE, Player
from sqlalchemy import select

from storage import invitations, people
from storage.engine import transaction
from storage.outbox import Address, outbox
from storage.people import people as people_table


def address(player: Player) -> str:
    with transaction(player.engine) as db:
        at = people.address(db, person_of(db))
        assert at is not None
        return at.channel


def person_of(db: object) -> int:
    found = select(people_table.c.id).where(people_table.c.code == "P002")
    return int(db.execute(found).scalar_one())  # type: ignore[attr-defined]


def on(player: Player, channel: str) -> Player:
    """The same person on another channel: there they are known by another name."""
    player.channel, player.buttons = channel, channel != "zalo"
    return player


@pytest.fixture
def joined(player: Player) -> Player:
    player.join("P002")
    return player


def code_of(player: Player) -> str:
    with transaction(player.engine) as db:
        return invitations.make(db, person_of(db), player.now)


def test_a_further_account_is_added_when_the_first_says_so(joined: Player) -> None:
    code = code_of(joined)
    told = on(joined, "zalo").write("Z9", f"/start {code}")
    assert told == [
        "Z9 < Xin xác nhận ở cuộc trò chuyện đang dùng. Sau đó tài khoản này được thêm vào."
    ]
    assert "Chưa" in on(joined, "zalo").write("Z9", "/report")[0] or address(joined) == "telegram"
    on(joined, "telegram")._deliver()
    assert "Có một tài khoản khác (Zalo)" in joined.shown["P002"][1].text
    joined.write("P002", "tap Thêm")
    assert "Đã thêm" in joined.shown["P002"][1].text
    on(joined, "zalo")._deliver()
    assert "Từ nay dùng được cả hai" in joined.shown["Z9"][1].text
    joined.write("Z9", "/report")
    joined.write("Z9", "45")
    assert address(joined) == "zalo"
    goes_on = on(joined, "telegram").write("P002", "/report")
    assert any("Câu 2/9" in line for line in goes_on)
    joined.now = joined.now.replace(hour=joined.now.hour + 1)
    joined.write("P002", "2285tr")
    assert address(joined) == "telegram"


def test_an_old_code_only_asks_and_a_no_adds_nothing(joined: Player) -> None:
    code = code_of(joined)
    on(joined, "zalo").write("Z9", f"/start {code}")
    on(joined, "telegram")._deliver()
    joined.write("P002", "tap Không")
    on(joined, "zalo").write("Z9", f"/start {code}")  # used, but it still names whom to ask
    assert "Xin xác nhận" in joined.shown["Z9"][1].text
    on(joined, "telegram")._deliver()
    joined.now = datetime(2026, 12, 3, 9, tzinfo=ZONE)
    joined.write("P002", "tap Thêm")
    assert "không còn hiệu lực" in joined.shown["P002"][1].text
    assert address(joined) == "telegram"


def test_nobody_is_pestered_with_a_used_code(joined: Player) -> None:
    code = code_of(joined)
    for _ in range(9):
        on(joined, "zalo").write("Z9", f"/start {code}")
    assert "Quá nhiều" in joined.shown["Z9"][1].text or "thử lại" in joined.shown["Z9"][1].text
    asked = [line for line in on(joined, "telegram")._deliver() if "tài khoản khác" in line]
    assert len(asked) <= 6


def test_a_used_code_opens_nothing_where_nobody_can_be_asked(joined: Player) -> None:
    code = code_of(joined)
    with transaction(joined.engine) as db:
        assert invitations.redeem(db, code, joined.now) is not None
        people.block(db, "telegram", "1", "P002", joined.now)
    on(joined, "zalo").write("Z9", f"/start {code}")
    assert "Xin xác nhận" not in joined.shown["Z9"][1].text
    with transaction(joined.engine) as db:
        assert people.of_account(db, "zalo", "1", "Z9") is None


def test_reminders_go_to_the_account_last_used(joined: Player) -> None:
    with transaction(joined.engine) as db:
        later = joined.now.replace(day=2)
        people.bind(db, person_of(db), Address("zalo", "1", "Z9"), "Z9", later)
    joined.now = datetime(2026, 12, 2, 9, tzinfo=ZONE)
    joined.tick()
    with transaction(joined.engine) as db:
        where = outbox.c.kind == "reminder"
        rows = db.execute(
            select(outbox.c.channel).where(where, outbox.c.person_id == person_of(db))
        )
        assert [row.channel for row in rows] == ["zalo"]


def test_a_number_meant_for_another_list_adds_no_account(player: Player) -> None:
    on(player, "zalo").join("P002")
    player.write("P002", "asdf")  # a list: 1 is a report
    on(player, "telegram").write("T9", f"/start {code_of(player)}")
    on(player, "zalo")._deliver()
    assert "(Telegram)" in player.shown["P002"][1].text
    player.write("P002", "1")
    assert "Đã thêm" not in player.shown["P002"][1].text
    player.write("P002", "thêm")
    assert "Đã thêm" in player.shown["P002"][1].text
