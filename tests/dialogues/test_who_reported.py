"""Guards: the picture of who has reported says what the board and the database say, to those whose
business it is, and to nobody else."""

from __future__ import annotations

import json

from player import Player
from rehearsal import LINE
from sqlalchemy import func, select

from handlers.pictures import tiles
from storage import contents
from storage.engine import reading
from storage.reports import reports


def drawn(player: Player, person: str) -> dict[str, object]:
    """What the picture of the last message is drawn from."""
    enclosed = player.shown[person][1].attachment
    assert enclosed is not None
    assert enclosed.kind == tiles.KIND
    with reading(player.engine) as db:
        there = contents.found(db, enclosed.digest)
    assert there is not None
    found: dict[str, object] = json.loads(there[1])
    return found


def report(player: Player) -> None:
    player.join("P002")
    told = player.write("P002", LINE)
    while "Đã nhận" not in told[0]:
        told = player.write("P002", "tap yes")


def test_the_council_sees_every_commune(player: Player) -> None:
    report(player)
    player.join("P054")
    told = player.write("P054", "xếp hạng tỉnh bản đồ")
    found = drawn(player, "P054")
    with reading(player.engine) as db:
        given = db.execute(select(func.count()).where(reports.c.status == "confirmed")).scalar_one()
    assert given == 1
    assert f"Đã nộp {given}/33." in "\n".join(told)
    counts = {one["name"]["text"]: one["count"] for one in found["tiles"]}  # type: ignore[attr-defined]
    assert len(counts) == 11
    assert counts["Phường Tân Ninh"] == "1/3"
    assert sum(int(one.split("/")[0]) for one in counts.values()) == given
    assert sum(int(one.split("/")[1]) for one in counts.values()) == 33


def test_an_office_has_it_from_its_board(player: Player) -> None:
    report(player)
    player.join("P047")
    board = "\n".join(player.write("P047", "/board"))
    player.write("P047", "tap Ảnh")
    for one in drawn(player, "P047")["tiles"]:  # type: ignore[attr-defined]
        given, asked = one["count"].split("/")
        assert f"{one['name']['text']}: đã nộp {given}/{asked}" in board


def test_it_is_nobody_elses_business(player: Player) -> None:
    player.join("P002")
    told = player.write("P002", "/standings province map")
    assert "toàn bộ bảng" in told[0]
    assert player.shown["P002"][1].attachment is None


def test_an_officer_is_led_to_the_board(player: Player) -> None:
    player.join("P001")
    player.write("P001", "/standings map")
    assert "Báo cáo tháng của tổ" in player.write("P001", "tap Ai đã báo cáo")[0]
