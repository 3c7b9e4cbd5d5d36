"""Guards: a dossier is sent in one act, in time to the last second, under the next number with no
gap; it changes only when it was given back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert

from services import checklist, dossiers
from services.checklist import Checklist
from services.dossiers import Act, Receipt
from storage import dossiers as kept
from storage import sat
from storage.engine import Db, replayed, transaction
from storage.pieces import File
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, propose, unit
from tests.known_movement import known

MOVEMENT = known()
NOW = datetime(2027, 1, 6, 9, tzinfo=ZONE)
LAST = datetime(2027, 1, 10, 23, 59, 59, tzinfo=ZONE)
OFFICES = ("HS", "HTH", "TBI", "TCH", "GDA", "DMC", "BCA", "TBA", "TAN")


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


def act(db: Db, code: str = "HS", at: datetime = NOW) -> Act:
    return Act(MOVEMENT, YEAR, unit(db, code), person(db, "P045"), at, ZONE)


def submit(db: Db, code: str = "HS", at: datetime = NOW) -> Receipt | str:
    return dossiers.submit(db, act(db, code, at))


def proposed(db: Db, code: str = "HS") -> int:
    return propose(db, code, code, "transaction_office", at=NOW)


def listed(db: Db) -> Checklist:
    found = checklist.of_office(db, MOVEMENT, YEAR, unit(db, "HS"), NOW, ZONE)
    assert found is not None
    return found


def file(data: bytes = b"%PDF-1.7 x", name: str = "bien-ban.pdf") -> File:
    return File(name, "application/pdf", data.hex(), data)


def test_numbers_are_given_in_order(db: Db) -> None:
    for number, code in enumerate(OFFICES, 1):
        proposed(db, code)
        made = submit(db, code)
        assert isinstance(made, Receipt)
        assert (made.number, made.at, made.again) == (number, NOW, False)


def test_the_last_second_counts_and_the_next_does_not(db: Db) -> None:
    """RC16."""
    proposed(db)
    assert submit(db, at=LAST + timedelta(seconds=1)) == "late"
    made = submit(db, at=LAST)
    assert isinstance(made, Receipt)
    assert made.at == LAST


def test_what_is_frozen_is_what_was_sent(db: Db) -> None:
    """Whoever freezes it sees the number and the time; the act names the snapshot."""
    proposed(db)
    seen: list[kept.Dossier] = []

    def freeze(_db: Db, dossier: kept.Dossier) -> int:
        seen.append(dossier)
        return 41

    made = dossiers.submit(db, act(db), freeze)
    assert isinstance(made, Receipt)
    [dossier] = seen
    assert (dossier.number, dossier.sent, made.snapshot) == (1, True, 41)
    assert [one.snapshot for one in kept.history(db, dossier.id)] == [41]


def test_an_empty_dossier_is_not_sent(db: Db) -> None:
    assert submit(db) == "nobody"
    assert kept.of_unit(db, MOVEMENT.code, YEAR, unit(db, "HS").id) is None


def test_it_is_sent_once_until_it_is_given_back_with_its_number(db: Db) -> None:
    proposed(db)
    proposed(db, "HTH")
    assert isinstance(submit(db), Receipt)
    assert submit(db) == "submitted"
    assert isinstance(submit(db, "HTH"), Receipt)
    back = dossiers.give_back(db, MOVEMENT, YEAR, unit(db, "HS"), "Thiếu biên bản", 1, NOW)
    assert back is not None
    assert dossiers.give_back(db, MOVEMENT, YEAR, unit(db, "HS"), "nữa", 1, NOW) is None
    again = submit(db, at=LAST + timedelta(days=1))
    assert isinstance(again, Receipt)
    assert (again.number, again.again) == (1, True)
    found = kept.of_unit(db, MOVEMENT.code, YEAR, unit(db, "HS").id)
    assert found is not None
    told = [(one.act, one.said) for one in kept.history(db, found.id)]
    assert told == [("submitted", None), ("returned", "Thiếu biên bản"), ("submitted", None)]


def test_nothing_is_sent_any_more_once_the_council_sits(db: Db) -> None:
    proposed(db)
    assert isinstance(submit(db), Receipt)
    dossiers.give_back(db, MOVEMENT, YEAR, unit(db, "HS"), "Thiếu biên bản", 1, NOW)
    for what in ("collective", "person"):
        row = {"movement": MOVEMENT.code, "year": YEAR, "unit_id": unit(db, "BRANCH").id,
               "what": what, "round": 1, "settings": "{}", "opened_at": NOW,
               "convened_by": person(db, "P061"), "convened_at": NOW}  # fmt: skip
        db.execute(insert(sat.sittings).values(row))
    assert submit(db) == "sitting"


def test_two_offices_at_once_have_two_numbers(engine: Engine) -> None:
    with transaction(engine) as db:
        for code in OFFICES[:4]:
            proposed(db, code)
    found: list[Receipt | str] = []
    meet = threading.Barrier(4)

    def send(code: str) -> None:
        meet.wait()
        found.append(replayed(engine, lambda db: submit(db, code)))

    threads = [threading.Thread(target=send, args=(code,)) for code in OFFICES[:4]]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.number for one in found if isinstance(one, Receipt)) == [1, 2, 3, 4]


def test_two_of_one_office_at_once_send_it_once(engine: Engine) -> None:
    with transaction(engine) as db:
        proposed(db)
    found: list[Receipt | str] = []
    meet = threading.Barrier(2)

    def send() -> None:
        meet.wait()
        found.append(replayed(engine, submit))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(isinstance(one, Receipt) for one in found) == [False, True]
    assert "submitted" in found


def test_a_transaction_that_dies_leaves_no_gap(engine: Engine) -> None:
    """A number is part of what is committed: who was killed has not had it."""
    with transaction(engine) as db:
        proposed(db)
        proposed(db, "HTH")

    def killed() -> None:
        with transaction(engine) as db:
            assert isinstance(submit(db), Receipt)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    with transaction(engine) as db:
        made = submit(db, "HTH")
        assert isinstance(made, Receipt)
        assert made.number == 1
        made = submit(db)
        assert isinstance(made, Receipt)
        assert made.number == 2
