"""Guards: an appraiser's points stand beside what was worked out, with who and why; no standing
changes by them, and what has moved on since it was shown is not overwritten.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from sqlalchemy import Engine, select

from services import appraisals, shortlist
from services.appraisals import Result, Word
from storage.engine import Db
from storage.scores import scores
from tests import january
from tests.beginnings import organised
from tests.january import DAY, YEAR
from tests.known_movement import known

ITEM = "C08"


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
def office(db: Db) -> str:
    january.score(db, "HTH", 50)
    return "HTH"


def own(db: Db, item: str = ITEM) -> Fraction:
    found = appraisals.sheet(db, known(), january.unit(db, "HTH"), YEAR)
    row = found.row(item) if found else None
    assert row is not None
    return row.item.points


def say(
    db: Db, points: Fraction | None, *, step: int = 0, shown: Fraction | None = None
) -> tuple[Result, int | None]:
    word = Word(ITEM, points, "Theo biên bản kiểm tra", step, own(db) if shown is None else shown)
    unit = january.unit(db, "HTH")
    return appraisals.say(db, known(), unit, YEAR, word, january.person(db, "P061"), DAY)


def totals(db: Db) -> tuple[Fraction, Fraction]:
    found = appraisals.sheet(db, known(), january.unit(db, "HTH"), YEAR)
    assert found is not None
    return found.score.total, found.total


def test_the_appraised_total_stands_beside_the_other(db: Db, office: str) -> None:
    kept = db.execute(select(scores)).all()
    assert totals(db) == (50, 50)
    assert say(db, Fraction(7, 2))[0] == "done"
    assert totals(db) == (50, 50 - own(db) + Fraction(7, 2))
    assert db.execute(select(scores)).all() == kept


def test_the_shortlist_goes_by_it(db: Db, office: str) -> None:
    january.propose(db, office, office, "transaction_office")
    say(db, Fraction(12))
    [one] = shortlist.of(db, known(), YEAR, "collective").all
    assert one.pointed is not None
    assert (one.pointed.total, one.pointed.counts) == (50, 56)


def test_it_can_be_taken_back_with_a_reason(db: Db, office: str) -> None:
    made = say(db, Fraction(7, 2))[1] or 0
    assert say(db, None, step=made)[0] == "done"
    found = appraisals.sheet(db, known(), january.unit(db, office), YEAR)
    assert found is not None
    assert (found.changed, found.total) == (False, 50)
    assert found.said[ITEM].reason == "Theo biên bản kiểm tra"


@pytest.mark.parametrize("points", [Fraction(12) + Fraction(1, 10**6), Fraction(-1, 10**6)])
def test_no_more_than_the_item_weighs(db: Db, office: str, points: Fraction) -> None:
    assert say(db, points) == ("too_many", None)
    assert totals(db) == (50, 50)


def test_two_at_once_do_not_overwrite_each_other(db: Db, office: str) -> None:
    assert say(db, Fraction(7, 2))[0] == "done"
    assert say(db, Fraction(9, 2), step=0) == ("moved", None)


def test_points_that_were_worked_out_anew_meanwhile_are_looked_at_first(
    db: Db, office: str
) -> None:
    shown = own(db)
    january.score(db, office, 60)
    assert say(db, Fraction(7, 2), shown=shown) == ("moved", None)


def test_the_same_again_says_nothing(db: Db, office: str) -> None:
    made = say(db, Fraction(7, 2))[1] or 0
    assert say(db, Fraction(14, 4), step=made) == ("same", None)


def test_without_figures_there_is_nothing_to_appraise(db: Db) -> None:
    assert appraisals.sheet(db, known(), january.unit(db, "BRANCH"), YEAR) is None


def test_it_shows_what_why_shows(db: Db) -> None:
    """Official where it has a place, else provisional."""
    january.score(db, "GDA", 40, "provisional")
    unit = january.unit(db, "GDA")
    found = appraisals.sheet(db, known(), unit, YEAR)
    assert found is not None
    assert (found.basis, found.score.total) == ("provisional", 40)
    january.score(db, "GDA", 45)
    found = appraisals.sheet(db, known(), unit, YEAR)
    assert found is not None
    assert (found.basis, found.score.total) == ("official", 45)
