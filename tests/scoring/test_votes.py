"""Guards: a vote passes or fails as the Council's rules say, exactly; VT1-VT9 of the dossier's
section 5; written opinions stand apart, and who may not vote is no part of the base."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.elections import elected
from scoring.shares import MAJORITIES
from scoring.votes import Electors, Rules, Votes, needed, quorate, result

RULES = Rules()
NINE = Electors(9, 9)


def by(passes: str) -> Rules:
    return Rules.read("2/3", passes)


def passed(room: Votes, electors: Electors) -> list[str]:
    return [said for said in MAJORITIES if result(room, electors, by(said)).passed]


def test_what_is_usual() -> None:
    assert Rules.read("2/3", ">1/2") == RULES
    settings = {"quorum": "80%", "base": "valid", "passes": "2/3", "written": False}
    found = Rules.read(**settings)
    assert (found.base, found.written, found.shrinks, found.over) == (
        "valid",
        False,
        True,
        "refuse",
    )
    assert needed(10, found) == 8


def test_vt1_vt2_a_quorum_is_reached_exactly_or_not() -> None:
    assert quorate(9, 6, RULES)
    assert not quorate(9, 5, RULES)
    assert needed(9, RULES) == 6


def test_vt3_of_all_and_of_those_present() -> None:
    votes, electors = Votes(yes=6, no=1), Electors(9, 7)
    assert result(votes, electors, RULES).rate == Fraction(6, 9)
    assert result(votes, electors, Rules(base="present")).rate == Fraction(6, 7)
    assert passed(votes, electors) == [">1/2", "2/3"]


def test_vt4_eight_of_nine() -> None:
    found = result(Votes(yes=8, no=1), NINE, RULES)
    assert found.rate == Fraction(8, 9)
    assert passed(Votes(yes=8, no=1), NINE) == [">1/2", "2/3", "80%"]


def test_vt5_most_of_those_present_is_not_most_of_all() -> None:
    votes, electors = Votes(yes=4, no=2), Electors(9, 6)
    found = result(votes, electors, RULES)
    assert (found.rate, found.passed) == (Fraction(4, 9), False)
    present = result(votes, electors, Rules(base="present"))
    assert (present.rate, present.passed) == (Fraction(4, 6), True)


def test_vt6_who_may_not_vote_shrinks_the_base() -> None:
    votes, electors = Votes(yes=5, no=3), Electors(9, 9, recused=1, recused_present=1)
    assert result(votes, electors, RULES).rate == Fraction(5, 8)
    assert passed(votes, electors) == [">1/2"]
    assert result(votes, electors, Rules(shrinks=False)).rate == Fraction(5, 9)


def test_vt7_two_equal_at_the_last_place() -> None:
    yes = {"A": 9, "B": 8, "C": 8, "D": 7, "E": 6, "F": 6}
    results = {code: result(Votes(yes=n, no=9 - n), NINE, RULES) for code, n in yes.items()}
    found = elected(results, 5)
    assert found.chosen == ("A", "B", "C", "D")
    assert (found.tied, found.left, found.second_ballot) == (("E", "F"), 1, True)


def test_vt8_written_opinions_count_and_stand_apart() -> None:
    electors, room, written = Electors(9, 6), Votes(yes=6), Votes(yes=2)
    found = result(room, electors, RULES, written)
    assert (found.rate, found.passed) == (Fraction(8, 9), True)
    assert (found.room.yes, found.written.yes) == (6, 2)
    without = result(room, electors, Rules(written=False), written)
    assert (without.rate, without.written.yes) == (Fraction(6, 9), 2)


def test_vt9_half_is_not_more_than_half() -> None:
    votes, electors = Votes(yes=4, no=4), Electors(8, 8)
    found = result(votes, electors, RULES)
    assert (found.rate, found.passed) == (Fraction(1, 2), False)
    assert result(votes, electors, by("1/2")).passed


@pytest.mark.parametrize(
    ("base", "written", "shrinks", "expected"),
    [
        ("entitled", True, True, Fraction(5, 10)),
        ("entitled", False, True, Fraction(4, 10)),
        ("entitled", True, False, Fraction(5, 12)),
        ("present", True, True, Fraction(5, 9)),
        ("present", False, True, Fraction(4, 7)),
        ("present", True, False, Fraction(5, 10)),
        ("present", False, False, Fraction(4, 8)),
        ("valid", True, True, Fraction(5, 8)),
        ("valid", False, True, Fraction(4, 6)),
        ("valid", True, False, Fraction(5, 8)),
    ],
)
def test_of_whom_it_is_a_share(base, written, shrinks, expected) -> None:
    """Twelve members, eight there, one of these and one of the absent may not vote; one ballot
    cannot be read, one is blank, two have written."""
    electors = Electors(12, 8, recused=2, recused_present=1)
    rules = Rules(base=base, written=written, shrinks=shrinks)
    room = Votes(yes=4, no=1, blank=1, invalid=1)
    assert result(room, electors, rules, Votes(yes=1, no=1)).rate == expected


@pytest.mark.parametrize("base", ["entitled", "present", "valid"])
@pytest.mark.parametrize("passes", MAJORITIES)
def test_where_nobody_may_vote_nothing_passes(base, passes: str) -> None:
    electors = Electors(3, 2, recused=3, recused_present=2)
    found = result(Votes(), electors, Rules.read("1/2", passes, base=base))
    assert (found.base, found.rate, found.passed) == (0, 0, False)


def test_without_members_there_is_no_quorum() -> None:
    assert not quorate(0, 0, RULES)
    assert needed(0, RULES) == 1


@pytest.mark.parametrize(
    ("room", "written", "electors"),
    [
        (Votes(yes=8), Votes(), Electors(9, 7)),
        (Votes(yes=7, invalid=1), Votes(), Electors(9, 7)),
        (Votes(yes=7), Votes(), Electors(9, 7, recused=1, recused_present=1)),
        (Votes(), Votes(no=3), Electors(9, 7)),
        (Votes(), Votes(no=2), Electors(9, 7, recused=1)),
    ],
)
def test_more_votes_than_voters_are_never_counted(room, written, electors) -> None:
    with pytest.raises(ValueError, match="more votes than members"):
        result(room, electors, RULES, written)


@pytest.mark.parametrize("wrong", [(9, 10), (9, -1), (9, 7, 3, 0), (9, 7, 1, 2), (9, 1, 2, 2)])
def test_a_part_is_no_more_than_the_whole(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="more of a part"):
        Electors(*wrong)


def test_there_are_no_fewer_ballots_than_none() -> None:
    with pytest.raises(ValueError, match="no fewer"):
        Votes(yes=1, blank=-1)
