"""Guards: a decision is kept once and whole, with the money of its day; nothing is granted twice,
nothing beyond the caps, and what was entered wrongly stays with the reason why it counts no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from scoring.loading import builtin
from services import awarding
from services.awarding import Decided, Refusal
from storage import award_decisions, honours
from storage.award_decisions import Paper, nominations
from storage.engine import Db
from storage.honours import Given
from storage.people import people
from storage.units import units
from tests.beginnings import organised

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
NOW = datetime(2027, 3, 12, 9, tzinfo=ZONE)
PAPER = Paper("120/QĐ-UBND", date(2027, 3, 10), "Nguyễn Văn Mẫu", "Chủ tịch")


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


class Council:
    """What the tests say: whom offices proposed, and the decision as it comes back."""

    def __init__(self, db: Db) -> None:
        self.db = db
        self.units = list(db.execute(select(units.c.id).order_by(units.c.id)).scalars())
        self.people = list(db.execute(select(people.c.id).order_by(people.c.id)).scalars())

    def proposed(self, *, collectives: int = 0, persons: int = 0, year: int = 2026) -> list[int]:
        """Nominations, of the first units and people; their ids."""
        rows = [(self.units[n], None) for n in range(collectives)]
        rows += [(self.units[0], self.people[n]) for n in range(persons)]
        return [self._nominate(unit, person, year) for unit, person in rows]

    def _nominate(self, unit: int, person: int | None, year: int) -> int:
        row = {"movement": MOVEMENT.code, "year": year, "office_id": self.units[0],
               "unit_id": unit, "person_id": person, "kind": "x", "ground": "good",
               "what": "person" if person else "collective", "by_id": self.people[0], "at": NOW,
               "live": True}  # fmt: skip
        found = self.db.execute(insert(nominations).values(row).returning(nominations.c.id))
        return int(found.scalar_one())

    def decide(self, granted: Sequence[int], paper: Paper = PAPER) -> Decided | Refusal:
        return awarding.decide(self.db, MOVEMENT, 2026, paper, granted, self.people[0], NOW, ZONE)

    def decided(self, granted: Sequence[int], paper: Paper = PAPER) -> Decided:
        found = self.decide(granted, paper)
        assert isinstance(found, Decided)
        return found

    def kept(self) -> list[str]:
        return [one.paper.number for one in
                award_decisions.of_year(self.db, MOVEMENT.code, 2026)]  # fmt: skip


@pytest.fixture
def council(db: Db) -> Council:
    return Council(db)


def test_it_is_kept_with_what_it_grants_and_the_money_of_its_day(council: Council) -> None:
    [unit, person] = council.proposed(collectives=1, persons=1)
    made = council.decided([person, unit])
    [of_unit] = honours.of_unit(council.db, council.units[0])
    [of_person] = honours.of_person(council.db, council.people[0])
    assert {unit: of_unit.id, person: of_person.id} == made.honours
    assert (of_unit.given.money, of_person.given.money) == (7_590_000, 3_800_000)
    assert made.money == 11_390_000
    assert of_person.given == Given(
        council.people[0], None, "Bằng khen", "thematic", "120/QĐ-UBND", date(2027, 3, 10),
        "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh", 2026, date(2026, 1, 1), date(2026, 12, 31),
        3_800_000, made.id, person,
    )  # fmt: skip
    [kept] = award_decisions.of_year(council.db, MOVEMENT.code, 2026)
    assert (kept.paper, kept.salary, kept.cancelled_at) == (PAPER, 2_530_000, None)


def test_full_use_of_the_caps_costs_what_the_estimate_says(council: Council) -> None:
    assert council.decided(council.proposed(collectives=5, persons=10)).money == 75_950_000


def test_nothing_is_granted_beyond_the_caps_by_one_decision_or_several(council: Council) -> None:
    assert council.decide(council.proposed(collectives=6)) == "collectives"
    persons = council.proposed(persons=11)
    assert council.decide(persons) == "individuals"
    council.decided(persons[:10])
    assert council.decide(persons[10:], PAPER._replace(number="121")) == "individuals"
    assert council.kept() == [PAPER.number]


def test_what_was_granted_is_not_granted_again(council: Council) -> None:
    [person] = council.proposed(persons=1)
    council.decided([person])
    assert council.decide([person], PAPER._replace(number="121")) == "granted"
    [honour] = honours.of_person(council.db, council.people[0])
    with pytest.raises(IntegrityError):
        honours.add(council.db, honour.given)


def test_a_number_is_kept_once(council: Council) -> None:
    [one, two] = council.proposed(persons=2)
    council.decided([one])
    assert council.decide([two]) == "number"


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 3, 13)])
def test_no_decision_is_of_a_day_before_the_year_has_ended_or_to_come(
    council: Council, day: date
) -> None:
    assert council.decide(council.proposed(persons=1), PAPER._replace(day=day)) == "early"


def test_only_what_is_proposed_for_the_year_is_granted(council: Council) -> None:
    [withdrawn] = council.proposed(persons=1)
    council.db.execute(update(nominations).values(live=False))
    [earlier] = council.proposed(collectives=1, year=2025)
    for wanted in ([withdrawn], [earlier], [99999]):
        assert council.decide(wanted) == "unlisted"
    assert council.decide([]) == "nobody"


def test_what_was_entered_wrongly_stays_with_the_reason_and_is_entered_anew(
    council: Council,
) -> None:
    [person] = council.proposed(persons=1)
    wrong = council.decided([person])
    by = council.people[1]
    assert awarding.cancel_decision(council.db, wrong.id, "another signer", by, NOW)
    assert not awarding.cancel_decision(council.db, wrong.id, "again", by, NOW)
    right = council.decided([person], PAPER._replace(signer="Trần Thị Mẫu"))
    found = honours.of_person(council.db, council.people[0])
    assert [(one.id, one.cancelled_for) for one in found] == [
        (right.honours[person], None), (wrong.honours[person], "another signer"),
    ]  # fmt: skip
    assert council.kept() == [PAPER.number, PAPER.number]


def test_an_award_that_is_taken_back_makes_room_and_is_counted_no_more(council: Council) -> None:
    persons = council.proposed(persons=11)
    made = council.decided(persons[:10])
    first = made.honours[persons[0]]
    assert awarding.cancel_honour(council.db, first, "false declaration", council.people[0], NOW)
    assert not awarding.cancel_honour(council.db, first, "again", council.people[0], NOW)
    assert honours.achieved_since(council.db, person_id=council.people[0]) is None
    council.decided(persons[10:], PAPER._replace(number="121"))


def test_the_next_one_counts_from_behind_the_time_of_the_last_one(council: Council) -> None:
    db, someone = council.db, council.people[0]
    assert honours.achieved_since(db, person_id=someone) is None
    plain = Given(someone, None, "Giấy khen", "merit", "1", date(2023, 5, 2), "Giám đốc")
    honours.add(db, plain)
    assert honours.achieved_since(db, person_id=someone) == date(2023, 5, 2)
    told = plain._replace(number="2", sort="thematic", achieved_to=date(2025, 12, 31))
    honours.add(db, told._replace(day=date(2026, 2, 1)))
    assert honours.achieved_since(db, person_id=someone) == date(2026, 1, 1)
    assert honours.achieved_since(db, person_id=someone, sort="merit") == date(2023, 5, 2)
    assert honours.achieved_since(db, unit_id=council.units[0]) is None
