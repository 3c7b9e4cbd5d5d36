"""Guards: a file says of which kind people and collectives are and who they are, in every way to
write it and in Vietnamese or English words; what it leaves out stays, and what is wrong is named
with what is right.
"""

from __future__ import annotations

from typing import Any

import pytest
from general import PEOPLE_CSV, UNITS_CSV, written
from imports import OCTOBER, ZONE, Roster
from organisations import small
from sqlalchemy import select
from workbooks import xlsx

from scoring.loading import builtin
from services.roster import apply, compare, file
from services.roster.entries import RosterError
from storage.engine import Db
from storage.import_tables import ImportChange
from storage.people import people
from storage.tables import table
from storage.units import units

UNITS_VI = """Mã;Tên;Cấp;Thuộc;Loại tập thể;Số người;Số nữ
A1;Hội Phụ nữ tỉnh;Cơ quan cấp tỉnh;B;Hội Liên hiệp Phụ nữ;22;20
"""
PEOPLE_VI = """Mã;Họ tên;Vai trò;Đơn vị;Giới tính;Năm sinh;Chức vụ;Lãnh đạo/trực tiếp;Loại cá nhân
P3;Lê Văn Ba;officer;C1;Nam;12/3/1980;Chủ tịch Hội;trực tiếp;Cán bộ tổ chức chính trị - xã hội
P4;Phạm Thị Bốn;office;O1;Nữ;1975;Giám đốc;lãnh đạo;
"""
PEOPLE_EN = """code,name,role,unit,gender,born,post,leads,person_kind
P3,Lê Văn Ba,officer,C1,male,1980,Chủ tịch Hội,direct,entrusted_union_officer
P4,Phạm Thị Bốn,office,O1,F,1975,Giám đốc,leader,
"""
IN_JSON = written(
    units=[{"code": "A1", "kind": "agency", "name": "Hội Phụ nữ tỉnh", "parent": "B",
            "collective_kind": "womens_union", "members": 22, "women": 20}],
    people=[{"code": "P3", "name": "Lê Văn Ba", "role": "officer", "unit": "C1", "gender": "nam",
             "born": 1980, "post": "Chủ tịch Hội", "leads": False,
             "person_kind": "entrusted_union_officer"},
            {"code": "P4", "name": "Phạm Thị Bốn", "role": "office", "unit": "O1", "gender": "nữ",
             "born": 1975, "post": "Giám đốc", "leads": "leader"}],
)  # fmt: skip
SAYS = {
    "A1": ("womens_union", 22, 20),
    "P3": ("entrusted_union_officer", "male", False, 1980, "Chủ tịch Hội"),
    "P4": (None, "female", True, 1975, "Giám đốc"),
}


def sheet(text: str) -> list[list[str | float | None]]:
    rows = [line.split(";") for line in text.splitlines()]
    return [[float(cell) if cell.isdigit() else cell for cell in row] for row in rows]


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(small())
    return office


def take(db: Db, *files: bytes, whole: bool = False) -> list[compare.Plan]:
    read = (file.read(data, builtin(), whole=whole) for data in files)
    return [apply.apply(db, one, builtin(), OCTOBER, ZONE) for one in read]


def kept(db: Db) -> dict[str, tuple[Any, ...]]:
    of_units = select(units.c.code, units.c.collective, units.c.members, units.c.women)
    of_people = select(people.c.code, people.c.kind, people.c.gender, people.c.leads,
                       people.c.born, people.c.post)  # fmt: skip
    rows = [*db.execute(of_units).all(), *db.execute(of_people).all()]
    return {code: tuple(says) for code, *says in rows if any(one is not None for one in says)}


@pytest.mark.parametrize(
    "files",
    [
        (IN_JSON,),
        (UNITS_VI.encode(), PEOPLE_VI.encode()),
        (UNITS_VI.encode(), PEOPLE_EN.encode()),
        (xlsx(sheet(UNITS_VI), sheet(PEOPLE_VI)),),
    ],
    ids=["json", "vietnamese", "english", "workbook"],
)
def test_every_way_to_write_it_says_who_they_are(office: Roster, files: tuple[bytes, ...]) -> None:
    before = {code: says for code, says in kept(office.db).items() if code != "C1-12"}
    assert before == {}
    take(office.db, *files)
    assert {code: says for code, says in kept(office.db).items() if code != "C1-12"} == SAYS


