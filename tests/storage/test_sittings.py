"""Guards: a sitting is decided as the Council's rules say it (VT1-VT9), nobody votes on their own,
no act comes out of turn, and what was fixed stays."""

from __future__ import annotations

import pytest
from sat import Sat
from sqlalchemy import Engine

from scoring.award_rows import Of
from services.sittings import chairing, results
from storage import sittings
from storage.engine import transaction
from tests.council import PEOPLE

ONE = ("C1",)
FIVE = ("X1", "X2", "X3", "X4", "HS")


@pytest.fixture
def nine(engine: Engine) -> Sat:
    return Sat(engine, persons=ONE)


def test_vt1_six_of_nine_are_a_quorum_of_two_thirds(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:6])
    assert nine.open() == "done"
    assert nine.sitting().threshold == 6


def test_vt2_five_of_nine_cannot_open(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:5])
    assert nine.open() == "few"
    assert nine.vote("M1", {1: "yes"}) == "over"


CASES = [
    ("vt3", 9, 7, 6, "6/9", {">1/2": True, "2/3": True, "80%": False}),
    ("vt4", 9, 9, 8, "8/9", {"80%": True, "90%": False}),
    ("vt5", 9, 6, 4, "4/9", {">1/2": False}),
    ("vt9", 8, 8, 4, "4/8", {">1/2": False}),
]


@pytest.mark.parametrize(
    ("members", "present", "yes", "rate", "passes", "passed"),
    [(*case[1:5], passes, passed) for case in CASES for passes, passed in case[5].items()],
)
def test_vt3_4_5_9_shares_of_all_members(
    engine: Engine, members: int, present: int, yes: int, rate: str, passes: str, passed: bool
) -> None:
    result = Sat(engine, members, persons=ONE).sat(yes, present, passes=passes)
    assert (result.case(1).rate, result.case(1).passed) == (rate, passed)
    assert result.elected == ((1,) if passed else ())


def test_vt3_of_those_present_it_is_another_share(nine: Sat) -> None:
    assert nine.sat(6, 7, base="present").case(1).rate == "6/7"


@pytest.mark.parametrize(("passes", "passed"), [(">1/2", True), ("2/3", False)])
def test_vt6_recusal_shrinks_the_base(nine: Sat, passes: str, passed: bool) -> None:
    nine.convene(passes=passes)
    nine.come(*nine.members)
    assert nine.recuse("M9", 1) == "done"
    assert nine.open() == "done"
    for n, one in enumerate(nine.members[:8]):
        nine.vote(one, {1: "yes" if n < 5 else "no"})
    assert nine.vote("M9", {1: "yes"}) == "cases"
    result = nine.closed()
    assert (result.case(1).rate, result.case(1).passed) == ("5/8", passed)
    assert result.handed == 8


def test_vt7_six_pass_for_five_places_and_a_second_ballot_decides(engine: Engine) -> None:
    sat = Sat(engine, codes=("X2", "X3", "X4", "X5", "X6", "X7"))
    sat.convene("collective", over="invalid")
    assert sat.come(*sat.members) == ["done"] * 9
    sat.open()
    yes = {1: 9, 2: 9, 3: 8, 4: 7, 5: 6, 6: 6}
    ballots_ = _spread(yes, most=5)
    for one, said in zip(sat.members, ballots_, strict=True):
        assert sat.vote(one, said) == "done"
    first = sat.closed()
    assert [case.yes for case in first.cases] == list(yes.values())
    assert (first.elected, first.tied, first.left) == ((1, 2, 3, 4), (5, 6), 1)
    assert sat.convene("collective", tie=first.sitting) == sat.id
    assert sat.cases() == [1, 2]
    sat.come(*sat.members)
    sat.open()
    assert sat.vote("M1", {1: "yes", 2: "yes"}) == "places"
    for n, one in enumerate(sat.members):
        sat.vote(one, {1: "yes" if n < 4 else "no", 2: "no" if n < 4 else "yes"})
    second = sat.closed()
    assert second.elected == (2,)
    assert second.nominations((2,)) == first.nominations((6,))
    with transaction(engine) as db:
        assert len(results.elected(db, sat.rules.code, 2026, "collective")) == 5
    assert sat.convene("collective", tie=first.sitting) == "none"


