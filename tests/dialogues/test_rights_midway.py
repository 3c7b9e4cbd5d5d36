"""A right that ends in the middle of a dialogue ends there; what was not shown is not accepted."""

from __future__ import annotations

from player import Player
from sqlalchemy import delete, select, update

from storage.engine import reading, transaction
from storage.people import people, roles
from storage.reports import reports

REPORT = ["/report", "45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có", "đúng"]


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
    assert "P002 < Không có đơn vị 9900001." in player.write("P002", "12,4tr")
    assert status(player) == "draft"


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
