"""Guards: everybody who owes can be reached from the chat, however many they are; each is reminded
once a day and not at night; an invitation is seen by its reader only."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from on_stage import LINE, has, person
from player import ZONE, Player
from sqlalchemy import insert, select, update

from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.people import people, roles
from storage.units import units
from tests.entering import enter

MANY = 60
BOARD = "/board 25459 head-month 2026-11"


@pytest.fixture
def crowded(joined: Player) -> Player:
    """A commune of sixty groups, each with a head who has not joined."""
    with transaction(joined.engine) as db:
        found = db.execute(select(units).where(units.c.code == "9900003")).one()
        for n in range(4, MANY + 1):
            code = f"99{n:05}"
            named = {"name": f"Tổ thứ {n}", "reports_from": found.reports_from}
            unit_id = enter(db, f"N{code}", "group", found.parent_id, **named)
            head = {"code": f"H{n}", "name": f"Tổ trưởng {n}", "active": True,
                    "phone": f"+8400000{n:04}"}  # fmt: skip
            head_id = db.execute(insert(people).values(**head)).inserted_primary_key[0]
            db.execute(insert(roles).values(person_id=head_id, unit_id=unit_id, role="head"))
    joined.now = datetime(2026, 12, 2, 9, tzinfo=ZONE)
    return joined


def pages(player: Player, who: str, first: str) -> list[list[str]]:
    """Every page, by its button to the next."""
    found = [player.write(who, first)]
    while True:
        choices = [one for row in player.shown[who][1].choices for one in row]
        following = [one.label for one in choices if re.search(r" [2-9]$", one.says)]
        if not following:
            return found
        found.append(player.write(who, f"tap {following[0]}"))


def buttons(told: list[list[str]]) -> set[str]:
    return {name for page in told for line in page for name in re.findall(r"\[(Tổ [^\]:]*)", line)}


def test_all_of_sixty_groups_stand_on_the_board_and_in_the_list(crowded: Player) -> None:
    board = pages(crowded, "P001", "/board")
    assert len(board) == MANY / 10
    assert len(buttons(board)) == MANY
    assert all(has(page, "Đã nộp 0/60. Còn thiếu 60.") for page in board)
    assert len(buttons(pages(crowded, "P001", "/report groups"))) == MANY


def test_a_line_for_one_of_sixty_says_how_the_others_are_named(crowded: Player) -> None:
    told = crowded.write("P001", LINE)
    assert has(told, "Còn 48 báo cáo chưa hiện")
    line = next(line for line in told if "chưa hiện" in line).split("ví dụ ")[1]
    assert has(crowded.write("P001", line), "Tổ thứ 60")


def test_an_office_comes_from_its_communes_to_each_group(crowded: Player) -> None:
    told = crowded.write("P045", "/board")
    assert has(told, "- Phường Tân Ninh: đã nộp 0/60.")
    assert has(crowded.write("P045", f"tap {BOARD}"), "Đã nộp 0/60.")
    group = crowded.write("P045", "tap Tổ TK&VV ấp/khu phố Mẫu 1")
    assert has(group, "Gọi: +84000000002")
    assert not has(group, "Lời mời mới")


def test_an_office_sees_who_of_its_communes_owes_theirs(joined: Player) -> None:
    joined.now = datetime(2026, 12, 22, 9, tzinfo=ZONE)
    told = joined.write("P045", "/board HS commune-quarter 2026-Q4")
    assert has(told, "- Phường Tân Ninh: chưa bắt đầu · Nguyễn Cán Bộ Tân Ninh (mẫu)")
    joined.write("P045", "tap Phường Tân Ninh")
    assert has(joined.write("P045", "tap Nhắc"), "Sẽ gửi 1 lời nhắc.")


def test_a_group_is_reminded_once_a_day_by_officer_and_calendar_together(joined: Player) -> None:
    joined.now = datetime(2026, 12, 2, 9, tzinfo=ZONE)
    remind = "/board remind 9900001 head-month 2026-11"
    assert has(joined.write("P001", remind), "P002 < Còn 3 ngày, hạn 05/12/2026.")
    assert has(joined.write("P045", remind), "Ngày 02/12/2026 đã có lời nhắc cho:")
    assert not any(line.startswith("P002") for line in joined.tick())
    joined.now += timedelta(days=2)
    assert any(line.startswith("P002") for line in joined.tick())


@pytest.mark.parametrize("moment", ["2026-12-01T20:00", "2026-12-02T05:00"])
def test_at_night_it_is_said_when_the_reminder_goes_out(joined: Player, moment: str) -> None:
    joined.now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    told = joined.write("P001", "/board remind 25459 head-month 2026-11")
    assert has(told, "1 lời nhắc sẽ gửi vào 02/12/2026 08:00")
    assert not any(line.startswith("P002") for line in told)
    joined.now = datetime(2026, 12, 2, 8, tzinfo=ZONE)
    mine = [line for line in joined.tick() if line.startswith("P002 <")]
    assert len([line for line in mine if "Báo cáo tháng" in line]) == 1


def test_whoever_reports_before_a_reminder_leaves_gets_none(joined: Player) -> None:
    joined.now = datetime(2026, 12, 1, 20, tzinfo=ZONE)
    joined.write("P001", "/board remind 9900001 head-month 2026-11")
    joined.write("P002", LINE)
    joined.write("P002", "tap yes")
    joined.now = datetime(2026, 12, 2, 8, tzinfo=ZONE)
    assert not any(line.startswith("P002") for line in joined.tick())


def test_a_closed_chat_is_named_and_not_written_to(joined: Player) -> None:
    joined.now = datetime(2026, 12, 2, 9, tzinfo=ZONE)
    joined._play("P002", kind="blocked")
    assert has(joined.write("P001", "/board"), "đã đóng cuộc trò chuyện")
    told = joined.write("P001", "/board remind 9900001 head-month 2026-11")
    assert has(told, "Tin nhắn không đến được Nguyễn Thị Mẫu Một. Xin gọi: +84000000002")


def test_an_invitation_is_read_by_the_officer_and_by_nobody_in_the_database(
    joined: Player,
) -> None:
    joined.now = datetime(2026, 12, 2, 9, tzinfo=ZONE)
    joined.write("P001", "/board 9900003 head-month 2026-11")
    told = joined.write("P001", "tap Lời mời mới")
    told += joined._deliver()
    text = "\n".join(told)
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", text)
    assert code is not None, text
    with reading(joined.engine) as db:
        kept = db.execute(select(outbox.c.body)).scalars().all()
    assert not any(code[0] in body for body in kept)
    joined.write("P004", f"/start {code[0]}")
    assert has(joined.write("P004", "tap Tiếng Việt"), "Lê Văn Mẫu Ba")
    assert has(joined.write("P001", "/board invite 9900003"), "đều đã tham gia")


@pytest.mark.parametrize("who", ["P045", "P002"])
def test_only_the_communes_officer_invites(joined: Player, who: str) -> None:
    before = len(joined.write(who, "/board invite 9900003"))
    assert before
    assert joined._deliver() == []


def test_a_foreign_group_is_unknown_on_the_board(joined: Player) -> None:
    for code in ("9900010", "1234567"):
        for act in ("", "remind ", "invite "):
            told = joined.write("P001", f"/board {act}{code} head-month 2026-11")
            assert told == [
                f"P001 < Không có đơn vị {code}.",
                "P001 < Ví dụ: /board Tân Ninh",
            ]


def test_nobody_is_told_that_nothing_is_missing_while_something_is(crowded: Player) -> None:
    told = crowded.write("P001", "/review")
    assert has(told, "đã nộp 0/60. Còn thiếu: ")
    assert has(told, "57 nơi khác")
    with transaction(crowded.engine) as db:
        mine = person(crowded, "P001")
        db.execute(update(people).where(people.c.id == mine).values(language="en"))
    assert has(crowded.write("P001", "/review"), "0 of 60 reported. Still missing: ")
