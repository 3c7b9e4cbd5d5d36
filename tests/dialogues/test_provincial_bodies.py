"""Guards: a collective that lies in no office is proposed by the Council's secretary, and nobody
else; of what lies in an office nothing; it goes the way of every nominee.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from on_stage import has
from player import ZONE, Player

from bot.demo.seed import BODIES
from services.roster import apply, file
from storage import proposed
from storage.engine import reading, transaction
from tests.january import YEAR
from tests.known_movement import known

SECRETARY, OFFICE, COUNCIL = "P061", "P045", "P054"
GROUND = "Vận động tốt, tín dụng chính sách có hiệu quả"


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


@pytest.mark.parametrize("who", [OFFICE, COUNCIL])
def test_nobody_else_proposes_them(stage: Player, who: str) -> None:
    stage.write(who, f"/awards nominate collective TN-MTTQ: {GROUND}")
    stage.write(who, "không")
    assert live(stage) == []
