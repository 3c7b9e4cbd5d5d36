"""Guards: every list of the movement is seen in every scope that one may see, by button and in
words; a list says what it ranks, and where it has no units it is not offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from on_stage import LINE
from player import Player

from storage.engine import transaction
from storage.units import by_code
from tests.entering import enter, leave

HTH, BRANCH = "Phòng giao dịch NHCSXH Hòa Thành", "Chi nhánh NHCSXH tỉnh Tây Ninh"
HS = "Hội sở chi nhánh tỉnh (địa bàn TP Tây Ninh cũ)"
WAYS = {
    ("Các xã, phường", BRANCH): (
        "/standings communes", "xếp hạng xã", "xếp hạng các xã", "bảng xếp hạng phường",
        "standings of communes", "/standings communes BRANCH", "xếp hạng xã toàn tỉnh",
        "/standings communes 1", "xếp hạng xã tạm tính", "रैंकिंग कम्यून", "الترتيب البلديات والأحياء",
    ),
    ("Các phòng giao dịch", BRANCH): (
        "xếp hạng phòng giao dịch", "bảng xếp hạng phòng giao dịch", "standings of offices",
        "/standings transaction office", "xếp hạng PGD",
    ),
    ("Các xã, phường", HTH): (
        "/standings communes HTH", "/standings communes Hòa Thành", "xếp hạng các xã Hòa Thành",
    ),
    ("Các tổ TK&amp;VV", HTH): ("xếp hạng tổ Hòa Thành", "/standings groups HTH"),
    ("Các tổ TK&amp;VV", BRANCH): ("/standings groups", "xếp hạng tổ", "xếp hạng tỉnh"),
}  # fmt: skip


def heads(told: list[str]) -> tuple[str, str]:
    """What is ranked, and where."""
    where = told[0].partition(": ")[2].removesuffix("</b>")
    return told[2].partition(" < ")[2].partition(":")[0], where


def test_a_list_is_named_in_words_of_every_language(player: Player) -> None:
    player.join("P054")
    for meant, ways in WAYS.items():
        for said in ways:
            assert heads(player.write("P054", said)) == meant, said


def test_a_name_that_begins_with_a_kind_is_a_name(player: Player) -> None:
    player.join("P054")
    for said in ("xếp hạng xã Tân Biên", "/standings phòng giao dịch Hòa Thành"):
        assert heads(player.write("P054", said))[0] == "Các tổ TK&amp;VV"


def test_a_head_sees_the_own_commune_among_others(player: Player) -> None:
    """The nearest scope in which the list is kept, and the wider ones by button."""
    player.join("P002")
    told = player.write("P002", "xếp hạng xã")
    assert heads(told) == ("Các xã, phường", HS)
    assert "P002 | [Tỉnh]" in told
    assert heads(player.write("P002", "tap Tỉnh")) == ("Các xã, phường", BRANCH)
    told = player.write("P002", "tap Các phòng giao dịch")
    assert heads(told) == ("Các phòng giao dịch", BRANCH)
    assert heads(player.write("P002", "tap Các tổ TK&VV")) == ("Các tổ TK&amp;VV", BRANCH)


@pytest.mark.parametrize("basis", ["", " official"])
def test_the_other_list_is_on_the_same_basis(player: Player, basis: str) -> None:
    player.join("P054")
    before = player.write("P054", f"/standings HTH{basis}")[1]
    assert player.write("P054", "tap Các xã, phường")[1] == before


def test_a_commune_is_shown_with_its_points_and_reports(player: Player) -> None:
    for who in ("P001", "P002"):
        player.join(who)
    told = player.write("P002", LINE)
    while "Đã nhận" not in told[0]:
        told = player.write("P002", "tap yes")
    player.now += timedelta(days=20)
    player.tick()
    told = player.write("P001", "xếp hạng xã")
    [line] = [one for one in told if "Phường Tân Ninh" in one]
    assert line == "P001 < <b>- Phường Tân Ninh: chưa đủ báo cáo; báo cáo: 1/9</b>"
    assert "Phường Tân Ninh, năm 2026" in player.write("P001", "tap Vì sao có điểm này?")[0]


def test_a_place_in_another_list_is_asked_for_by_name(player: Player) -> None:
    player.join("P054")
    told = player.write("P054", "/standings communes xã tân biên")
    assert heads(told)[0] == "Các xã, phường"
    assert any("<b>" in line and "Xã Tân Biên" in line for line in told[1:])


def test_a_list_is_offered_where_it_has_units(player: Player) -> None:
    """The unions of a commune make a further list there; without any it is not spoken of."""
    player.join("P001")
    with transaction(player.engine) as db:
        for union in ("11", "12", "13", "14"):
            if by_code(db, f"25459-{union}"):
                leave(db, f"25459-{union}", player.now.date())
    assert not offered(player.write("P001", "/standings"), "Các hội, đoàn thể")
    with transaction(player.engine) as db:
        commune = by_code(db, "25459")
        assert commune is not None
        enter(db, "U12", "union", commune.id, name="Hội Phụ nữ Tân Ninh",
              plain="hoi phu nu tan ninh")  # fmt: skip
    assert offered(player.write("P001", "/standings"), "Các hội, đoàn thể")
    told = player.write("P001", "tap Các hội, đoàn thể")
    assert heads(told) == ("Các hội, đoàn thể", "Phường Tân Ninh")
    assert any("Hội Phụ nữ Tân Ninh" in line for line in told)
    assert heads(player.write("P001", "/standings Hội Phụ nữ")) == heads(told)


def offered(told: list[str], label: str) -> bool:
    return any(f"[{label}]" in line for line in told)


def test_with_one_list_no_list_is_spoken_of(player: Player) -> None:
    movement = player.site.live.all[0]
    alone = replace(movement, leagues={"groups": movement.first_league})
    player.site = replace(player.site, live=alone)
    player.join("P054")
    told = player.write("P054", "/standings")
    assert not any("[Các" in line for line in told)


def test_whoever_may_not_see_a_scope_sees_none_of_its_lists(player: Player) -> None:
    player.join("P002")
    for said in ("/standings communes HTH", "/standings communes Hòa Thành"):
        assert "P002 < Không có đơn vị" in player.write("P002", said)[0], said


def test_a_unit_is_named_by_its_kind_and_its_code(player: Player) -> None:
    player.join("P054")
    player.write("P054", "/language en")
    office = player.write("P054", "/standings HS")
    assert player.write("P054", "place of office HS")[:3] == office[:3]
    assert "October 2026" in player.write("P054", "place of office HS in October")[0]
    assert "no unit" in player.write("P054", "place of commune HS")[0]
