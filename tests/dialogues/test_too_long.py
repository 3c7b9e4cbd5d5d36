"""Guards: a text longer than can be read is answered, nothing of it is taken, and what stood open
still stands open; whatever is shorter is read, and one's own words are kept whole."""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE, Player
from sqlalchemy import select

from storage.answers import answers
from storage.engine import reading
from storage.messages import LONGEST
from storage.reports import reports
from storage.updates import updates

TOO_LONG = "Tin nhắn quá dài: chỉ đọc được tối đa 1000 ký tự. Chưa ghi nhận nội dung nào."


def kept(player: Player) -> list[tuple[str, int]]:
    with reading(player.engine) as db:
        found = select(answers.c.code, answers.c.value).order_by(answers.c.code)
        return [(code, value) for code, value in db.execute(found)]


@pytest.mark.parametrize("channel", ["telegram", "zalo"])
def test_what_is_too_long_is_answered_and_not_taken(player: Player, channel: str) -> None:
    player.channel, player.buttons = channel, channel != "zalo"
    player.join("P002")
    assert player.write("P002", "không " * 700)[0] == f"P002 < {TOO_LONG}"
    asked = player.write("P002", "/report")
    for text in ("45 " * 400, "BC 45 2285tr " + "0 " * 600, "không " * 700):
        said = player.write("P002", text)
        assert said[0] == f"P002 < {TOO_LONG}"
        assert asked[-1] == said[-1]  # the question again, with its buttons
        assert any("Câu 1/9" in line for line in said)
        assert kept(player) == []
        with reading(player.engine) as db:
            bodies = db.execute(select(updates.c.body)).scalars().all()
        assert any(text[:1200] in body for body in bodies)  # the message itself is kept
    assert "Đã ghi" in player.write("P002", "45")[0]


def test_an_edit_too_long_changes_nothing(player: Player) -> None:
    player.join("P002")
    player.write("P002", "/report")
    player.write("P002", "45")
    said = player.write("P002", "edits 45 => " + "5" * (LONGEST + 1))
    assert said[0] == f"P002 < {TOO_LONG}"
    assert kept(player) == [("HH_LOAN", 45)]


def test_strangers_are_greeted_and_who_joins_is_asked_again(player: Player) -> None:
    assert "/start K7QM-3TXP-9HWD" in "\n".join(player.write("X1", "a" * 4096))
    player.write("P003", "/start @CODE")
    player.write("P003", "vi")
    assert any("có hoặc không" in line for line in player.write("P003", "có " * 1365))


def test_words_of_ones_own_are_kept_whole(player: Player) -> None:
    player.join("P001")
    player.join("P002")
    player.now = datetime(2026, 12, 2, 8, 0, tzinfo=ZONE)
    player.write("P002", "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có")
    player.write("P002", "yes")
    for said in ("/review", "return", "all"):
        player.write("P001", said)
    reason = ("Số liệu chưa khớp sổ <b>, 45 không phải 54. " * 30)[:LONGEST].strip()
    player.write("P001", reason)
    with reading(player.engine) as db:
        assert db.execute(select(reports.c.reason)).scalar_one() == reason
