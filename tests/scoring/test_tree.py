"""Guards: which kinds lie in which is what the movement's file says, whatever their names."""

from __future__ import annotations

import pytest

from scoring.levels import Level
from scoring.loading import builtin
from scoring.tree import Tree


def made(*rows: tuple[str, tuple[str, ...], str | None]) -> Tree:
    return Tree({code: Level(code, code, within, None, role, None) for code, within, role in rows})


SCHOOLS = made(
    ("region", (), None),
    ("district", ("region",), "officer"),
    ("village", ("district",), None),
    ("school", ("district", "village"), "head"),
)


def test_what_lies_above_begins_with_the_nearest() -> None:
    assert SCHOOLS.above("school") == ("district", "village", "region")
    assert SCHOOLS.above("region") == ()


def test_what_lies_below_begins_with_the_lowest() -> None:
    assert SCHOOLS.below("region") == ("school", "village", "district")
    assert SCHOOLS.below("village") == ("school",)
    assert SCHOOLS.below("school") == ()


def test_two_kinds_are_neighbours_where_none_lies_between_them() -> None:
    assert SCHOOLS.directly("school", "district")
    assert SCHOOLS.directly("school", "village")
    assert not SCHOOLS.directly("school", "region")
    assert not SCHOOLS.directly("district", "school")


def test_the_kind_directly_above_is_the_first_that_is_named() -> None:
    assert [SCHOOLS.parent(kind) for kind in ("school", "district", "region")] == [
        "district", "region", None,
    ]  # fmt: skip


def test_the_lowest_is_the_one_that_reports() -> None:
    assert SCHOOLS.lowest == "school"
    silent = made(("region", (), None), ("district", ("region",), "officer"),
                  ("room", ("district",), None))  # fmt: skip
    assert silent.lowest == "district"
    assert made(("region", (), None), ("district", ("region",), None)).lowest == "district"


@pytest.mark.parametrize("ask", [SCHOOLS.above, SCHOOLS.below])
def test_a_kind_that_the_movement_does_not_know_lies_nowhere(ask: object) -> None:
    assert callable(ask)
    assert ask("ward") == ()
    assert SCHOOLS.parent("ward") is None
    assert not SCHOOLS.directly("ward", "region")


def test_the_built_in_movement_counts_a_group_to_its_commune() -> None:
    movement = builtin()
    assert movement.tree.parent("group") == "commune"
    assert movement.tree.below("commune") == ("group", "union")
    assert movement.tree.lowest == "group"
    assert movement.first_league.widest == "branch"
    assert [one.code for one in movement.leagues_in("office")] == ["groups", "communes", "unions"]
