"""Guards: places go to offices by the rule and over results of one kind only, said as of when; the
Council gives others only with a reason, and never more than there are (RC13, RC18).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import Engine, update

from services import disqualifications, places
from services.places import Places
from storage import place_overrides, units
from storage.engine import Db
from storage.people import people
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, score, unit
from tests.known_movement import known

MOVEMENT = known()
TODAY, SETTLED = date(2027, 1, 5), date(2027, 3, 1)
NOW = datetime(2027, 1, 5, 9, tzinfo=ZONE)
SHARES = {"HS": 92, "HTH": 88, "TBI": 90, "TCH": 86, "GDA": 95, "DMC": 84, "BCA": 87, "TBA": 91,
          "TAN": 89}  # fmt: skip


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def found(db: Db, today: date = TODAY) -> Places:
    return places.of_council(db, MOVEMENT, YEAR, unit(db, "BRANCH"), today)


def given(db: Db, today: date = TODAY) -> dict[str, int]:
    return {one.unit.code: one.places for one in found(db, today).rows}


def rank(db: Db, shares: dict[str, int], basis: str = "official") -> None:
    for code, share in shares.items():
        score(db, code, share, basis)  # type: ignore[arg-type]


def test_nine_offices_share_ten_places_by_their_results(db: Db) -> None:
    """The arithmetic of RC18: each has one, the tenth goes to the largest remainder."""
    rank(db, SHARES)
    told = found(db)
    assert given(db) == {**dict.fromkeys(SHARES, 1), "GDA": 2}
    assert (told.given, told.all, told.cap, told.basis) == (10, 10, 3, "official")
    [one] = told.rounds
    assert sum(one.exact.values()) == 10
    total = sum(row.placed.points or 0 for row in told.rows)
    assert one.exact["GDA"] == Fraction(told.rows[0].placed.points or 0) * 10 / total
    assert [row.unit.code for row in told.rows][:3] == ["GDA", "HS", "TBA"]


def test_results_of_two_kinds_are_not_mixed(db: Db) -> None:
    """While one office has none that is official, all are looked at by provisional ones."""
    rank(db, SHARES, "provisional")
    rank(db, {"HS": 20})
    told = found(db)
    assert (told.basis, told.final) == ("provisional", False)
    assert {one.unit.code: one.placed.points for one in told.rows}["HS"] > 90  # type: ignore[operator]
    rank(db, SHARES)
    assert (found(db).basis, found(db).final) == ("official", False)


def test_once_nothing_changes_any_more_only_official_results_count(db: Db) -> None:
    rank(db, SHARES, "provisional")
    rank(db, {"HS": 90, "HTH": 80, "TBI": 85, "TCH": 70})
    told = found(db, SETTLED)
    assert (told.basis, told.final) == ("official", True)
    assert {code for code, n in given(db, SETTLED).items() if n} == {"HS", "HTH", "TBI", "TCH"}


def test_nobody_has_a_place_while_there_are_no_results(db: Db) -> None:
    told = found(db)
    assert (told.given, told.basis, list(told.rounds)) == (0, "provisional", [])
    assert len(told.rows) == 9


def test_nobody_has_more_places_than_people_who_may_be_proposed(db: Db) -> None:
    rank(db, {"HS": 90, "HTH": 80})
    everybody = given(db)
    assert everybody["HS"] == 3
    barred = {"9900001", "9900002", "9900003"}
    for code in barred:
        case = disqualifications.case(MOVEMENT, unit(db, code), YEAR, "DQ3")
        assert case is not None
        mark = disqualifications.propose(db, case, person(db, "P054"), NOW, "kỷ luật") or 0
        later = datetime(2027, 1, 9, 9, tzinfo=ZONE)
        disqualifications.confirm(db, case, person(db, "P054"), later, ZONE, mark)
    db.execute(update(people).where(people.c.code == "P001").values(kind="borrower"))
    assert given(db)["HS"] == 1, "only the head of the office is left"


def test_the_council_gives_otherwise_with_a_reason_and_takes_it_back(db: Db) -> None:
    rank(db, SHARES)
    by, office = person(db, "P061"), unit(db, "GDA")
    assert places.say(db, MOVEMENT, YEAR, office, 1, "Vùng khó", by, NOW, TODAY) is None
    assert places.say(db, MOVEMENT, YEAR, unit(db, "DMC"), 2, "Biên giới", by, NOW, TODAY) is None
    assert (given(db)["GDA"], given(db)["DMC"]) == (1, 2)
    [row] = [one for one in found(db).rows if one.unit.id == office.id]
    assert row.by_rule == 2
    assert row.word is not None
    assert (row.word.who, row.word.reason) == ("Vũ Thư Ký Hội Đồng (mẫu)", "Vùng khó")
    told = places.say(db, MOVEMENT, YEAR, unit(db, "DMC"), None, "Trở lại", by, NOW, TODAY)
    assert told is None
    assert given(db)["DMC"] == 1
    assert len(place_overrides.last(db, MOVEMENT.code, YEAR)) == 2


@pytest.mark.parametrize(
    ("code", "n", "why"),
    [
        ("HS", 2, "too_many"),
        ("GDA", 3, "too_many"),
        ("BRANCH", 1, "not_here"),
        ("HS", None, "same"),
    ],
)
def test_there_is_no_eleventh_place(db: Db, code: str, n: int | None, why: str) -> None:
    """RC13: ten are all there are."""
    assert MOVEMENT.caps == (5, 10)
    rank(db, SHARES)
    by = person(db, "P061")
    assert places.say(db, MOVEMENT, YEAR, unit(db, code), n, "lý do", by, NOW, TODAY) == why
    assert found(db).given == 10


def test_an_office_that_has_left_has_no_place(db: Db) -> None:
    rank(db, SHARES)
    db.execute(update(units.units).where(units.units.c.code == "TAN").values(active=False))
    assert "TAN" not in given(db)
    assert found(db).given == 10
