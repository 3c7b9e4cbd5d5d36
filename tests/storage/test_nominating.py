"""Guards: an office proposes only whom it may (RC15), only in time and of a year that is judged
(RC16, RC17), a person and a collective once, never more persons than it has places.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, update

from services import award_time, disqualifications, eligibility, nominations, places
from services.nominations import Refused, Wish
from storage import dossiers, nominable, sat, units
from storage import nominations as kept
from storage.engine import Db
from storage.people import people, roles
from tests import january
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, score, unit
from tests.known_movement import known

MOVEMENT = known()
NOW = datetime(2027, 1, 6, 9, tzinfo=ZONE)
LAST = datetime(2027, 1, 10, 23, 59, 59, tzinfo=ZONE)
GROUP, COMMUNE = "9900001", "25459"


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def rank(db: Db, **shares: int) -> None:
    """Offices with this share of all points."""
    for code, share in (shares or {"HS": 90, "HTH": 80, "TBI": 85}).items():
        score(db, code, share)


def wish(db: Db, of: str, who: str | None = None, office: str = "HS") -> Wish:
    return Wish(unit(db, office), YEAR, unit(db, of).id, person(db, who) if who else None,
                "Sinh hoạt tổ đều đặn", False)  # fmt: skip


def nominate(
    db: Db, of: str, who: str | None = None, *, office: str = "HS", at: datetime = NOW
) -> int | Refused:
    wanted = wish(db, of, who, office)
    return nominations.nominate(db, MOVEMENT, wanted, person(db, "P045"), at, ZONE)


def why(found: int | Refused) -> str | None:
    return found.why if isinstance(found, Refused) else None


def test_who_is_of_an_eligible_kind_may_be_proposed_and_nobody_else(db: Db) -> None:
    """RC15, as the roster says it and as it follows from levels and roles."""
    rank(db)
    award = MOVEMENT.award
    assert award is not None
    for kind in award.nominees.values():
        if kind.of == "collective":
            of = units.units.c.code == COMMUNE
            db.execute(update(units.units).where(of).values(collective=kind.code))
            found = eligibility.of_unit(db, MOVEMENT, unit(db, COMMUNE), YEAR)
        else:
            db.execute(update(people).where(people.c.code == "P002").values(kind=kind.code))
            [one] = nominable.by_code(db, unit(db, "HS"), "P002")
            found = eligibility.of_person(db, MOVEMENT, one, YEAR)
        assert (found.kind, found.why) == (kind, None)
    assert len(award.nominees) == 15
    assert why(nominate(db, GROUP)) == "no_kind"
    db.execute(update(people).where(people.c.code == "P002").values(kind="borrower"))
    assert why(nominate(db, GROUP, "P002")) == "no_kind"


@pytest.mark.parametrize(
    ("at", "refused"),
    [(LAST, None), (LAST + timedelta(microseconds=999_999), None),
     (LAST + timedelta(seconds=1), "late")],
)  # fmt: skip
def test_the_last_day_counts_to_its_last_second(db: Db, at: datetime, refused: str | None) -> None:
    """RC16."""
    rank(db)
    assert why(nominate(db, GROUP, "P002", at=at)) == refused


def test_a_year_before_the_movement_is_not_evaluated(db: Db) -> None:
    """RC17."""
    told = [award_time.may_be_evaluated(MOVEMENT, year) for year in (2024, 2025, 2026)]
    assert told == [False, True, True]
    rank(db)
    early = datetime(2025, 1, 6, 9, tzinfo=ZONE)
    wanted = wish(db, GROUP, "P002")
    old = Wish(wanted.office, 2024, *(getattr(wanted, one) for one in
               ("unit", "person", "ground", "elsewhere")))  # fmt: skip
    found = nominations.nominate(db, MOVEMENT, old, person(db, "P045"), early, ZONE)
    assert why(found) == "year"


def test_a_person_and_a_collective_once_until_it_is_withdrawn(db: Db) -> None:
    rank(db)
    for of, who in ((GROUP, "P002"), ("HS", None)):
        made = nominate(db, of, who)
        assert isinstance(made, int)
        again = nominate(db, of, who)
        assert isinstance(again, Refused)
        assert again.why == "already"
        assert again.eligible is not None
        assert again.eligible.already is not None
        assert again.eligible.already.by == "Huỳnh Giám Đốc HS (mẫu)"
        office = unit(db, "HS")
        gone = nominations.withdraw(db, MOVEMENT, office, made, person(db, "P045"), NOW, ZONE)
        assert gone is None
        assert isinstance(nominate(db, of, who), int)
    assert len(kept.history(db, MOVEMENT.code, YEAR, unit(db, "HS").id)) == 4


def test_a_person_with_roles_in_two_offices_is_proposed_by_one(db: Db) -> None:
    rank(db)
    row = {"person_id": person(db, "P002"), "unit_id": unit(db, "9900004").id, "role": "head"}
    db.execute(insert(roles).values(row))
    assert isinstance(nominate(db, GROUP, "P002"), int)
    assert why(nominate(db, "9900004", "P002", office="HTH")) == "already"


def test_only_of_the_offices_own_area(db: Db) -> None:
    rank(db)
    assert why(nominate(db, "9900004", "P006")) == "not_here"
    assert why(nominate(db, "HTH")) == "not_here"
    assert why(nominate(db, GROUP, "P006")) == "not_here"
    assert why(nominate(db, "BRANCH")) == "not_here"


def test_never_more_persons_than_places(db: Db) -> None:
    rank(db, HS=90, HTH=80, TBI=85, TCH=70, GDA=99, DMC=60)
    found = places.of_council(db, MOVEMENT, YEAR, unit(db, "BRANCH"), NOW.date())
    assert found.of(unit(db, "HS").id) == 2
    assert isinstance(nominate(db, GROUP, "P002"), int)
    second = nominate(db, "9900002", "P003")
    assert isinstance(second, int)
    assert why(nominate(db, "9900003", "P004")) == "no_place"
    assert isinstance(nominate(db, COMMUNE), int), "collectives have no places of an office"
    nominations.withdraw(db, MOVEMENT, unit(db, "HS"), second, person(db, "P045"), NOW, ZONE)
    assert isinstance(nominate(db, "9900003", "P004"), int)


def test_what_stands_against_a_unit_stands_against_its_people(db: Db) -> None:
    rank(db)
    case = disqualifications.case(MOVEMENT, unit(db, GROUP), YEAR, "DQ3")
    assert case is not None
    mark = disqualifications.propose(db, case, person(db, "P054"), NOW, "kỷ luật")
    assert mark is not None
    later = NOW + timedelta(days=4)
    assert disqualifications.confirm(db, case, person(db, "P054"), later, ZONE, mark) == "done"
    found = nominate(db, GROUP, "P002", at=later)
    assert isinstance(found, Refused)
    assert found.why == "barred"
    assert found.eligible is not None
    assert [one.code for one in found.eligible.grounds] == ["DQ3"]


def test_a_hold_is_shown_and_refuses_nobody(db: Db) -> None:
    rank(db)
    january.hold(db, COMMUNE, "Đang có đơn khiếu nại")
    found = eligibility.of_unit(db, MOVEMENT, unit(db, COMMUNE), YEAR)
    assert [one.reason for one in found.holds] == ["Đang có đơn khiếu nại"]
    assert isinstance(nominate(db, COMMUNE), int)


def test_what_is_with_the_council_changes_no_more(db: Db) -> None:
    rank(db)
    made = nominate(db, GROUP, "P002")
    assert isinstance(made, int)
    january.submit(db, "HS", 1, NOW)
    assert why(nominate(db, "9900002", "P003")) == "submitted"
    office = unit(db, "HS")
    assert nominations.withdraw(db, MOVEMENT, office, made, 1, NOW, ZONE) == "submitted"
    found = dossiers.of_unit(db, MOVEMENT.code, YEAR, office.id)
    assert found is not None
    dossiers.give_back(db, found.id)
    late = LAST + timedelta(days=2)
    assert isinstance(nominate(db, "9900002", "P003", at=late), int), "it was given back"
    _sitting(db, late)
    assert why(nominate(db, "9900003", "P004", at=late)) == "sitting"


def _sitting(db: Db, at: datetime, **more: object) -> None:
    row = {"movement": MOVEMENT.code, "year": YEAR, "unit_id": unit(db, "BRANCH").id,
           "what": "person", "round": 1, "settings": "{}", "opened_at": at,
           "convened_by": person(db, "P061"), "convened_at": at} | more  # fmt: skip
    db.execute(insert(sat.sittings).values(row))


def test_a_sitting_that_was_annulled_stands_in_nobodys_way(db: Db) -> None:
    _sitting(db, NOW, annulled_at=NOW)
    _sitting(db, NOW, opened_at=None)
    assert not sat.begun(db, MOVEMENT.code, YEAR, "person")
