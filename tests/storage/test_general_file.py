"""Guards: any kinds of units that a movement names come from one flat list, as JSON, text or a
workbook, in Vietnamese or English; a bad row is named by its place with the reason."""

from __future__ import annotations

from datetime import date

import pytest
from general import PEOPLE_CSV, UNITS, UNITS_CSV, written
from imports import OCTOBER, ZONE, Roster
from organisations import small
from sqlalchemy import select
from workbooks import xlsx

from scoring.loading import builtin
from services.roster import apply, compare, file
from services.roster.entries import RosterError
from storage import people
from storage.engine import Db
from storage.units import by_code, units


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(small())
    return office


def plan(db: Db, data: bytes, *, whole: bool = True) -> compare.Plan:
    wanted = file.read(data, builtin(), whole=whole)
    return apply.apply(db, wanted, builtin(), OCTOBER, ZONE)


def sheet(text: str) -> list[list[str | float | None]]:
    rows = [line.split(";" if ";" in line else ",") for line in text.splitlines()]
    return [[float(cell) if cell.isdigit() else cell for cell in row] for row in rows]


@pytest.mark.parametrize(
    "data",
    [
        written(),
        UNITS_CSV.encode(),
        b"\xef\xbb\xbf" + UNITS_CSV.encode(),
        UNITS_CSV.replace(";", "\t").encode(),
        UNITS_CSV.encode("utf-16"),
        PEOPLE_CSV.encode(),
        xlsx(sheet(UNITS_CSV), sheet(PEOPLE_CSV)),
    ],
    ids=["json", "text", "mark", "tabs", "utf-16", "people", "workbook"],
)
def test_every_way_to_write_it_says_the_same(office: Roster, data: bytes) -> None:
    changed = plan(office.db, data)
    assert [change.fields for change in changed.changes()] == []


def test_a_whole_organisation_comes_from_an_empty_database(db: Db) -> None:
    plan(db, written())
    group, commune = by_code(db, "G1"), by_code(db, "C1")
    assert group is not None
    assert commune is not None
    assert group.parent_id == commune.id
    kinds = [kind for kind, _ in group.ancestors]
    assert kinds == ["commune", "union", "office", "branch", "province"]
    assert not plan(db, written())


def test_a_sheet_a_kind(office: Roster) -> None:
    split: dict[str, list[list[str | float | None]]] = {}
    for row in UNITS:
        split.setdefault(row["kind"], [["Mã", "Tên", "Thuộc", "union", "Số hộ"]]).append([
            row["code"], row["name"], row.get("parent") or ("C1" if row["kind"] == "group" else ""),
            "C1-12" if row["kind"] == "group" else "", row.get("households")])  # fmt: skip
    data = xlsx(*split.values(), names=[*split])
    assert not plan(office.db, data)


def test_a_column_that_is_not_there_forgets_nothing_an_empty_cell_does(office: Roster) -> None:
    without = [row[:-1] for row in sheet(UNITS_CSV)]
    assert not plan(office.db, xlsx(without))
    emptied = UNITS_CSV.replace("O2;;;8", "O2;;;").encode()
    assert not plan(office.db, emptied, whole=False)
    [change] = plan(office.db, emptied).units
    assert change.fields == (("transaction_day", 8, None),)


def test_a_person_may_have_several_roles_and_units(office: Roster) -> None:
    text = "Mã;Họ tên;Vai trò;Đơn vị\nP1;Nguyễn Văn Một;head;G1\nP1;;head;G2\nP1;;officer;C2\n"
    plan(office.db, text.encode(), whole=False)
    (one,) = people.by_phone(office.db, "+84000000001")
    assert sorted((held.role, held.unit.code) for held in one.assignments) == [
        ("head", "G1"), ("head", "G2"), ("officer", "C2")]  # fmt: skip


def test_a_file_of_changes_leaves_the_others_alone(office: Roster) -> None:
    text = ("Mã;Tên;Cấp;Thuộc;Từ ngày;Nhập vào\nC2;Xã Hai;Xã;O2;1/10/2026;C9\n"
            "C9;Xã Chín;Xã;O1;01/10/2026;\n")  # fmt: skip
    found = plan(office.db, text.encode(), whole=False)
    assert {one.new.code: (one.act, one.day) for one in found.units} == {
        "C9": ("add", date(2026, 10, 1)), "C2": ("change", date(2026, 10, 1))}  # fmt: skip
    active = select(units.c.code).where(units.c.active)
    assert {"G1", "G2", "C1", "C9"} <= set(office.db.execute(active).scalars())


def test_of_a_file_of_people_the_units_are_those_that_are_there(office: Roster) -> None:
    text = b"code,name,role,unit\nP1,A,head,G7\nP2,B,head,C1\n"
    with pytest.raises(RosterError) as caught:
        plan(office.db, text)
    assert caught.value.problems == (
        "row 2, unit: no unit G7",
        "row 3, unit: C1 is a commune; head is a role in a group",
    )


def test_a_sheet_that_is_nobodys_is_left_out_and_a_broken_one_is_told(office: Roster) -> None:
    notes: list[list[str | float | None]] = [["Hướng dẫn"], ["Điền các trang sau"]]
    data = xlsx(notes, sheet(UNITS_CSV), names=["Hướng dẫn", "units"])
    assert not plan(office.db, data)
    with pytest.raises(RosterError, match="sheet people, row 1: must name the columns"):
        file.read(xlsx(sheet(UNITS_CSV), notes, names=["units", "people"]))
