"""Guards: what a dossier lacks is counted and named with who owes it; a file is kept once, with its
bytes, in the place of the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import Engine, insert, update

from services import checklist, dossiers
from services.checklist import Checklist
from services.dossiers import Act, Kept, Receipt
from storage import dossiers as kept
from storage import holds as all_holds
from storage import pieces
from storage.answers import cells
from storage.engine import Db
from storage.history import figures
from storage.pieces import File
from storage.reports import reports
from tests import january
from tests.beginnings import organised
from tests.january import YEAR, ZONE, person, propose, score, unit
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


def test_what_is_missing_is_counted_with_who_owes_it(db: Db) -> None:
    first = listed(db)
    assert first.unmet() == ["nominees", "reports", "signer"]
    assert {one.name for one in first.gathered.owing} >= {"Nguyễn Thị Mẫu Một"}
    score(db, "HS", 90)
    nomination = proposed(db)
    propose(db, "HS", "9900001", "group_head", "P002", at=NOW)
    found = listed(db)
    assert found.unmet() == ["reports", "signer"]
    parts = {one.piece.code: (one.there, one.needed) for one in found.parts}
    assert parts["collective-report"] == parts["person-report"] == (1, 1)
    assert parts["minutes"] == (0, 1)
    n, total = found.counted
    assert (n, total) == (12, 15)
    january.hold(db, "HS")
    assert listed(db).unmet() == ["reports", "holds", "signer"]
    january.withdraw(db, nomination)
    assert listed(db).unmet() == ["reports", "signer"]


def test_a_signer_and_the_pieces_make_it_ready(db: Db) -> None:
    proposed(db)
    assert dossiers.sign(db, act(db), "Lê Văn Mẫu", "Giám đốc") is None
    award = MOVEMENT.award
    assert award is not None
    for code in ("minutes", "explanation"):
        assert isinstance(dossiers.put(db, act(db), award.pieces[code], None, file()), Kept)
    found = listed(db)
    assert found.explained
    assert found.unmet() == []
    assert found.counted[0] == found.counted[1]


def test_figures_that_differ_are_open_until_they_are_explained(db: Db) -> None:
    proposed(db)
    made = db.execute(
        insert(reports)
        .values(unit_id=unit(db, "9900001").id, form="head-month", period="2026-11",
                status="accepted", version=1, edition=1, started_at=NOW)
        .returning(reports.c.id)
    ).scalar_one()  # fmt: skip
    db.execute(insert(cells).values(report_id=made, code="LOAN_OUT", value=100, flagged=False))
    row = {"movement": MOVEMENT.code, "unit_id": unit(db, "9900001").id, "code": "LOAN_OUT",
           "period": "2026-11", "value": 100, "imported_at": NOW}  # fmt: skip
    db.execute(insert(figures).values(row))
    assert "mismatches" not in listed(db).unmet()
    db.execute(update(figures).values(value=101))
    assert "mismatches" in listed(db).unmet()
    assert [one.unit for one in listed(db).mismatches] == [unit(db, "9900001").name]
    award = MOVEMENT.award
    assert award is not None
    dossiers.put(db, act(db), award.pieces["explanation"], None, file())
    assert "mismatches" not in listed(db).unmet()


def test_legal_bases_that_have_lapsed_are_named_with_what_came(db: Db) -> None:
    late = datetime(2027, 3, 1, 9, tzinfo=ZONE)
    found = checklist.of_office(db, MOVEMENT, YEAR, unit(db, "HS"), late, ZONE)
    assert found is not None
    assert [(old.code, new and new.code) for old, new in found.lapsed] == [
        ("decree-152", "decree-next")
    ]
    assert "bases" in found.unmet()
    assert listed(db).lapsed == []


def test_a_later_file_takes_the_place_and_the_same_one_is_kept_once(db: Db) -> None:
    award = MOVEMENT.award
    assert award is not None
    minutes, attachment = award.pieces["minutes"], award.pieces["attachment"]
    first = dossiers.put(db, act(db), minutes, None, file())
    assert isinstance(first, Kept)
    same = dossiers.put(db, act(db), minutes, None, file(name="khac.pdf"))
    assert isinstance(same, Kept)
    assert (same.id, same.same is not None) == (first.id, True)
    other = dossiers.put(db, act(db), minutes, None, file(b"%PDF-1.7 y", "moi.pdf"))
    assert isinstance(other, Kept)
    assert other.before is not None
    assert other.before.name == "bien-ban.pdf"
    beside = [dossiers.put(db, act(db), attachment, None, file(bytes([n]))) for n in range(3)]
    assert all(isinstance(one, Kept) and one.before is None for one in beside)
    dossier = kept.of_unit(db, MOVEMENT.code, YEAR, unit(db, "HS").id)
    assert dossier is not None
    assert [one.code for one in pieces.of_dossier(db, dossier.id)] == [
        "minutes", "attachment", "attachment", "attachment",
    ]  # fmt: skip
    again = pieces.data(db, other.id)
    assert again is not None
    assert again.data == b"%PDF-1.7 y"
    also = dossiers.put(db, act(db), attachment, None, file(b"%PDF-1.7 y"))
    assert isinstance(also, Kept)
    assert also.also is not None
    assert also.also.code == "minutes"


def test_nothing_is_put_into_what_was_sent(db: Db) -> None:
    award = MOVEMENT.award
    assert award is not None
    proposed(db)
    assert isinstance(submit(db), Receipt)
    assert dossiers.put(db, act(db), award.pieces["minutes"], None, file()) == "submitted"
    assert dossiers.sign(db, act(db), "Lê Văn Mẫu", "Giám đốc") == "submitted"


def test_a_hold_is_released_once_with_a_reason(db: Db) -> None:
    office = unit(db, "HS").id
    made = all_holds.add(db, MOVEMENT.code, YEAR, (office, None), "Đơn thư", date(2027, 1, 6),
                         person(db, "P061"), NOW)  # fmt: skip
    assert [one.id for one in all_holds.standing(db, MOVEMENT.code, YEAR, [office])] == [made]
    assert all_holds.release(db, made, person(db, "P061"), NOW, "Đơn không có cơ sở")
    assert not all_holds.release(db, made, person(db, "P061"), NOW, "lần nữa")
    assert all_holds.standing(db, MOVEMENT.code, YEAR, [office]) == []
    [told] = all_holds.history(db, MOVEMENT.code, YEAR, (office, None))
    assert (told.reason, told.release) == ("Đơn thư", "Đơn không có cơ sở")
