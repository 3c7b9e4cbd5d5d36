"""Guards: never more than there are places; the most yes first; nobody is preferred to an equal;
what a tie is decided by; and where a seal hides little it is said."""

from __future__ import annotations

import pytest

from scoring.elections import Elected, again, decided, elected, thin
from scoring.tallies import counted, over
from scoring.votes import Electors, Result, Rules, Votes, result

NINE = Electors(9, 9)


def of(*yes: int) -> dict[int, Result]:
    """Nine members; the cases 1, 2, ... with so many yes."""
    votes = (Votes(yes=n, no=9 - n) for n in yes)
    return {n: result(one, NINE, Rules()) for n, one in enumerate(votes, 1)}


@pytest.mark.parametrize(
    ("yes", "cap", "expected"),
    [
        ((5, 9, 7), 5, Elected((2, 3, 1))),
        ((4, 9, 0), 5, Elected((2,))),
        ((), 5, Elected(())),
        ((9, 8, 7), 2, Elected((1, 2), beaten=(3,))),
        ((9, 7, 7), 2, Elected((1,), (2, 3), 1)),
        ((9, 9, 9), 2, Elected((), (1, 2, 3), 2)),
        ((9, 7, 7, 6), 2, Elected((1,), (2, 3), 1, (4,))),
        ((9, 8, 7, 7), 2, Elected((1, 2), beaten=(3, 4))),
        ((9, 9, 4, 4), 2, Elected((1, 2))),
        ((9, 8), 0, Elected((), beaten=(1, 2))),
        ((4, 3), 0, Elected(())),
    ],
)
def test_the_most_yes_first(yes: tuple[int, ...], cap: int, expected: Elected[int]) -> None:
    assert elected(of(*yes), cap) == expected


def test_a_second_ballot_needs_no_majority_again() -> None:
    """They have passed; three for one place may well have none with more than half."""
    first = elected(of(9, 6, 6, 6), 2)
    assert (first.tied, first.left) == ((2, 3, 4), 1)
    results = {case: of(0, 3, 4, 2)[case] for case in first.tied}
    second = again(results, first.left)
    assert second == Elected((3,), beaten=(2, 4))
    assert decided(first, second.chosen) == Elected((1, 3), beaten=(2, 4))


def test_who_is_tied_again_is_for_the_chair() -> None:
    first = elected(of(9, 6, 6), 2)
    assert again({case: of(0, 4, 4)[case] for case in first.tied}, first.left).second_ballot
    assert decided(first, [3]) == Elected((1, 3), beaten=(2,))


@pytest.mark.parametrize("picked", [[], [1], [2, 3], [4]])
def test_the_chair_decides_among_the_tied_and_fills_the_places(picked: list[int]) -> None:
    with pytest.raises(ValueError, match="as many of the tied"):
        decided(elected(of(9, 6, 6, 5), 2), picked)


def test_there_are_no_fewer_places_than_none() -> None:
    with pytest.raises(ValueError, match="no fewer"):
        elected(of(9), -1)


def test_ballots_are_counted_case_by_case() -> None:
    ballots = [
        {1: "yes", 2: "no", 3: "blank"},
        {1: "yes", 3: "yes"},  # may not vote on the second
        {1: "yes", 2: "yes", 3: "yes"},  # three of two places
        {1: "yes", 2: "perhaps"},
    ]
    assert counted([1, 2, 3], ballots, 2) == {
        1: Votes(yes=2, invalid=2),
        2: Votes(no=1, invalid=2),
        3: Votes(yes=1, blank=1, invalid=1),
    }


def test_a_case_nobody_speaks_of_and_one_that_is_none() -> None:
    assert counted([1], [{7: "yes"}, {}], 1) == {1: Votes()}


def test_too_many_yes() -> None:
    assert not over({1: "yes", 2: "yes", 3: "no", 4: "blank"}, 2)
    assert over({1: "yes", 2: "yes", 3: "yes"}, 2)


@pytest.mark.parametrize(
    ("room", "few", "alike"),
    [
        (Votes(yes=4, no=1), False, False),
        (Votes(yes=3, no=1), True, False),
        (Votes(yes=9), False, True),
        (Votes(no=5), False, True),
        (Votes(blank=1), True, True),
        (Votes(), True, False),
        (Votes(yes=8, invalid=1), False, False),
    ],
)
def test_where_the_seal_hides_little(room: Votes, few: bool, alike: bool) -> None:
    found = thin({1: result(room, NINE, Rules())})
    assert (bool(found.few), bool(found.alike)) == (few, alike)
    assert bool(found) == (few or alike)
    assert not thin({})


def test_written_opinions_hide_nobody() -> None:
    electors = Electors(9, 4)
    assert thin({1: result(Votes(yes=3, no=1), electors, Rules(), Votes(yes=5))}).few == (1,)
