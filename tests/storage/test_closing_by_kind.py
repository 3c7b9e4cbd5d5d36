"""Guards: the Council sits on collectives first; from then on those are voted on as they stand,
and persons can still be proposed until it sits on them. A dossier closes with all it proposes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Engine, insert, update
from test_nominating import LAST, MOVEMENT, NOW, nominate, rank, why

from services import award_time, nominations
from services.nominations import Refused, Wish
from storage import sat
from storage.engine import Db
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, unit


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def sits(db: Db, what: str) -> None:
    """A sitting that was opened."""
    row = {"movement": MOVEMENT.code, "year": YEAR, "unit_id": unit(db, "BRANCH").id, "what": what,
           "round": 1, "settings": "{}", "convened_by": person(db, "P061"), "convened_at": NOW,
           "opened_at": NOW}  # fmt: skip
    db.execute(insert(sat.sittings).values(row))


def shut(db: Db, office: str) -> str | None:
    return award_time.closed(db, MOVEMENT, YEAR, unit(db, office), LAST, ZONE)


def test_a_kind_closes_when_the_council_sits_on_it(db: Db) -> None:
    rank(db)
    sits(db, "collective")
    assert why(nominate(db, "25459")) == "sitting"
    assert why(nominate(db, "9900001", "P002")) is None
    sits(db, "person")
    assert why(nominate(db, "9900002", "P003")) == "sitting"


def test_a_dossier_closes_with_all_that_it_proposes(db: Db) -> None:
    rank(db)
    assert why(nominate(db, "25459")) is None
    assert why(nominate(db, "9900001", "P002")) is None
    sits(db, "collective")
    assert shut(db, "HS") is None
    assert shut(db, "HTH") is None
    sits(db, "person")
    assert shut(db, "HS") == "sitting"
    assert shut(db, "HTH") == "sitting"


def test_a_sitting_that_was_annulled_closes_nothing(db: Db) -> None:
    rank(db)
    sits(db, "collective")
    db.execute(update(sat.sittings).values(annulled_at=NOW))
    assert why(nominate(db, "25459")) is None


@pytest.mark.parametrize("at", [NOW, datetime(2027, 1, 14, 9, tzinfo=ZONE)])
def test_the_councils_own_unit_has_no_day(db: Db, at: datetime) -> None:
    rank(db)
    assert award_time.closed(db, MOVEMENT, YEAR, unit(db, "BRANCH"), at, ZONE) is None
    late = award_time.closed(db, MOVEMENT, YEAR, unit(db, "HS"), at, ZONE)
    assert late == (None if at == NOW else "late")


def test_an_office_whose_collectives_are_voted_on_still_proposes_persons(db: Db) -> None:
    rank(db)
    assert why(nominate(db, "25459")) is None
    sits(db, "collective")
    assert shut(db, "HS") == "sitting"
    assert why(nominate(db, "9900001", "P002")) is None
    assert shut(db, "HS") is None


def test_no_person_is_proposed_by_the_councils_own_unit(db: Db) -> None:
    rank(db)
    at, who = unit(db, "BRANCH"), person(db, "P002")
    wish = Wish(at, YEAR, unit(db, "9900001").id, who, "Hoàn thành tốt nhiệm vụ", None)
    made = nominations.nominate(db, MOVEMENT, wish, person(db, "P061"), NOW, ZONE)
    assert made == Refused("not_here")
