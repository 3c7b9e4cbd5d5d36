"""Guards: where the Council ranks classes of size apart, each table shows one class, everybody
finds the own one, and a place counts in it alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from player import ZONE, Player

from handlers.routing.play import Site
from services.figures.apply import apply
from services.figures.rows import Row
from services.standings import whole
from storage import units
from storage.asked import Asked
from storage.engine import Db, reading, transaction
from tests.known_movement import known

CLASSES = ((5, 19), (20, 39), (40, 60))
SIZES = {"9900001": 45, "9900002": 12, "9900003": 44, "9900004": 30, "9900005": 63}
"""By group: its households; two are of the largest class, one is of none."""


@pytest.fixture
def sized(player: Player) -> Player:
    """The groups have so many households, told by the office; the first is the better of two."""
    groups = replace(known().leagues["groups"], size="HOUSEHOLDS", classes=CLASSES, minimum_share=0)
    movement = replace(known(), leagues={**known().leagues, "groups": groups})
    player.site = Site(movement, ZONE)
    with transaction(player.engine) as db:
        rows = [_row(db, n, code, size) for n, (code, size) in enumerate(SIZES.items(), 1)]
        apply(db, rows, movement, player.now, ZONE)
    return player


def _row(db: Db, number: int, code: str, size: int) -> Row:
    unit = units.by_code(db, code)
    assert unit is not None
    told = {("HH_LOAN", "2026-10"): size, ("LOAN_OUT", "2026-10"): 10**9}
    told["LOAN_OVD", "2026-10"] = 0 if code == "9900001" else 10**7
    return Row(number, unit.id, unit.code, told)


def shown(player: Player, who: str, said: str) -> str:
    return "\n".join(player.write(who, said))


def test_each_class_has_a_table_and_the_others_are_a_tap_away(sized: Player) -> None:
    sized.join("P054")
    first = shown(sized, "P054", "/standings")
    assert "Số hộ còn dư nợ: từ 5 đến 19" in first
    assert "5/33" in first
    says = [choice.says for row in sized.shown["P054"][1].choices for choice in row]
    ways = {"/standings BRANCH 20-39", "/standings BRANCH 40-60", "/standings BRANCH 0-0"}
    assert ways <= set(says)
    assert "/standings BRANCH 5-19 official" in says
    largest = shown(sized, "P054", "/standings BRANCH 40-60")
    assert "1. " in largest
    assert "2. " in largest
    assert "3. " not in largest
    without = shown(sized, "P054", "/standings BRANCH 0-0")
    assert "ngoài các nhóm quy mô" in without


def test_everybody_finds_the_own_class_and_the_place_in_it(sized: Player) -> None:
    sized.join("P002")
    told = shown(sized, "P002", "/standings tỉnh")
    assert "Số hộ còn dư nợ: từ 40 đến 60" in told
    assert "1. Tổ TK&amp;VV ấp/khu phố Mẫu 1" in told
    why = shown(sized, "P002", "/why")
    assert "hạng 1/2. Xếp hạng riêng: Số hộ còn dư nợ: từ 40 đến 60." in why


def test_what_is_published_has_the_classes_one_after_the_other(sized: Player) -> None:
    movement = sized.site.live.all[0]
    with reading(sized.engine) as db:
        branch = units.by_code(db, "BRANCH")
        assert branch is not None
        asked = Asked(movement.leagues["groups"], branch, 2026, "provisional")
        table = whole(db, movement, asked, sized.now, sized.now.date())
    ranked = [(line.size, line.place, line.code) for line in table.lines if line.place]
    assert ranked == [
        (1, 1, "9900002"), (2, 1, "9900004"), (3, 1, "9900001"), (3, 2, "9900003"),
        (0, 1, "9900005"),
    ]  # fmt: skip
    assert len(table.lines) == 33
    assert not table.shares


def test_the_criteria_say_which_sizes_are_ranked_apart(sized: Player) -> None:
    sized.join("P054")
    said = shown(sized, "P054", "/criteria TN-G")
    assert "Từng quy mô xếp hạng riêng: " in said