def test_what_a_file_leaves_out_stays(office: Roster) -> None:
    take(office.db, IN_JSON)
    take(office.db, UNITS_CSV.encode(), PEOPLE_CSV.encode(), whole=True)
    found = kept(office.db)
    assert {code: found[code] for code in ("P3", "P4")} == {c: SAYS[c] for c in ("P3", "P4")}
    office.apply(small())
    assert {code: kept(office.db)[code] for code in ("P3", "P4")} == {
        code: SAYS[code] for code in ("P3", "P4")
    }


def test_an_empty_cell_of_a_whole_file_says_that_there_is_nothing(office: Roster) -> None:
    take(office.db, IN_JSON)
    head = "code,name,role,unit,post,phone"
    rows = (f"{one.split(',')[0]},{one.split(',')[1]},{one.split(',')[4]},{one.split(',')[5]},,"
            for one in PEOPLE_CSV.splitlines()[1:])  # fmt: skip
    take(office.db, "\n".join([head, *rows]).encode(), whole=True)
    assert kept(office.db)["P3"] == (*SAYS["P3"][:4], None)


def test_every_change_is_kept_with_what_was_before(office: Roster) -> None:
    take(office.db, IN_JSON)
    [plan] = take(
        office.db,
        b"code,name,gender,leads\nP4,Ph\xe1\xba\xa1m Th\xe1\xbb\x8b B\xe1\xbb\x91n,,direct\n",
    )
    assert [change.fields for change in plan.people] == [(("leads", True, False),)]
    changes = table(ImportChange)
    of = (changes.c.code == "P4", changes.c.field == "leads")
    found = select(changes.c.old, changes.c.new).where(*of).order_by(changes.c.id)
    rows = office.db.execute(found).all()
    assert [tuple(row) for row in rows] == [(None, "True"), ("True", "False")]


def test_the_demos_shape_says_it_too(db: Db) -> None:
    content = small()
    content["transaction_offices"][0] |= {"members": 12, "women": 9}
    content["people"][2] |= {"person_kind": "Cán bộ tổ chức chính trị - xã hội nhận ủy thác",
                             "gender": "nam", "leads": "trực tiếp", "born": 1980}  # fmt: skip
    content["people"].append({"id": "P6", "name": "Vũ Thư Ký", "role": "secretary", "unit": "B"})
    Roster(db).apply(content)
    found = kept(db)
    assert (found["O1"], found["P3"]) == (
        (None, 12, 9), ("entrusted_union_officer", "male", False, 1980, None)
    )  # fmt: skip
    assert found["C1-12"] == ("womens_union", None, None)
    assert compare.stored_people(db)["P6"].roles == (("secretary", "B"),)


ONE = "code,name,role,unit,{}\nP3,Lê Văn Ba,officer,C1,{}\n"
BODY = "code,name,kind,parent,{}\nA1,Hội,agency,B,{}\n"
WRONG = [
    (ONE.format("gender", "x"), "row 2, gender: 'x' is neither female (nữ) nor male (nam)"),
    (ONE.format("leads", "maybe"),
     "row 2, leads: 'maybe' is neither leader (lãnh đạo) nor direct (trực tiếp)"),
    (ONE.format("born", "old"), "row 2, born: 'old' is no year of birth, such as 1980"),
    (ONE.format("born", "2009"), "row 2: born in 2009; people are 18 to 100 years old"),
    (ONE.format("born", "1925"), "row 2: born in 1925; people are 18 to 100 years old"),
    (ONE.format("person_kind", "womens_union"),
     "row 2, person_kind: no kind of person 'womens_union', only "
     "board_of_representatives_member (Thành viên Ban đại diện"),
    (BODY.format("collective_kind", "Sở"),
     "row 2, collective_kind: no kind of collective 'Sở', only"),
    (BODY.format("members,women", "3,4"),
     "row 2: 4 women of 3 members; there are at most as many as members"),
    (BODY.format("women", "4"), "row 2: 4 women of an unknown number of members"),
    (BODY.format("members", "-1"), "row 2, members: input should be a valid integer"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "line"), WRONG)
def test_what_cannot_be_is_named_with_what_is_right(office: Roster, said: str, line: str) -> None:
    with pytest.raises(RosterError) as caught:
        take(office.db, said.encode())
    assert caught.value.problems[0].startswith(line), caught.value.problems
