"""Guards: an import changes what the file says and nothing else; a second one changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from organisations import group, small, written
from sqlalchemy import func, select, update

from scoring.loading import builtin
from storage import people, roster, roster_apply, roster_file
from storage.engine import Db
from storage.reports import reports, start
from storage.roster import Plan, RosterError
from storage.scores import scores
from storage.units import by_code

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OCTOBER = datetime(2026, 10, 3, 1, tzinfo=UTC)


@dataclass
class Office:
    """Imports into one database."""

    db: Db

    def bring(self, content: dict[str, Any], now: datetime = OCTOBER) -> Plan:
        wanted = roster_file.read(written(content))
        return roster_apply.bring(self.db, wanted, builtin(), now, ZONE)

    def acts(self, content: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
        plan = self.bring(content)
        return {
            change.new.code: (change.act, {name: new for name, _, new in change.fields})
            for change in (*plan.units, *plan.people)
        }


@pytest.fixture
def office(db: Db) -> Office:
    office = Office(db)
    office.bring(small())
    return office


def test_everything_in_the_file_is_stored(db: Db) -> None:
    plan = Office(db).bring(small())
    assert [change.act for change in plan.units] == ["add"] * 8
    kinds = [change.new.kind for change in plan.units]
    assert kinds == [
        "province",
        "branch",
        "office",
        "office",
        "commune",
        "commune",
        "group",
        "group",
    ]
    unit, above = by_code(db, "G1"), by_code(db, "C1")
    assert unit is not None
    assert above is not None
    assert (unit.parent_id, unit.commune_id, unit.office_id) == (
        above.id,
        above.id,
        above.office_id,
    )
    (head,) = people.by_phone(db, "+84000000001")
    assert [(a.role, a.unit.code) for a in head.assignments] == [("head", "G1")]


def test_a_second_import_changes_nothing(office: Office) -> None:
    assert not office.bring(small())


def test_a_preview_changes_nothing(db: Db) -> None:
    wanted = roster_file.read(written(small()))
    assert roster_apply.preview(db, wanted, builtin(), date(2026, 10, 3))
    assert roster.stored_units(db) == {}


def test_a_change_names_the_field_with_old_and_new(office: Office) -> None:
    content = small()
    content["groups"][0].update(name="Tổ mới", households=41)
    content["people"][0]["phone"] = "0912345678"
    plan = office.bring(content)
    (unit,), (person,) = plan.units, plan.people
    assert unit.fields == (("name", "Tổ G1", "Tổ mới"), ("households", 40, 41))
    assert person.fields == (("phone", "+84000000001", "+84912345678"),)
    assert not office.bring(content)


def test_who_is_missing_is_deactivated_and_may_come_back(office: Office) -> None:
    content = small()
    del content["groups"][1]
    del content["people"][1]
    assert office.acts(content) == {
        "G2": ("deactivate", {"active": False}),
        "P2": ("deactivate", {"active": False}),
    }
    assert people.by_phone(office.db, "+84000000002") == []
    assert not office.bring(content)
    acts = office.acts(small())
    assert acts == {"G2": ("change", {"active": True}), "P2": ("change", {"active": True})}


def test_a_group_can_rest_without_leaving_the_file(office: Office) -> None:
    content = small()
    content["groups"][1]["active"] = False
    assert office.acts(content) == {"G2": ("change", {"active": False})}


def test_a_person_who_moves_leaves_the_history_with_the_unit(office: Office) -> None:
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


def test_a_commune_takes_its_groups_to_another_office(office: Office) -> None:
    content = small()
    content["communes"][0]["transaction_office"] = "O2"
    moved = {"office": "O2"}
    assert office.acts(content) == {
        "C1": ("change", {"parent": "O2", **moved}),
        "G1": ("change", moved),
        "G2": ("change", moved),
    }
    group, there = by_code(office.db, "G1"), by_code(office.db, "O2")
    assert group is not None
    assert there is not None
    rows = select(scores.c.office_id).where(scores.c.unit_id == group.id).distinct()
    assert office.db.execute(rows).scalars().all() == [there.id]


def test_a_language_chosen_in_the_chat_outlives_the_file(office: Office) -> None:
    (head,) = people.by_phone(office.db, "+84000000001")
    people.speak(office.db, head.id, "en")
    assert not office.bring(small())


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 10, 3), "2026-09"),
        (date(2026, 10, 10), "2026-09"),
        (date(2026, 10, 11), "2026-10"),
        (date(2026, 11, 23), "2026-11"),
        (date(2027, 1, 4), "2026-12"),
    ],
)
def test_new_units_begin_with_the_earliest_month_still_open(today: date, month: str) -> None:
    assert roster_apply.first_open_month(builtin(), today) == month


def test_the_first_month_can_be_given_and_is_kept(db: Db) -> None:
    office = Office(db)
    content = small()
    content["reports_from"] = "2026-06"
    content["groups"][0]["reports_from"] = "2026-08"
    office.bring(content)
    kept = {code: unit.reports_from for code, unit in roster.stored_units(db).items()}
    assert (kept["G1"], kept["G2"], kept["C1"]) == ("2026-08", "2026-06", "2026-06")
    content["reports_from"] = "2026-07"
    assert not office.bring(content)
    content["groups"].append(group("G3", "C2", None))
    content["groups"][1]["reports_from"] = "2026-09"
    acts = office.acts(content)
    assert acts["G2"] == ("change", {"reports_from": "2026-09"})
    assert roster.stored_units(db)["G3"].reports_from == "2026-07"


def test_a_code_never_changes_its_kind(office: Office) -> None:
    content = small()
    content["groups"][1]["id"] = "P"
    content["people"][1]["unit"] = "P"
    office.bring(content)
    content = small()
    content["transaction_offices"].append({"id": "P", "name": "Phòng"})
    with pytest.raises(RosterError, match="office P: that code is a group already"):
        office.bring(content)


def test_no_row_is_ever_deleted(office: Office) -> None:
    content = small()
    content.update(groups=[], people=[], communes=[])
    content["branch"]["council"]["members"] = []
    office.bring(content)
    for table, count in ((people.people, 5), (roster.units, 8)):
        assert office.db.execute(select(func.count()).select_from(table)).scalar_one() == count


def test_other_peoples_rows_stay_as_they_are(office: Office) -> None:
    (head,) = people.by_phone(office.db, "+84000000001")
    table = people.people
    office.db.execute(update(table).where(table.c.id == head.id).values(consented_at=OCTOBER))
    content = small()
    content["people"][0]["name"] = "Tên mới"
    office.bring(content)
    (head,) = people.by_phone(office.db, "+84000000001")
    assert (head.name, head.consented_at) == ("Tên mới", OCTOBER)
