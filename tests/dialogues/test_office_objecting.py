"""Guards: a unit objects in the chat within its days, the secretary is told and answers, and the
unit finds the answer; nobody objects for another's unit, before there is a result, or too late.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from on_stage import has
from player import ZONE, Player
from sqlalchemy import insert

from storage import objections, sat
from storage.engine import reading, transaction
from tests.january import YEAR, person, unit
from tests.known_movement import known

CLOSED = datetime(2027, 1, 12, 16, 30, tzinfo=ZONE)
LAST = datetime(2027, 1, 15, 23, 58, tzinfo=ZONE)


@pytest.fixture
def stage(player: Player) -> Player:
    player.now = CLOSED + timedelta(hours=1)
    for who in ("P002", "P001", "P045", "P061", "P054"):
        player.join(who)
    return player


def voted(stage: Player) -> None:
    with transaction(stage.engine) as db:
        row = {"movement": known().code, "year": YEAR, "unit_id": unit(db, "BRANCH").id,
               "what": "person", "round": 1, "settings": "{}", "opened_at": CLOSED,
               "closed_at": CLOSED, "convened_by": person(db, "P061"),
               "convened_at": CLOSED}  # fmt: skip
        db.execute(insert(sat.sittings).values(row))


def kept(stage: Player) -> list[tuple[str, str, str | None]]:
    with reading(stage.engine) as db:
        found = objections.of_year(db, known().code, YEAR, unit(db, "BRANCH"), 50)
        return [(one.unit, one.said, one.answer) for one in found]


def test_from_the_objection_to_its_answer(stage: Player) -> None:
    assert has(stage.write("P002", "/awards object"), "Chưa có kết quả")
    voted(stage)
    page = stage.write("P002", "/awards")
    assert has(page, "Nhận ý kiến phản ánh đến hết ngày 15/01/2027")
    stage.write("P002", "tap Gửi ý kiến phản ánh")
    told = stage.write("P002", "Tổ đạt 95 điểm mà <không> được xét")
    assert has(told, "P002 < Đã ghi nhận ý kiến phản ánh số 1")
    assert has(told, "P061 < Tổ TK&amp;VV ấp/khu phố Mẫu 1 có ý kiến phản ánh về kết quả:")
    assert has(told, "P061 < Tổ đạt 95 điểm mà &lt;không&gt; được xét")
    assert not any(line.startswith(("P054", "P045")) for line in told)
    [(of, said, answer)] = kept(stage)
    assert (of, said, answer) == (
        "Tổ TK&VV ấp/khu phố Mẫu 1", "Tổ đạt 95 điểm mà <không> được xét", None,
    )  # fmt: skip
    assert has(stage.write("P061", "tap Ý kiến phản ánh"), "Tổ đạt 95 điểm")


def test_to_the_last_second_and_not_after_it(stage: Player) -> None:
    voted(stage)
    stage.now = LAST
    stage.write("P002", "/awards object")
    stage.now = LAST + timedelta(minutes=5)
    told = stage.write("P002", "Chưa công bằng với tổ")
    assert has(told, "Đã hết hạn gửi ý kiến phản ánh vào cuối ngày 15/01/2027")
    assert kept(stage) == []


@pytest.mark.parametrize("who", ["P061", "P054"])
def test_the_council_does_not_object(stage: Player, who: str) -> None:
    voted(stage)
    told = stage.write(who, "/awards object") + stage.write(who, "Chưa công bằng với tổ")
    assert has(told, "dành cho các đơn vị của phong trào")
    assert kept(stage) == []


def test_only_for_the_own_unit(stage: Player) -> None:
    voted(stage)
    stage.write("P002", "/awards object 9900002")
    stage.write("P002", "Chưa công bằng với tổ")
    assert [of for of, _, _ in kept(stage)] == ["Tổ TK&VV ấp/khu phố Mẫu 1"]