def _spread(yes: dict[int, int], most: int) -> list[dict[int, str]]:
    """Ballots with these sums of yes, none with more than so many."""
    left, made = dict(yes), []
    for n in range(9, 0, -1):
        wanted = sorted((case for case in left if left[case]), key=lambda one: -left[one])
        must = {case for case in wanted if left[case] == n}
        chosen = [*must, *(one for one in wanted if one not in must)][:most]
        made.append({case: "yes" if case in chosen else "no" for case in yes})
        for case in chosen:
            left[case] -= 1
    assert not any(left.values()), left
    return made


def test_vt8_opinions_in_writing_count_and_stand_apart(nine: Sat) -> None:
    nine.convene()
    nine.come(*nine.members[:7])
    nine.come("M8", "M9", there=False)
    nine.open()
    for n, one in enumerate(nine.members[:7]):
        nine.vote(one, {1: "yes" if n < 6 else "no"})
    assert [nine.vote(one, {1: "yes"}) for one in ("M8", "M9")] == ["done", "done"]
    result = nine.closed()
    case = result.case(1)
    assert (case.rate, case.room.yes, case.written.yes) == ("8/9", 6, 2)
    assert (result.returned, result.written) == (7, 2)
    assert [one.name for one in result.opinions] == ["Ủy viên 8", "Ủy viên 9"]
    assert len(result.checks) == 9


def test_opinions_in_writing_are_not_asked_for_where_they_do_not_count(nine: Sat) -> None:
    nine.convene(written=False)
    nine.come(*nine.members[:8])
    nine.come("M9", there=False)
    nine.open()
    assert nine.vote("M9", {1: "yes"}) == "absent"


def test_whoever_is_of_the_unit_or_is_the_nominee_never_votes_on_it(engine: Engine) -> None:
    """M1 is of the head office, M2 of the first commune; the Council's own unit binds nobody."""
    assert "M1,,office,HS" in PEOPLE
    sat = Sat(engine, codes=FIVE, persons=("M3", "C1"))
    sat.convene("collective")
    assert {one: set(sat.out(one)) for one in sat.members[:4]} == {
        "M1": {5}, "M2": {1}, "M3": set(), "M4": set(),
    }  # fmt: skip
    assert sat.recuse("M1", 5, out=False) == "own"
    assert sat.recuse("M4", 2) == "done"
    assert sat.recuse("M4", 2, out=False) == "done"
    assert sat.annul()
    sat.convene("person")
    assert [set(sat.out(one)) for one in sat.members[:4]] == [set(), set(), {1}, set()]


def test_the_chair_decides_what_a_second_ballot_did_not(engine: Engine) -> None:
    sat = Sat(engine, codes=("X2", "X3", "X4", "X5", "X6", "X7"))
    tie = 0
    for n in range(2):
        sat.convene("collective", tie=tie or None, over="invalid")
        sat.come(*sat.members)
        sat.open()
        if not n:
            for one, said in zip(sat.members, _spread({1: 8, 2: 8, 3: 8, 4: 8, 5: 6, 6: 6}, 5),
                                 strict=True):  # fmt: skip
                sat.vote(one, said)
        found = sat.closed()
        assert _decide(sat, found.sitting, (found.tied[0],)) == "none" if not n else True
        tie = found.sitting
    assert (found.tied, found.left) == ((1, 2), 1)
    assert _decide(sat, tie, (1, 2)) == "places"
    made = _decide(sat, tie, (2,))
    assert isinstance(made, int)
    assert _decide(sat, tie, (1,)) == "none"
    sat.id = made
    assert sat.result().reason == "older"
    with transaction(engine) as db:
        assert len(results.elected(db, sat.rules.code, 2026, "collective")) == 5


def _decide(sat: Sat, tie: int, picked: tuple[int, ...]) -> int | str:
    what: Of = "collective"
    with transaction(sat.engine) as db:
        of = sat.round(what, sittings.by_id(db, tie))
        return chairing.decide(db, of, picked, sat.who["S"], sat.tick(), "older")
