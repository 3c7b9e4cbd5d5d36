"""Guards: what an office writes is kept as it was written and harms no page; what is no reason is
asked again; people of one name are told apart; a tap that comes twice does it once.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from on_stage import give, has
from player import ZONE, Player
from sqlalchemy import update

from storage import dossiers, proposed
from storage.engine import reading, transaction
from storage.people import people
from tests.january import YEAR
from tests.known_movement import known

GROUND = "Sinh hoạt tổ đều đặn"
HOSTILE = (
    "<b>đậm</b> & <script>alert(1)</script>",
    "'; DROP TABLE nominations; --",
    "{reason} {0} %s {{x}}",
    "لا يوجد أي دين متأخر ‮txt.exe",
    "Tốt 🎉🎉🎉 \x07 thật sự",
    "dòng một\ndòng hai\n\n\ndòng bốn",
    "१२३४५६७८९०",
)


@pytest.fixture
def stage(player: Player) -> Player:
    player.now = datetime(2027, 1, 5, 8, 5, tzinfo=ZONE)
    player.january("rank")
    for who in ("P045", "P061"):
        player.join(who)
    return player


def grounds(stage: Player) -> list[str]:
    with reading(stage.engine) as db:
        return [one.ground for one in proposed.live(db, known().code, YEAR)]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(stage: Player, words: str) -> None:
    stage.write("P045", "/awards nominate P002")
    asked = stage.write("P045", words)
    assert has(asked, "phong trào khác")
    stage.write("P045", "không")
    [kept] = grounds(stage)
    assert kept == words
    told = stage.write("P045", "/awards withdraw 1")
    assert not any("<script>" in line or "<b>đậm" in line for line in told)


@pytest.mark.parametrize(
    "words", ["", "   ", "tốt", "!!!!!!!!!!!!", "a" * 501, "có", "không", "45"]
)
def test_what_is_no_reason_is_asked_again(stage: Player, words: str) -> None:
    stage.write("P045", "/awards nominate P002")
    told = stage.write("P045", words)
    assert not has(told, "phong trào khác")
    assert grounds(stage) == []


@pytest.mark.parametrize("n", [10, 500])
def test_a_reason_may_have_so_many_characters(stage: Player, n: int) -> None:
    stage.write("P045", "/awards nominate P002")
    assert has(stage.write("P045", "ă" * n), "phong trào khác")


@pytest.mark.parametrize(
    "words",
    ["P002:", "P002 : tốt", ":", "kind 99", "kind", "kind 13 +99999", "collective", "collective :x",
     "x" * 3000, "P002 25459", "<b>", "HS HS HS", "' OR 1=1"],
)  # fmt: skip
def test_any_words_behind_the_command_are_answered(stage: Player, words: str) -> None:
    assert stage.write("P045", f"/awards nominate {words}")
    assert grounds(stage) == []


def test_people_of_one_name_are_told_apart(stage: Player) -> None:
    with transaction(stage.engine) as db:
        same = people.c.code.in_(("P002", "P003"))
        db.execute(update(people).where(same).values(name="Nguyễn Văn Trùng"))
    told = stage.write("P045", f"/awards nominate nguyen van trung: {GROUND}")
    assert has(told, "[Nguyễn Văn Trùng, Tổ TK&VV ấp/khu phố Mẫu 1]")
    assert has(told, "[Nguyễn Văn Trùng, Tổ TK&VV ấp/khu phố Mẫu 2]")
    asked = stage.write("P045", "tap Nguyễn Văn Trùng, Tổ TK&VV ấp/khu phố Mẫu 2")
    assert has(asked, f"Lý do: {GROUND}"), "what was written goes with the choice"
    assert has(asked, "Mẫu 2")


def test_somebody_with_two_groups_is_proposed_for_one(stage: Player) -> None:
    give(stage, "P002", "head", "9900002")
    told = stage.write("P045", "/awards nominate P002")
    assert has(told, "[Nguyễn Thị Mẫu Một, Tổ TK&VV ấp/khu phố Mẫu 1]")
    assert has(told, "[Nguyễn Thị Mẫu Một, Tổ TK&VV ấp/khu phố Mẫu 2]")
    assert has(stage.write("P045", "/awards nominate P002 9900002"), "Mẫu 2")


def test_a_yes_twice_sends_it_once(stage: Player) -> None:
    for channel, buttons in (("telegram", True), ("zalo", False)):
        stage.channel, stage.buttons = channel, buttons
        stage.join("P045")
        if not grounds(stage):
            stage.write("P045", f"/awards nominate P002: {GROUND}")
            stage.write("P045", "không")
            stage.write("P045", "/awards submit")
            stage.write("P045", "tap Có, nộp")
            again = stage.write("P045", "again") if buttons else stage.write("P045", "có")
            assert not has(again, "biên nhận số 2")
    with reading(stage.engine) as db:
        [found] = dossiers.of_year(db, known().code, YEAR).values()
        assert found.number == 1
        assert [one.act for one in dossiers.history(db, found.id)] == ["submitted"]
