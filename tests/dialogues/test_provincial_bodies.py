"""Guards: a collective that lies in no office is proposed by the Council's secretary, and nobody
else; of what lies in an office nothing; it goes the way of every nominee.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from on_stage import has
from player import ZONE, Player
from sqlalchemy import update

from bot.demo.seed import BODIES
from scoring.award import Award
from services.roster import apply, file
from storage import proposed
from storage.engine import reading, transaction
from storage.units import units
from tests.january import YEAR
from tests.known_movement import known

SECRETARY, OFFICE, COUNCIL = "P061", "P045", "P054"
GROUND = "Vận động tốt, tín dụng chính sách có hiệu quả"


def award() -> Award:
    found = known().in_year(YEAR).award
    assert found is not None
    return found


@pytest.fixture
def stage(player: Player) -> Player:
    player.now = datetime(2027, 1, 11, 8, 5, tzinfo=ZONE)
    with transaction(player.engine) as db:
        apply.apply(db, file.read(BODIES.read_bytes(), whole=False), known(), player.now, ZONE)
    player.january("rank")
    for who in (SECRETARY, OFFICE, COUNCIL):
        player.join(who)
    return player


def live(stage: Player) -> list[str]:
    with reading(stage.engine) as db:
        return [one.unit.code for one in proposed.live(db, known().code, YEAR)]


def propose(stage: Player, code: str) -> list[str]:
    told = stage.write(SECRETARY, f"/awards nominate collective {code}: {GROUND}")
    return told + (stage.write(SECRETARY, "không") if has(told, "phong trào khác") else [])


def test_bodies_of_the_province_are_offered_kind_by_kind(stage: Player) -> None:
    told = stage.write(SECRETARY, "/awards nominate")
    assert has(told, "không thuộc phòng giao dịch nào")
    assert has(told, "[Mặt trận Tổ quốc Việt Nam các cấp]")
    assert has(told, "[Chi nhánh Ngân hàng Chính sách xã hội tỉnh]")
    assert not has(told, "Tổ trưởng")
    assert not has(told, "[Ủy ban nhân dân cấp xã]")
    assert has(stage.write(SECRETARY, "/awards"), "[Đề nghị tập thể cấp tỉnh]")


def test_they_are_proposed_after_the_offices_day_chosen_and_withdrawn(stage: Player) -> None:
    for code in ("TN-MTTQ", "TN-KHNV", "BRANCH"):
        assert has(propose(stage, code), "Đã đề nghị")
    assert sorted(live(stage)) == ["BRANCH", "TN-KHNV", "TN-MTTQ"]
    assert has(stage.write(SECRETARY, "/awards shortlist collective"), "Mặt trận Tổ quốc")
    assert has(stage.write(COUNCIL, "/awards sheet 1"), GROUND)
    stage.write(SECRETARY, "/awards choose 1")
    assert has(stage.write(SECRETARY, "Tiêu biểu trong công tác tuyên truyền"), "bỏ phiếu")
    assert has(stage.write(SECRETARY, "/awards convene collective"), "Mặt trận Tổ quốc")
    stage.write(SECRETARY, "/cancel")
    stage.write(SECRETARY, "/awards withdraw 2")
    assert has(stage.write(SECRETARY, "có"), "Đã rút")
    assert sorted(live(stage)) == ["BRANCH", "TN-MTTQ"]


@pytest.mark.parametrize("code", ["HS", "25459", "9900001", "TN-STC", "P002"])
def test_what_is_an_offices_or_of_no_kind_is_refused(stage: Player, code: str) -> None:
    propose(stage, code)
    stage.write(SECRETARY, "/cancel")
    assert live(stage) == []


@pytest.mark.parametrize("who", ["P002", "Nguyễn Thị Mẫu Một", "P002 9900001", "collective HS"])
def test_persons_and_what_lies_in_an_office_are_said_to_be_the_offices(
    stage: Player, who: str
) -> None:
    told = stage.write(SECRETARY, f"/awards nominate {who}: {GROUND}")
    assert has(told, "cá nhân do phòng giao dịch đề nghị")


def test_what_lies_in_an_office_is_not_offered_whatever_kind_it_is_said_to_be(
    stage: Player,
) -> None:
    with transaction(stage.engine) as db:
        of = units.c.code.in_(["25459", "HS"])
        db.execute(update(units).where(of).values(collective="farmers_association"))
    kinds = [one.code for one in award().nominees.values()]
    told = stage.write(SECRETARY, f"/awards nominate kind {kinds.index('farmers_association')}")
    assert [one for one in told if " | [" in one][:-1] == ["P061 | [Hội Nông dân tỉnh]"]


def test_a_body_that_is_proposed_leads_to_no_dossier(stage: Player) -> None:
    told = propose(stage, "TN-MTTQ")
    assert has(told, "[Đề nghị thêm]")
    assert not has(told, "hồ sơ")


@pytest.mark.parametrize("who", [OFFICE, COUNCIL])
def test_nobody_else_proposes_them(stage: Player, who: str) -> None:
    stage.write(who, f"/awards nominate collective TN-MTTQ: {GROUND}")
    stage.write(who, "không")
    assert live(stage) == []
