"""Guards: what January's pages ask of the database does not grow with the offices or the nominees;
what is asked of all at once is what is asked of each.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import Engine, event

from services import checklist, places, shortlist
from storage import nominable, units
from storage import places as in_lists
from storage.asked import Asked
from storage.engine import Db
from tests import january
from tests.beginnings import organised
from tests.january import YEAR, ZONE, unit
from tests.known_movement import known

TODAY = date(2027, 1, 5)
NOW = datetime(2027, 1, 5, 9, tzinfo=ZONE)
SHARES = {"HS": 92, "HTH": 88, "TBI": 92, "TCH": 86, "GDA": 95, "DMC": 84, "BCA": 92, "TBA": 88,
          "TAN": 89}  # fmt: skip
RULES = known().in_year(YEAR)


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def statements(db: Db, work: Callable[[], object]) -> int:
    """How many it takes."""
    asked: list[str] = []

    def note(_db: Db, _cursor: object, sql: str, *_: object) -> None:
        asked.append(sql)

    event.listen(db.engine, "before_cursor_execute", note)
    work()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def rank(db: Db, n: int) -> None:
    for code, share in list(SHARES.items())[:n]:
        january.score(db, code, share)


def test_places_of_many_offices_take_no_more_questions(db: Db) -> None:
    def asked() -> int:
        branch = unit(db, "BRANCH")
        return statements(db, lambda: places.of_council(db, RULES, YEAR, branch, TODAY))

    rank(db, 2)
    two = asked()
    rank(db, 9)
    assert asked() == two < 25


def test_a_shortlist_of_many_takes_no_more_questions(db: Db) -> None:
    def asked() -> int:
        of = (db, RULES, YEAR, "collective", unit(db, "BRANCH"), ())
        return statements(db, lambda: shortlist.of(*of))

    rank(db, 9)
    for n, code in enumerate(SHARES):
        january.propose(db, code, code, "transaction_office")
        if n == 1:
            two = asked()
    assert asked() == two < 15


def test_a_checklist_asks_once_for_all_months(db: Db) -> None:
    def asked(at: datetime) -> int:
        return statements(db, lambda: checklist.of_office(db, RULES, YEAR, office, at, ZONE))

    office = unit(db, "HS")
    months = asked(datetime(2026, 11, 5, 9, tzinfo=ZONE))
    assert months == asked(datetime(2026, 12, 5, 9, tzinfo=ZONE)) < 60


def test_places_of_all_are_those_of_each(db: Db) -> None:
    rank(db, 9)
    assert RULES.award is not None
    league, branch = RULES.leagues[RULES.award.places.list], unit(db, "BRANCH")
    asked = Asked(league, branch, YEAR, "official")
    every = in_lists.every(db, asked)
    for code in SHARES:
        one = unit(db, code)
        found = in_lists.place(db, one, asked)
        assert found is not None
        assert every[one.id] == found[0]
    assert len(set(every.values())) < len(every), "equals share a place"


@pytest.mark.parametrize("most", [1, 2, 1000])
def test_whom_all_could_propose_are_whom_each_could(db: Db, most: int) -> None:
    assert RULES.award is not None
    offices = [unit(db, code) for code in SHARES]
    barred = [unit(db, "9900001").id]
    for kind in RULES.award.nominees.values():
        if kind.of == "person":
            found = nominable.at_least(db, [one.id for one in offices], kind, barred, most)
            each = {one.id: min(most, nominable.count(db, one, kind, barred)) for one in offices}
            assert found == each
    here = nominable.units_in(db, [one.id for one in offices], RULES.tree.lowest)
    for one in offices:
        assert here.get(one.id, 0) == units.count_here(db, one, RULES.tree.lowest)
