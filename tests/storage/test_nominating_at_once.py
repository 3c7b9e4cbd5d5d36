"""Guards: of two officers at once at the last place, or at the same person, one has it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Engine

from services import nominations
from services.nominations import Refused, Wish
from storage import proposed
from storage.engine import Db, replayed, transaction
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, propose, score, unit
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


def test_of_two_at_once_one_has_the_last_place(engine: Engine) -> None:
    """Both have seen that one is left: it is looked at again where nobody else can be."""
    with transaction(engine) as db:
        rank(db, HS=90, HTH=80, TBI=85, TCH=70, GDA=99, DMC=60)
        propose(db, "HS", "HS", "provincial_branch_officer", "P045", at=NOW)
    found: list[int | Refused] = []
    meet = threading.Barrier(2)

    def act(of: str, who: str) -> None:
        meet.wait()
        found.append(replayed(engine, lambda db: nominate(db, of, who)))

    both = (("9900001", "P002"), ("9900002", "P003"))
    threads = [threading.Thread(target=act, args=one) for one in both]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(isinstance(one, int) for one in found) == [False, True]
    assert [one.why for one in found if isinstance(one, Refused)] == ["no_place"]
    with transaction(engine) as db:
        assert len(proposed.live(db, MOVEMENT.code, YEAR, "person")) == 2


def test_of_two_at_once_one_proposes_the_person(engine: Engine) -> None:
    with transaction(engine) as db:
        rank(db)
    found: list[int | Refused] = []
    meet = threading.Barrier(2)

    def act() -> None:
        meet.wait()
        found.append(replayed(engine, lambda db: nominate(db, GROUP, "P002")))

    threads = [threading.Thread(target=act) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(isinstance(one, int) for one in found) == [False, True]
    assert [one.why for one in found if isinstance(one, Refused)] == ["already"]
