"""Guards: excused months are asked again where a leave ends earlier or was none, and where somebody
else comes: what was stays as it was, what is to come is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from leaves import GROUP, HEAD, MOVEMENT, NOW, TODAY, ZONE, Office
from sqlalchemy import Engine, insert, select

from services import absences, succession
from services.roster import apply, file
from storage import absences as rows
from storage import units
from storage.engine import Db
from storage.import_tables import ImportChange
from storage.imports import PROGRAM
from storage.people import roles
from storage.tables import table
from tests.beginnings import ORGANISATION, organised


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
def office(db: Db) -> Office:
    return Office(db)


def test_it_ends_earlier_and_is_asked_again(office: Office) -> None:
    office.leave("2026-03", "2026-08")
    assert office.leave("2026-03", "2026-08") == "same"
    office.leave("2026-03", "2026-04")
    assert office.group.excused == "2026-03 2026-04"
    [one] = rows.of_person(office.db, office.person())
    assert absences.cancel(office.db, [MOVEMENT], one.id, HEAD, PROGRAM, NOW, ZONE)
    assert not absences.cancel(office.db, [MOVEMENT], one.id, HEAD, PROGRAM, NOW, ZONE)
    assert office.group.excused == ""
    changes = table(ImportChange)
    told = select(changes.c.old, changes.c.new).where(changes.c.field == "absence")
    assert [tuple(row) for row in office.db.execute(told.order_by(changes.c.id))] == [
        (None, "2026-03 to 2026-08: nghỉ thai sản"),
        ("2026-03 to 2026-08: nghỉ thai sản", "2026-03 to 2026-04: nghỉ thai sản"),
        ("2026-03 to 2026-04: nghỉ thai sản", None),
    ]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [("2026-08", "2026-03", "turned"), ("2026-01", "2027-01", "long"),
     ("2026-05", "2026-06", "overlaps"), ("2026-01", "2026-03", "overlaps")],
)  # fmt: skip
def test_what_cannot_be_is_refused(office: Office, first: str, last: str, why: str) -> None:
    office.leave("2026-03", "2026-08")
    assert office.leave(first, last) == why


def test_whoever_takes_over_owes_what_is_to_come_and_not_what_was(office: Office) -> None:
    office.leave("2026-09", "2027-02")
    new = succession.add(office.db, office.group, "Lê Thị Mới", None)
    succession.name(office.db, office.group, new, "P001", NOW)
    succession.take_over(office.db, new, NOW, TODAY)
    assert office.group.excused == "2026-09 2026-10 2026-11 2026-12"


def test_an_import_that_names_another_head_does_the_same(office: Office, db: Db) -> None:
    office.leave("2026-09", "2027-02")
    text = (
        "code,name,role,unit\nP002,Nguyễn Thị Mẫu Một,head,9900002\nP003,Trần Văn Mẫu Hai,head,{}\n"
    )
    wanted = file.read(text.format(GROUP).encode(), MOVEMENT, whole=False)
    apply.apply(db, wanted, MOVEMENT, NOW, ZONE)
    assert office.group.excused == "2026-09 2026-10 2026-11 2026-12"
    of_theirs = units.by_code(db, "9900002")
    assert of_theirs is not None
    assert of_theirs.excused == "2026-12 2027-01 2027-02"


def test_whoever_is_left_alone_on_leave_is_excused_from_then_on(office: Office, db: Db) -> None:
    db.execute(insert(roles).values(
        person_id=office.person("P003"), unit_id=office.group.id, role="head"))  # fmt: skip
    office.leave("2026-09", "2027-02")
    wanted = replace(file.read(ORGANISATION.read_bytes()), reports_from="2026-01")
    apply.apply(db, wanted, MOVEMENT, NOW + timedelta(hours=1), ZONE)
    assert office.group.excused == "2026-12 2027-01 2027-02"
