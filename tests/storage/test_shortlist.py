"""Guards: who may be voted on stands in the order of the decree; who goes to the vote is said by
somebody, with a reason where that departs from the order, and nothing is filled up by itself.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from services import choosing, shortlist
from services.choosing import Result, Word
from services.shortlist import Shortlist
from storage.engine import Db
from tests import january
from tests.beginnings import organised
from tests.january import DAY, YEAR
from tests.known_movement import known

KIND = "transaction_office"


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
def offices(db: Db) -> dict[str, int]:
    """The nominations of five offices, by code."""
    shares = {"HTH": 95, "TBI": 88, "HS": 88, "GDA": 75, "DMC": 60}
    for code, share in shares.items():
        january.score(db, code, share)
    return {code: january.propose(db, code, code, KIND) for code in shares}


def listed(db: Db) -> Shortlist:
    return shortlist.of(db, known(), YEAR, "collective")


def codes(found: Shortlist) -> list[str]:
    return [one.nominee.unit.code for one in found.listed]


def say(db: Db, one: int, *, chosen: bool = True, reason: str | None = None, step: int = 0
        ) -> Result:  # fmt: skip
    found = listed(db).find(one)
    assert found is not None
    word = Word(one, chosen, reason, step)
    return choosing.say(db, known(), found, word, january.person(db, "P061"), DAY)


def chosen(db: Db) -> list[int]:
    return choosing.chosen(db, known(), YEAR, "collective")


def test_the_best_first_and_whoever_has_too_few_points_is_named_apart(
    db: Db, offices: dict[str, int]
) -> None:
    found = listed(db)
    assert codes(found)[0] == "HTH"
    assert set(codes(found)) == {"HTH", "TBI", "HS", "GDA"}
    assert [(one.nominee.id, one.why) for one in found.left_out] == [(offices["DMC"], "few_points")]


@pytest.mark.parametrize("women", ["HS", "TBI"])
def test_of_equals_a_collective_of_many_women_goes_first(
    db: Db, offices: dict[str, int], women: str
) -> None:
    for code in offices:
        january.members(db, code, 10, 7 if code == women else 6)
    assert codes(listed(db))[1] == women


def test_more_points_go_before_many_women(db: Db, offices: dict[str, int]) -> None:
    january.members(db, "GDA", 10, 10)
    assert codes(listed(db)).index("GDA") == len(offices) - 2


def test_without_figures_there_is_no_place_on_it(db: Db) -> None:
    january.propose(db, "BCA", "BCA", KIND)
    assert [one.why for one in listed(db).left_out] == ["no_points"]


def test_official_points_go_before_provisional_ones(db: Db) -> None:
    january.score(db, "BCA", 99, "provisional")
    january.propose(db, "BCA", "BCA", KIND)
    assert [one.pointed and one.pointed.total for one in listed(db).listed] == [99]
    january.score(db, "BCA", 80)
    assert [one.pointed and one.pointed.total for one in listed(db).listed] == [80]


def test_nobody_goes_to_the_vote_by_itself(db: Db, offices: dict[str, int]) -> None:
    assert chosen(db) == []
    assert say(db, offices["HTH"]) == "done"
    assert chosen(db) == [offices["HTH"]]


def test_to_pass_somebody_over_needs_a_reason(db: Db, offices: dict[str, int]) -> None:
    assert say(db, offices["GDA"]) == "wants_reason"
    assert chosen(db) == []
    assert say(db, offices["GDA"], reason="Vùng biên giới") == "done"
    assert chosen(db) == [offices["GDA"]]
    assert listed(db).warned == ()


def test_in_order_none_is_needed_and_equals_pass_nobody_over(
    db: Db, offices: dict[str, int]
) -> None:
    assert say(db, offices["HTH"]) == "done"
    assert say(db, offices["TBI"]) == "done"
    assert chosen(db) == [offices["HTH"], offices["TBI"]]


def test_to_leave_out_somebody_before_another_needs_one_too(
    db: Db, offices: dict[str, int]
) -> None:
    for code in ("HTH", "TBI"):
        say(db, offices[code])
    last = listed(db).find(offices["HTH"])
    assert last is not None
    assert last.said is not None
    assert say(db, offices["HTH"], chosen=False, step=last.said.id) == "wants_reason"
    told = say(db, offices["HTH"], chosen=False, step=last.said.id, reason="Đã được khen 2025")
    assert told == "done"
    assert chosen(db) == [offices["TBI"]]


def test_with_too_few_points_a_reason_is_needed(db: Db, offices: dict[str, int]) -> None:
    for code in ("HTH", "TBI", "HS", "GDA"):
        assert say(db, offices[code]) == "done"
    assert say(db, offices["DMC"]) == "wants_reason"
    assert say(db, offices["DMC"], reason="Ý kiến của tỉnh") == "done"
    assert chosen(db)[-1] == offices["DMC"]


def test_whoever_is_held_cannot_go_and_goes_no_more(db: Db, offices: dict[str, int]) -> None:
    say(db, offices["HTH"])
    january.hold(db, "HTH")
    assert chosen(db) == []
    assert say(db, offices["TBI"]) == "done", "nobody who is held is passed over"
    january.hold(db, "HS")
    assert say(db, offices["HS"], reason="Dù sao cũng xét") == "barred"


def test_what_was_shown_has_moved_on(db: Db, offices: dict[str, int]) -> None:
    say(db, offices["HTH"])
    assert say(db, offices["HTH"], chosen=False, step=0) == "moved"
    assert chosen(db) == [offices["HTH"]]


def test_whoever_is_withdrawn_is_gone(db: Db, offices: dict[str, int]) -> None:
    found = listed(db).find(offices["HTH"])
    assert found is not None
    january.withdraw(db, offices["HTH"])
    word = Word(offices["HTH"], chosen=True, reason=None, step=0)
    told = choosing.say(db, known(), found, word, january.person(db, "P061"), DAY)
    assert told == "gone"


def test_all_of_one_kind_is_warned_of(db: Db, offices: dict[str, int]) -> None:
    say(db, offices["HTH"])
    assert listed(db).warned == ()
    say(db, offices["TBI"])
    assert [one.code for one in listed(db).warned] == ["one_kind"]


def test_more_may_go_to_the_vote_than_can_be_elected(db: Db, offices: dict[str, int]) -> None:
    for code, share in {"BCA": 87, "TBA": 86, "TCH": 85}.items():
        january.score(db, code, share)
        offices[code] = january.propose(db, code, code, KIND)
    for code in ("HTH", "TBI", "HS", "BCA", "TBA", "TCH"):
        assert say(db, offices[code]) == "done"
    assert len(chosen(db)) == known().caps[0] + 1


def test_women_go_first_among_heads_of_equal_points(db: Db) -> None:
    for code in ("9900001", "9900002"):
        january.score(db, code, 90)
    man = january.propose(db, "HS", "9900002", "group_head", "P003")
    woman = january.propose(db, "HS", "9900001", "group_head", "P002")
    found = shortlist.of(db, known(), YEAR, "person")
    genders = {one.nominee.id: one.nominee.gender for one in found.all}
    assert (genders[woman], genders[man]) == ("female", "male")
    assert [one.nominee.id for one in found.listed] == [woman, man]
