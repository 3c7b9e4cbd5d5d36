"""Guards: a share is read as it is written, exactly; its smallest number is the one counted out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.shares import MAJORITIES, MAJORITY, QUORUMS, TWO_THIRDS, Share


@pytest.mark.parametrize(
    ("said", "part", "above"),
    [
        (">1/2", Fraction(1, 2), True),
        ("1/2", Fraction(1, 2), False),
        ("2/3", Fraction(2, 3), False),
        ("80%", Fraction(4, 5), False),
        (">66%", Fraction(33, 50), True),
        ("100%", Fraction(1), False),
        ("all", Fraction(1), False),
    ],
)
def test_it_is_read_as_it_is_written(said: str, part: Fraction, above: bool) -> None:
    assert Share.read(said) == Share(part, above)


@pytest.mark.parametrize(
    "said",
    ["", "0%", "0/3", "1/0", "3/2", "101%", ">all", ">100%", ">3/3", "0.5", "66,7%", "-1/2", "½",
     "2 / 3", "٢/٣", "1/2\n", ">>1/2", "<1/2", "majority", "1/2/3"],
)  # fmt: skip
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"is no share|can never be reached"):
        Share.read(said)


def test_the_usual_ones_can_be_read() -> None:
    assert Share.read("2/3") == TWO_THIRDS
    assert Share.read(">1/2") == MAJORITY
    assert all(map(Share.read, QUORUMS + MAJORITIES))


@pytest.mark.parametrize("said", [*QUORUMS, *MAJORITIES, ">2/3", ">80%", "1/3", "1/997", "99%"])
def test_the_smallest_number_is_enough_and_one_fewer_is_not(said: str) -> None:
    share = Share.read(said)
    for whole in range(1, 60):
        enough = [n for n in range(1, whole + 1) if reaches(said, n, whole)]
        assert share.least(whole) == enough[0]
        assert [n for n in range(whole + 1) if share.reached(n, whole)] == enough


def reaches(said: str, number: int, whole: int) -> bool:
    """By whole numbers, from the words."""
    text = said.lstrip(">").replace("all", "1/1").replace("%", "/100")
    over, under = map(int, text.split("/"))
    have, need = number * under, whole * over
    return have > need if said.startswith(">") else have >= need


def test_of_nobody_nothing_is_enough() -> None:
    assert not any(Share.read(said).reached(n, 0) for said in QUORUMS for n in range(3))
    assert TWO_THIRDS.least(0) == 1
