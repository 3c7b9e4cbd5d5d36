"""Guards: role by role and place by place, only an office proposes, only for itself, and what is
another's is answered as if unknown; rights that end midway end what was begun.
"""

from __future__ import annotations

import pytest
from on_stage import has, person
from player import ZONE, Player
from sqlalchemy import delete, select

from storage import dossiers, proposed, units
from storage.engine import reading, transaction
from storage.fetches import fetches
from storage.people import roles
from storage.standing_holds import holds
from tests.january import YEAR
from tests.known_movement import known

NOW = "2027-01-05 08:05"
OFFICE, OTHER, SECRETARY, COUNCIL, OFFICER, HEAD = "P045", "P046", "P061", "P054", "P001", "P002"
NO_OFFICE = (SECRETARY, COUNCIL, OFFICER, HEAD)
GROUND = "Sinh hoạt tổ đều đặn"


@pytest.fixture
def stage(player: Player) -> Player:
    from datetime import datetime

    player.now = datetime.fromisoformat(NOW).replace(tzinfo=ZONE)
    player.january("rank")
    for who in (OFFICE, OTHER, *NO_OFFICE):
        player.join(who)
    return player


def live(stage: Player) -> list[str]:
    with reading(stage.engine) as db:
        return [one.name for one in proposed.live(db, known().code, YEAR)]


def says(stage: Player, who: str, *words: str) -> list[str]:
    """What comes back to all of it; what is left open is left."""
    told = [line for one in words for line in stage.write(who, one)]
    stage.write(who, "/cancel")
    return told


@pytest.mark.parametrize("who", [one for one in NO_OFFICE if one != SECRETARY])
def test_nobody_but_an_office_proposes(stage: Player, who: str) -> None:
    for words in (f"P002: {GROUND}", f"collective HS: {GROUND}", "kind 13", ""):
        told = says(stage, who, f"/awards nominate {words}".strip(), "không")
        assert has(told, "do đơn vị đề nghị thực hiện")
    assert live(stage) == []


@pytest.mark.parametrize("who", NO_OFFICE)
@pytest.mark.parametrize("words", ["withdraw 1", "submit", "signer", "piece minutes"])
def test_nobody_but_an_office_sends(stage: Player, who: str, words: str) -> None:
    says(stage, OFFICE, f"/awards nominate P002: {GROUND}", "không")
    told = says(stage, who, f"/awards {words}", "có", "Lê Văn Mẫu", "Giám đốc")
    if (who, words) != (SECRETARY, "withdraw 1"):  # who has own ones to withdraw
        assert has(told, "do đơn vị đề nghị thực hiện")
    assert live(stage) == ["Nguyễn Thị Mẫu Một"]
    with reading(stage.engine) as db:
        assert dossiers.of_year(db, known().code, YEAR) == {}


def test_another_office_touches_nothing(stage: Player) -> None:
    says(stage, OFFICE, f"/awards nominate P002: {GROUND}", "không")
    for words in ("withdraw 1", "dossier HS", "submit HS", f"nominate P003: {GROUND}"):
        told = says(stage, OTHER, f"/awards {words}", "có")
        assert not has(told, "Nguyễn Thị Mẫu Một")
        assert not has(told, "Trần Văn Mẫu Hai")
        assert not has(told, "Hội sở chi nhánh")
    assert live(stage) == ["Nguyễn Thị Mẫu Một"]


def test_a_person_of_another_office_is_as_unknown_as_nobody(stage: Player) -> None:
    known_one = says(stage, OFFICE, f"/awards nominate P006: {GROUND}")
    nobody = says(stage, OFFICE, f"/awards nominate P999: {GROUND}")
    assert [one.replace("P006", "") for one in known_one] == [
        one.replace("P999", "") for one in nobody
    ]


@pytest.mark.parametrize("who", [OFFICER, HEAD])
def test_places_and_dossiers_are_for_offices_and_the_council(stage: Player, who: str) -> None:
    assert has(says(stage, who, "/awards places"), "dành cho Hội đồng và đơn vị đề nghị")
    told = says(stage, who, "/awards dossier HS", "/awards dossier")
    assert not has(told, "Hồ sơ đã đủ")
    for other in (OFFICE, OTHER, SECRETARY, COUNCIL):
        assert has(says(stage, other, "/awards places"), "Lượt 1")


@pytest.mark.parametrize("who", [OFFICE, OTHER, COUNCIL, OFFICER, HEAD])
def test_only_the_secretary_gives_other_places(stage: Player, who: str) -> None:
    says(stage, who, "/awards places HS", "1", "Một lý do dài", "có")
    assert has(says(stage, SECRETARY, "/awards places"), "chi nhánh tỉnh (địa bàn TP Tây Ninh cũ)")
    assert not has(says(stage, SECRETARY, "/awards places"), "Theo Hội đồng")


@pytest.mark.parametrize(
    ("who", "of", "may"),
    [
        (SECRETARY, "Mẫu Một", True),
        (SECRETARY, "HS", True),
        (OFFICE, "Mẫu Một", True),
        (OFFICE, "P006", False),
        (OTHER, "P002", False),
        (COUNCIL, "Mẫu Một", False),
        (OFFICER, "Mẫu Một", False),
        (HEAD, "Mẫu Một", False),
    ],
)
def test_who_may_hold(stage: Player, who: str, of: str, may: bool) -> None:
    says(stage, who, f"/awards hold {of}", "Đang có đơn khiếu nại")
    with reading(stage.engine) as db:
        assert bool(db.execute(select(holds)).first()) is may


def test_what_the_secretary_has_held_no_office_releases(stage: Player) -> None:
    says(stage, SECRETARY, "/awards hold Mẫu Một", "Đang có đơn khiếu nại")
    told = says(stage, OFFICE, "/awards hold", "/awards release 1", "Đã làm rõ xong rồi")
    assert has(told, "Đang có đơn khiếu nại")
    assert not has(told, "Đã gỡ")
    assert has(says(stage, SECRETARY, "/awards release 1", "Đã làm rõ xong rồi"), "Đã gỡ")


def _gone(stage: Player, who: str) -> None:
    with transaction(stage.engine) as db:
        db.execute(delete(roles).where(roles.c.person_id == person(stage, who)))


@pytest.mark.parametrize(
    ("begun", "goes_on"),
    [
        ("/awards nominate P002", GROUND),
        (f"/awards nominate P002: {GROUND}", "không"),
        ("/awards signer", "Lê Văn Mẫu"),
        ("/awards submit", "có"),
        ("/awards hold Mẫu Một", "Đang có đơn khiếu nại"),
        ("/awards withdraw 1", "có"),
    ],
)
def test_a_right_that_ends_midway_ends_it(stage: Player, begun: str, goes_on: str) -> None:
    says(stage, OFFICE, f"/awards nominate P003: {GROUND}", "không")
    before = live(stage)
    stage.write(OFFICE, begun)
    _gone(stage, OFFICE)
    told = stage.write(OFFICE, goes_on)
    assert not has(told, "Mẫu Một")
    assert live(stage) == before
    with reading(stage.engine) as db:
        assert dossiers.of_year(db, known().code, YEAR) == {}
        assert db.execute(select(holds)).first() is None


def test_a_group_of_a_platform_sends_no_file(stage: Player) -> None:
    stage.write(OFFICE, "/awards piece minutes")
    stage._play(OFFICE, kind="file", file={"ref": "d1"}, chat="-7", private=False)  # type: ignore[arg-type]
    with reading(stage.engine) as db:
        assert db.execute(select(fetches)).first() is None
        assert units.by_code(db, "HS") is not None
