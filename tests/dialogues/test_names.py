"""Guards: a unit is found by its name however people write it, and only where it may be seen; of
several the choice is offered, of none there is a clear answer with an example that works."""

from __future__ import annotations

import pytest
from player import Player
from sqlalchemy import func, select, update

from handlers import kinds
from locales.naming import plain, read, short
from storage.engine import transaction
from storage.units import units
from tests.known_movement import known

TAN_NINH = "Phường Tân Ninh"
TABLES = {
    TAN_NINH: (
        "/standings Tân Ninh", "/standings tan ninh", "/standings TÂN NINH", "xếp hạng Tân Ninh",
        "/standings phường Tân Ninh", "/standings ward Tan Ninh", "/standings वार्ड Tân Ninh",
        "/standings البلدية Tân Ninh", "bảng xếp hạng phường tân ninh", "/standings Tân Nin",
        "/standings 25459", "/standings 25459 1", "/standings tân ninh 1", "/standings_25459",
        "place of Mẫu 3, Tân Ninh", "/standings Mẫu 3 phường Tân Ninh", "xếp hạng tân ninh mẫu 3",
        "/standings Ta\u0302n Ninh",
    ),
    "Phòng giao dịch NHCSXH Hòa Thành": (
        "/standings hoa thanh", "/standings PGD Hòa Thành", "/standings Hoà Thành",
        "/standings phòng giao dịch Hòa Thành", "/standings office Hoa Thanh", "/standings hth",
        "रैंकिंग Hòa Thành",
    ),
    "Chi nhánh NHCSXH tỉnh Tây Ninh": (
        "/standings", "/standings province", "/standings tỉnh", "/standings प्रांत",
        "/standings 1", "/standings Tây Ninh", "/standings tỉnh Tây Ninh tạm tính",
        "xếp hạng tỉnh", "/standings chi nhánh", "الترتيب المقاطعة",
    ),
    "Xã Tân Biên": (
        "/standings xã Tân Biên", "/standings commune tan bien", "/standings Tổ mẫu 2 tân biên",
    ),
}  # fmt: skip
"""By the table that a member of the Council is shown: ways to ask for it."""


def test_a_name_is_found_however_it_is_written(player: Player) -> None:
    player.join("P054")
    for name, ways in TABLES.items():
        for said in ways:
            told = player.write("P054", said)
            assert told[0].endswith(f": {name}</b>"), (said, told[0])


def test_the_official_table_is_named_in_words_too(player: Player) -> None:
    player.join("P054")
    for said in (
        "Tân Ninh chính thức",
        "tân ninh official",
        "25459 2 official",
        "xã Tân Biên رسمي",
    ):
        assert "Chính thức" in player.write("P054", f"/standings {said}")[1]


def test_a_group_is_named_with_its_commune(player: Player) -> None:
    player.join("P054")
    for said in (
        "mẫu 2 tân biên",
        "Mẫu 2, Tân Biên",
        "tân biên mẫu 2",
        "TỔ 2 XÃ TÂN BIÊN",
        "9900008",
    ):
        told = player.write("P054", f"/why {said}")
        assert told[0] == "P054 < <b>Tổ TK&amp;VV ấp/khu phố Mẫu 2, năm 2026</b>", said
    told = player.write("P054", "vì sao mẫu 2 tân biên")
    assert told[0] == "P054 < <b>Tổ TK&amp;VV ấp/khu phố Mẫu 2, năm 2026</b>"


def test_of_several_some_are_offered_and_the_others_counted(player: Player) -> None:
    player.join("P054")
    told = player.write("P054", "/why Mẫu 1")
    assert told[:2] == [
        "P054 < Xin chọn đơn vị.", "P054 < Còn 3 đơn vị khác: xin ghi rõ tên hơn.",
    ]  # fmt: skip
    assert len(told) == 2 + 8
    chosen = player.write("P054", "tap Tổ TK&VV ấp/khu phố Mẫu 1, Xã Tân Châu")
    assert "năm 2026" in chosen[0]
    player.write("P054", "/standings tân biên official")
    assert "Chính thức" in player.write("P054", "tap Xã Tân Biên")[1]
    assert len(player.write("P054", "/standings Ninh")) == 1 + 3


def test_a_number_is_a_whole_one(player: Player) -> None:
    with transaction(player.engine) as db:
        name = "Tổ TK&VV ấp/khu phố Mẫu 12"
        db.execute(
            update(units).where(units.c.code == "9900003").values(name=name, plain=plain(name))
        )
    player.join("P001")
    assert "Mẫu 1, năm" in player.write("P001", "/why mẫu 1")[0]
    assert "Mẫu 12, năm" in player.write("P001", "/why mẫu 12")[0]


def test_what_may_not_be_seen_has_no_name(player: Player) -> None:
    for who in ("P001", "P002", "P045"):
        player.join(who)
    foreign = {
        "P001": ("/standings Long Hoa", "/why Mẫu 1 Long Hoa", "/board Tân Biên", "/why long hoa"),
        "P002": ("/standings Long Hoa", "/why Mẫu 2", "/why Tân Ninh", "xếp hạng Tân Biên"),
        "P045": ("/standings Long Hoa", "/board Hòa Thành", "/why mẫu 2 tân biên"),
    }
    for who, ways in foreign.items():
        for said in ways:
            named = said.split(maxsplit=2 if said[0] != "/" else 1)[-1]
            told = player.write(who, said)
            assert told[0] == f"{who} < Không có đơn vị {named}.", said
            assert told[1].startswith(f"{who} < Ví dụ: "), said
            assert "Không có" not in player.write(who, told[1].partition("Ví dụ: ")[2])[0]
    assert "Mẫu 1, năm 2026" in player.write("P002", "/why mẫu 1")[0]


def test_where_words_answer_a_question_they_name_nothing(player: Player) -> None:
    player.join("P002")
    player.write("P002", "/report")
    assert not any("Xếp hạng năm" in line for line in player.write("P002", "xếp hạng Tân Ninh"))


def test_every_stored_name_is_found_by_what_is_shown_of_it(player: Player) -> None:
    with transaction(player.engine) as db:
        rows = db.execute(select(units.c.name, units.c.plain)).all()
        assert all(row.plain == plain(row.name) == plain(short(row.name)) != "" for row in rows)
        assert db.execute(select(func.count()).where(units.c.plain == "tan ninh")).scalar_one() == 1


@pytest.mark.parametrize(
    ("said", "kind", "rest"),
    [
        ("Tổ TK&VV ấp/khu phố Mẫu 1", "group", "mau 1"),
        ("Tổ tiết kiệm và vay vốn thôn 3", "group", "3"),
        ("Chi nhánh NHCSXH tỉnh Tây Ninh", "branch", "tay ninh"),
        ("phường", None, "phuong"),
        ("Nguyễn Thị Phương", None, "nguyen thi phuong"),
        ("", None, ""),
    ],
)
def test_the_words_for_a_kind_are_left_out_before_a_name(
    said: str, kind: str | None, rest: str
) -> None:
    assert read(said) == (kind, rest)


def test_a_level_is_called_in_every_language() -> None:
    for word in ("xã", "phường", "Commune", "ward", "कम्यून", "بلدية"):
        assert kinds.named(known(), word) == "commune"
    said = [kinds.named(known(), word) for word in ("PGD", "tỉnh", "Tân Ninh")]
    assert said == ["office", "branch", None]
