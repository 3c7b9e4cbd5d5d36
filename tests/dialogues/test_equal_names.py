"""Guards: no list offers two buttons that read the same. Where names are equal, the unit above
tells them apart, else the code; a name that is there once stands alone."""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE, Player
from sqlalchemy import insert, select, update

from locales.naming import plain
from storage.engine import transaction
from storage.people import people, roles
from storage.units import units

GROUP = "Tổ TK&VV ấp/khu phố Mẫu"
HERE, THERE, ONCE = "9900001", "9900007", "9900008"
"""Two groups called "Mẫu 1" in two communes, and a "Mẫu 2"."""
SAME = (f"{GROUP} 1, Phường Tân Ninh", f"{GROUP} 1, Xã Tân Biên")


def leads(player: Player, who: str, *codes: str, role: str = "head") -> None:
    with transaction(player.engine) as db:
        person = db.execute(select(people.c.id).where(people.c.code == who)).scalar_one()
        for code in codes:
            unit = db.execute(select(units.c.id).where(units.c.code == code)).scalar_one()
            db.execute(insert(roles).values(person_id=person, unit_id=unit, role=role))


def rename(player: Player, code: str, name: str) -> None:
    with transaction(player.engine) as db:
        called = update(units).where(units.c.code == code).values(name=name, plain=plain(name))
        db.execute(called)


def labels(player: Player, who: str, said: str) -> list[str]:
    player.write(who, said)
    found = [one.label for row in player.shown[who][1].choices for one in row]
    assert len(set(found)) == len(found), found
    return [label.translate(dict.fromkeys(range(0x2066, 0x206A))) for label in found]


@pytest.fixture
def head(player: Player) -> Player:
    leads(player, "P002", THERE, ONCE)
    player.join("P002")
    return player


@pytest.mark.parametrize("language", ["vi", "en", "hi", "ar"])
def test_equal_names_are_told_apart_by_the_unit_above(head: Player, language: str) -> None:
    head.join("P002", language)
    for said in ("/report", "/why", "BC 45 2285tr 0"):
        assert labels(head, "P002", said) == [*SAME, f"{GROUP} 2"], said


def test_the_next_report_is_not_called_like_the_one_before(head: Player) -> None:
    labels(head, "P002", f"BC {HERE} 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có")
    assert f"Tiếp theo: {SAME[1]}" in labels(head, "P002", "đúng")


def test_the_reminder_tells_them_apart(head: Player) -> None:
    head.now = datetime(2026, 12, 2, 8, 0, tzinfo=ZONE)
    head.tick()
    found = [one.label for row in head.shown["P002"][1].choices for one in row]
    assert [label.partition(": ")[0] for label in found] == [*SAME, f"{GROUP} 2"]


def test_in_one_commune_the_code_tells_them_apart(player: Player) -> None:
    rename(player, "9900002", f"{GROUP} 1")
    for who in ("P001", "P045"):
        player.join(who)
    same = [f"{GROUP} 1 (9900001)", f"{GROUP} 1 (9900002)"]
    for said in ("/report groups", "/board", "/successor", "/why mẫu 1", "BC 45 2285tr 0"):
        told = labels(player, "P001", said)
        assert [label for label in told if f"{GROUP} 1" in label] == same, said


def test_people_of_one_name_are_told_apart_by_their_codes(player: Player) -> None:
    with transaction(player.engine) as db:
        db.execute(update(people).values(name="Nguyễn Thị Hoa"))
    rename(player, "9900002", f"{GROUP} 1")
    for who in ("P001", "P002", "P003"):
        player.join(who)
    told = labels(player, "P001", "/revoke")
    assert told == [f"{GROUP} 1: Nguyễn Thị Hoa (P002)", f"{GROUP} 1: Nguyễn Thị Hoa (P003)"]


def test_several_periods_stand_behind_the_name(player: Player) -> None:
    player.now = datetime(2027, 1, 2, 9, 0, tzinfo=ZONE)
    player.join("P001")
    months = [label for label in labels(player, "P001", "/report groups") if "Mẫu 1" in label]
    assert months == [f"{GROUP} 1: tháng 12/2026", f"{GROUP} 1: quý 4/2026"]


def test_what_stands_against_units_of_one_name_is_told_apart(head: Player) -> None:
    head.now = datetime(2027, 1, 6, 8, 0, tzinfo=ZONE)
    for _ in range(3):
        head.tick()
    told = [label.partition(": ")[0] for label in labels(head, "P002", "/eligibility")]
    assert told == [*SAME, f"{GROUP} 2"]
