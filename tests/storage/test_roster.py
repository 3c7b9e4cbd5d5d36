"""Guards: an import changes what the file says and nothing else; a second one changes nothing."""

from __future__ import annotations

import pytest
from imports import OCTOBER, ZONE, Roster
from organisations import small, written
from sqlalchemy import func, select, update

from scoring.loading import builtin
from services.figures import apply
from services.figures.rows import Row
from services.roster import apply as roster_apply
from services.roster import compare, file
from services.roster.compare import RosterError
from storage import people, standings
from storage.asked import Asked
from storage.engine import Db
from storage.reports import reports, start
from storage.scores import scores
from storage.units import by_code

LEAGUE = builtin().first_league


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(small())
    return office


def test_everything_in_the_file_is_stored(db: Db) -> None:
    plan = Roster(db).apply(small())
    assert [change.act for change in plan.units] == ["add"] * 9
    kinds = [change.new.kind for change in plan.units]
    assert kinds == [
        "province",
        "branch",
        "office",
        "office",
        "commune",
        "commune",
        "union",
        "group",
        "group",
    ]
    unit, above = by_code(db, "G1"), by_code(db, "C1")
    assert unit is not None
    assert above is not None
    assert (unit.parent_id, unit.ancestor("office")) == (above.id, above.parent_id)
    (head,) = people.by_phone(db, "+84000000001")
    assert [(a.role, a.unit.code) for a in head.assignments] == [("head", "G1")]


def test_a_second_import_changes_nothing(office: Roster) -> None:
    assert not office.apply(small())


def test_a_preview_changes_nothing(db: Db) -> None:
    wanted = file.read(written(small()))
    assert roster_apply.preview(db, wanted, builtin(), OCTOBER, ZONE)
    assert compare.stored_units(db) == {}


def test_a_change_names_the_field_with_old_and_new(office: Roster) -> None:
    content = small()
    content["groups"][0].update(name="Tổ mới", households=41)
    content["people"][0]["phone"] = "0912345678"
    plan = office.apply(content)
    (unit,), (person,) = plan.units, plan.people
    assert unit.fields == (("name", "Tổ G1", "Tổ mới"), ("households", 40, 41))
    assert person.fields == (("phone", "+84000000001", "+84912345678"),)
    assert not office.apply(content)


def test_who_is_missing_is_deactivated_and_may_come_back(office: Roster) -> None:
    content = small()
    del content["groups"][1]
    del content["people"][1]
    assert office.acts(content) == {
        "G2": ("deactivate", {"active": False}),
        "P2": ("deactivate", {"active": False}),
    }
    assert people.by_phone(office.db, "+84000000002") == []
    assert not office.apply(content)
    acts = office.acts(small())
    assert acts == {"G2": ("change", {"active": True}), "P2": ("change", {"active": True})}


def test_a_group_can_rest_without_leaving_the_file(office: Roster) -> None:
    content = small()
    content["groups"][1]["active"] = False
    assert office.acts(content) == {"G2": ("change", {"active": False})}


def test_a_person_who_moves_leaves_the_history_with_the_unit(office: Roster) -> None:
    unit = by_code(office.db, "G1")
    assert unit is not None
    start(office.db, unit.id, "head-month", "2026-09", OCTOBER)
    content = small()
    content["groups"][0]["head"] = "P2"
    content["groups"][1]["head"] = "P1"
    content["people"][0]["unit"] = "G2"
    content["people"][1]["unit"] = "G1"
    acts = office.acts(content)
    assert acts == {
        "P1": ("change", {"roles": (("head", "G2"),)}),
        "P2": ("change", {"roles": (("head", "G1"),)}),
    }
    (head,) = people.by_phone(office.db, "+84000000002")
    assert [a.unit.code for a in head.assignments] == ["G1"]
    assert office.db.execute(select(reports.c.unit_id)).scalar_one() == unit.id


def test_a_commune_takes_its_groups_to_another_office(office: Roster) -> None:
    content = small()
    content["communes"][0]["transaction_office"] = "O2"
    assert office.acts(content) == {"C1": ("change", {"parent": "O2"})}
    group, there = by_code(office.db, "G1"), by_code(office.db, "O2")
    assert group is not None
    assert there is not None
    rows = select(scores.c.scope2).where(scores.c.unit_id == group.id).distinct()
    assert office.db.execute(rows).scalars().all() == [there.id]


def test_a_group_that_leaves_holds_no_place(office: Roster) -> None:
    for code, loans in (("G1", 200), ("G2", 100)):
        unit = by_code(office.db, code)
        assert unit is not None
        given = {("LOAN_OUT", "2026-09"): loans, ("LOAN_OVD", "2026-09"): 0}
        row = Row(0, unit.id, code, given)
        apply.apply(office.db, [row], builtin(), OCTOBER, ZONE)
    content = small()
    del content["groups"][0], content["people"][0]
    office.apply(content)
    branch = by_code(office.db, "B")
    assert branch is not None
    lines = standings.table(office.db, Asked(LEAGUE, branch, 2026, "provisional"))
    assert [(line.code, line.place) for line in lines] == [("G2", 1)]


def test_a_language_chosen_in_the_chat_outlives_the_file(office: Roster) -> None:
    (head,) = people.by_phone(office.db, "+84000000001")
    people.speak(office.db, head.id, "en")
    assert not office.apply(small())


def test_a_code_never_changes_its_kind(office: Roster) -> None:
    content = small()
    content["groups"][1]["id"] = "P"
    content["people"][1]["unit"] = "P"
    office.apply(content)
    content = small()
    content["transaction_offices"].append({"id": "P", "name": "Phòng"})
    with pytest.raises(RosterError, match="office P: that code is a group already"):
        office.apply(content)


def test_no_row_is_ever_deleted(office: Roster) -> None:
    content = small()
    content.update(groups=[], people=[], communes=[])
    content["branch"]["council"]["members"] = []
    office.apply(content)
    for table, count in ((people.people, 5), (compare.units, 9)):
        assert office.db.execute(select(func.count()).select_from(table)).scalar_one() == count


def test_other_peoples_rows_stay_as_they_are(office: Roster) -> None:
    (head,) = people.by_phone(office.db, "+84000000001")
    table = people.people
    office.db.execute(update(table).where(table.c.id == head.id).values(consented_at=OCTOBER))
    content = small()
    content["people"][0]["name"] = "Tên mới"
    office.apply(content)
    (head,) = people.by_phone(office.db, "+84000000001")
    assert (head.name, head.consented_at) == ("Tên mới", OCTOBER)
