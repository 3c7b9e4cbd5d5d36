"""Guards: what was awarded is shown to oneself and to whoever may see a unit's details, to nobody
else; months that are excused are said where points come from, and nothing of them is owed.
"""

from __future__ import annotations

from datetime import date

import pytest
from player import ZONE, Player

from services import absences
from services.absences import Leave
from storage import honours, people, units
from storage.engine import transaction
from storage.honours import Given
from storage.imports import PROGRAM

GROUP = "9900001"


@pytest.fixture
def awarded(player: Player) -> Player:
    """The head of a group, the group's commune and office have honours; four people have joined."""
    for who in ("P001", "P002", "P003", "P054"):
        player.join(who)
    with transaction(player.engine) as db:
        head, commune = people.by_code(db, "P002"), units.by_code(db, "25459")
        assert head is not None
        assert commune is not None
        given = Given(head[0], None, "Giấy khen", "thematic", "12/QĐ", date(2024, 1, 15),
                      "Giám đốc chi nhánh", 2023, date(2023, 1, 1), date(2023, 12, 31))  # fmt: skip
        gone = honours.add(db, given._replace(number="9/QĐ", day=date(2022, 1, 5)))
        honours.cancel(db, gone, player.now, "khai sai", None)
        honours.add(db, given)
        of_unit = given._replace(person_id=None, unit_id=commune.id, form="Bằng khen", sort="merit")
        honours.add(db, of_unit._replace(achieved_from=None, achieved_to=None))
    return player


def said(stage: Player, who: str, text: str) -> str:
    return "\n".join(stage.write(who, text))


OWN = "- Giấy khen (chuyên đề), số 12/QĐ ngày 15/01/2024, Giám đốc chi nhánh"
OF_COMMUNE = "- Bằng khen (thường xuyên), số 12/QĐ ngày 15/01/2024, Giám đốc chi nhánh"


def test_one_sees_ones_own_and_those_of_ones_units(awarded: Player) -> None:
    own = said(awarded, "P002", "/awards honours")
    assert OWN in own
    assert "Thời gian lập thành tích: 01/01/2023 đến 31/12/2023." in own
    assert "số 9/QĐ" in own
    assert "Đã bị hủy, không còn được tính." in own
    assert "khai sai" not in own
    assert "Bằng khen" not in own
    assert OF_COMMUNE in said(awarded, "P001", "/awards honours")
    assert "Đã có 2 lần khen thưởng." in said(awarded, "P002", "/awards")


def test_of_a_named_unit_also_its_head(awarded: Player) -> None:
    for who in ("P001", "P054"):
        assert OWN in said(awarded, who, f"/awards honours {GROUP}")
        assert OF_COMMUNE in said(awarded, who, "/awards honours Tân Ninh")
    assert "Chưa có khen thưởng" in said(awarded, "P003", "/awards honours")


@pytest.mark.parametrize(("who", "unit"), [("P003", GROUP), ("P002", "25459"), ("P002", "9900004")])
def test_a_foreign_unit_is_unknown(awarded: Player, who: str, unit: str) -> None:
    told = said(awarded, who, f"/awards honours {unit}")
    assert "khen (" not in told
    assert f"Không có đơn vị {unit}" in told


def test_excused_months_are_told_and_not_owed(awarded: Player) -> None:
    movement = awarded.site.live.all[0]
    with transaction(awarded.engine) as db:
        head = people.by_code(db, "P002")
        assert head is not None
        leave = Leave(head[0], "P002", "2026-10", "2027-02", "nghỉ thai sản")
        assert absences.enter(db, [movement], leave, None, PROGRAM, awarded.now, ZONE) == "done"
    assert "2 tháng được miễn (nghỉ thai sản)" in said(awarded, "P002", "/why")
    assert "Không còn nợ báo cáo" in said(awarded, "P002", "/report")
    assert "số hộ" in said(awarded, "P002", f"/report {GROUP} head-month 2026-11").lower()
