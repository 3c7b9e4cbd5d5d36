"""Guards: after communes have merged everybody goes on as before: heads report, the officer of the
new commune checks what was confirmed earlier and sees on the board who owes."""

from __future__ import annotations

from player import ZONE, Player
from sqlalchemy import select

from services.roster import apply, file
from storage.engine import reading, transaction
from storage.reports import reports
from storage.units import units

REPORT = ["2285tr", "0", "12,4tr", "12,4tr", "900k", "20", "229tr", "có", "đúng"]
HOUSEHOLDS = {"9900001": "45", "9900004": "27"}
TWO = (
    "Mã;Họ tên;Vai trò;Đơn vị\n"
    "P002;Nguyễn Thị Mẫu Một;head;9900001\n"
    "P002;;head;9900004\n"
    "P002;;officer;25630\n"
)
MAP = (
    "Mã;Tên;Cấp;Thuộc;Từ ngày;Nhập vào\n"
    "99001;Phường Mới;Phường;HS;1/12/2026;\n"
    "25459;Phường Tân Ninh;Phường;HS;1/12/2026;99001\n"
    "25630;Phường Long Hoa;Phường;HTH;1/12/2026;99001\n"
)


def take_in(player: Player, text: str) -> None:
    movement = player.site.live.all[0]
    with transaction(player.engine) as db:
        roster = file.read(text.encode(), movement, whole=False)
        apply.apply(db, roster, movement, player.now, ZONE)


def report(player: Player, who: str, unit: str) -> None:
    player.write(who, f"/report {unit} head-month 2026-11")
    for text in (HOUSEHOLDS[unit], *REPORT):
        player.write(who, text)


def labels(player: Player, who: str) -> str:
    return "\n".join(choice.label for row in player.shown[who][1].choices for choice in row)


def test_who_has_several_roles_and_units_reports_for_each(player: Player) -> None:
    take_in(player, TWO)
    player.join("P002")
    player.write("P002", "/report")
    assert labels(player, "P002").count("Mẫu 1, ") == 2
    for unit in ("9900001", "9900004"):
        report(player, "P002", unit)
    found = select(units.c.code, reports.c.status).join(units, units.c.id == reports.c.unit_id)
    with reading(player.engine) as db:
        told = {row.code: row.status for row in db.execute(found)}
    assert told == {"9900001": "confirmed", "9900004": "confirmed"}
    player.write("P002", "/board")
    assert "Phường Long Hoa" in player.shown["P002"][1].text


def test_the_new_commune_goes_on_where_the_old_ones_were(player: Player) -> None:
    for who in ("P001", "P002", "P006"):
        player.join(who)
    report(player, "P002", "9900001")
    take_in(player, MAP)
    shown = player.write("P001", "/review")
    assert any("Mẫu 1" in line for line in shown)
    player.write("P001", "/board")
    board = player.shown["P001"][1].text
    assert "Phường Mới" in board
    assert "Đã nộp 1/6." in board
    report(player, "P006", "9900004")
    player.write("P001", "/board")
    assert "Đã nộp 2/6." in player.shown["P001"][1].text
    player.write("P002", "/standings")
    assert "Phường Mới" in player.shown["P002"][1].text
