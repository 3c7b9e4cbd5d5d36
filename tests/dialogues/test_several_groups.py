"""Guards: one person may be at the head of several groups, an officer of one too; `/report` offers
each, and nobody checks their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from player import ZONE, Player

import bot
from services.roster import apply, file
from services.roster.compare import RosterError
from storage import people
from storage.engine import transaction

ORGANISATION = Path(bot.__file__).parent / "demo" / "organisation.json"
REPORT = ["52", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có", "đúng"]


def led_by(player: Player, heads: dict[str, str]) -> None:
    content = json.loads(ORGANISATION.read_text(encoding="utf-8"))
    for row in content["groups"]:
        row["head"] = heads.get(row["id"], row["head"])
    gone = {"9900002"} if "9900002" in heads else set()
    content["people"] = [p for p in content["people"] if p["unit"] not in gone]
    with transaction(player.engine) as db:
        roster = file.read(json.dumps(content).encode())
        apply.apply(db, roster, player.site.live.all[0], player.now, ZONE)


def offered(player: Player, who: str) -> str:
    player.write(who, "/report")
    choices = player.shown[who][1].choices
    return "\n".join(choice.label for row in choices for choice in row)


def test_a_head_of_two_groups_reports_for_both(player: Player) -> None:
    led_by(player, {"9900002": "P002"})
    player.join("P002")
    labels = offered(player, "P002")
    assert "Mẫu 1\n" in labels
    assert "Mẫu 2" in labels
    player.write("P002", "/report 9900002 head-month 2026-11")
    for text in REPORT:
        player.write("P002", text)
    labels = player.write("P002", "/report")
    assert any("Mẫu 1" in line for line in labels)


def test_an_officer_at_the_head_of_a_group_does_not_check_it(player: Player) -> None:
    led_by(player, {"9900002": "P001"})
    for who in ("P001", "P045"):
        player.join(who)
    assert "Báo cáo tháng của tổ" in offered(player, "P001")
    player.write("P001", "/report 9900002 head-month 2026-11")
    for text in REPORT:
        player.write("P001", text)
    assert "không có báo cáo cần kiểm tra" in player.write("P001", "/review")[0]
    assert any("Mẫu 2" in line for line in player.write("P045", "/review"))


def test_the_file_names_each_group_once_and_nobody_else_leads_one(player: Player) -> None:
    led_by(player, {"9900002": "P002"})
    with transaction(player.engine) as db:
        [head] = people.by_phone(db, "+84000000002")
    assert {unit.code for unit in head.units("head")} == {"9900001", "9900002"}
    with pytest.raises(RosterError, match=r"groups\[1\].head: P045 has the role"):
        led_by(player, {"9900002": "P045"})


def test_taken_off_the_roster_all_that_waits_ends(player: Player) -> None:
    player.join("P003")
    code = player.code("P003")
    player.write("P003", "/report")
    led_by(player, {"9900002": "P002"})
    assert "trợ lý báo cáo" in player.write("P003", "45")[0]
    assert "không dùng được" in player.write("P003", code)[0]
