"""Guards: whatever kinds of units a movement names, they are imported, moved and divided; none of
the first movement's is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from imports import OCTOBER, ZONE
from organisations import small, written

from scoring.forms import Form
from scoring.levels import Level
from scoring.loading import builtin
from scoring.movement import Movement
from services.roster import apply, file, template
from services.roster.compare import Plan, stored_people, stored_units
from services.roster.entries import RosterError
from storage import units, within
from storage.engine import Db

SCHOOLS = """code,name,kind,parent,club,effective_from
N,Nation,nation,,,
D1,North,district,N,,
D2,South,district,N,,
K1,Reading,club,D1,,
S1,First School,school,D1,K1,
S2,Second School,school,D1,K1,
"""
TEACHERS = """code,name,role,unit
T1,A,teacher,S1
T1,,teacher,S2
I1,B,inspector,D1
V1,C,inspector,N
"""


def movement() -> Movement:
    """Schools in districts, and in clubs of these; they report every half-year."""
    levels = (
        Level("nation", "Nation", (), "district", None, None),
        Level("district", "District", ("nation",), "school", None, None),
        Level("club", "Club", ("district",), "school", None, None),
        Level("school", "School", ("district", "club"), None, "teacher", "inspector"),
    )
    form = next(iter(builtin().forms.values()))
    half = replace(form, code="half", frequency="halfyearly", level="school", reporter="teacher")
    forms: dict[str, Form] = {"half": half}
    return replace(
        builtin(), code="schools", levels={one.code: one for one in levels}, forms=forms, leagues={}
    )


MOVEMENT = movement()


def take_in(db: Db, text: str, now: datetime = OCTOBER, *, whole: bool = True) -> Plan:
    wanted = file.read(text.encode(), MOVEMENT, whole=whole)
    return apply.apply(db, wanted, MOVEMENT, now, ZONE)


def test_schools_in_districts_and_clubs(db: Db) -> None:
    take_in(db, SCHOOLS)
    take_in(db, TEACHERS)
    school = unit(db, "S1")
    assert [kind for kind, _ in school.ancestors] == ["district", "club", "nation"]
    assert school.reports_from == "2026-07"  # the half-year that can be reported
    assert stored_people(db)["T1"].roles == (("teacher", "S1"), ("teacher", "S2"))
    assert not take_in(db, SCHOOLS)


def test_roles_are_held_where_the_levels_say(db: Db) -> None:
    take_in(db, SCHOOLS)
    with pytest.raises(RosterError) as caught:
        take_in(db, "code,name,role,unit\nX,Y,inspector,S1\nZ,Y,teacher,D1\n")
    assert caught.value.problems == (
        "row 2, unit: S1 is a school; inspector is a role in a district or a club or a nation",
        "row 3, unit: D1 is a district; teacher is a role in a school",
    )


def test_a_district_is_divided_on_a_day(db: Db) -> None:
    take_in(db, SCHOOLS)
    divided = "code,name,kind,parent,effective_from\nD3,East,district,N,2026-11-01\n"
    take_in(db, divided + "S2,Second School,school,D3,2026-11-01\n",
          datetime(2026, 11, 20, tzinfo=UTC), whole=False)  # fmt: skip
    school, old, new = unit(db, "S2"), unit(db, "D1"), unit(db, "D3")
    assert within.on(db, school.id, date(2026, 10, 31))["district"] == old.id
    assert within.on(db, school.id, date(2026, 11, 1))["district"] == new.id
    assert [kind for kind, _ in school.ancestors] == ["district", "nation"]  # the club is of D1
    assert [one.code for one in units.below(db, old, "school")] == ["S1"]


def test_what_came_later_lies_there_since_it_came(db: Db) -> None:
    take_in(db, SCHOOLS)
    moved = "code,name,kind,parent,effective_from\n{}\n"
    take_in(db, moved.format("S2,Second School,school,D2,2026-11-10"),
          datetime(2026, 11, 12, tzinfo=UTC), whole=False)  # fmt: skip
    take_in(db, moved.format("N2,Other Nation,nation,,2026-11-01\nD2,South,district,N2,2026-11-01"),
          datetime(2026, 11, 20, tzinfo=UTC), whole=False)  # fmt: skip
    school, was, now = unit(db, "S2"), unit(db, "N"), unit(db, "N2")
    days = {day: within.on(db, school.id, date(2026, 11, day))["nation"] for day in (5, 9, 10)}
    assert days == {5: was.id, 9: was.id, 10: now.id}
    district = unit(db, "D2")
    assert within.on(db, district.id, date(2026, 11, 5))["nation"] == now.id


def test_the_shape_of_the_demo_is_for_its_own_kinds() -> None:
    with pytest.raises(RosterError, match="this movement has no province, branch, office, commune"):
        file.read(written(small()), MOVEMENT)


def test_the_template_of_any_movement_can_be_imported(db: Db) -> None:
    rows = "\n".join(";".join(row) for row in template.units(MOVEMENT))
    take_in(db, rows)
    assert {one.kind for one in stored_units(db).values()} == set(MOVEMENT.levels)
    take_in(db, "\n".join(";".join(row) for row in template.people(MOVEMENT)))
    assert {role for one in stored_people(db).values() for role, _ in one.roles} >= {
        "teacher", "inspector"}  # fmt: skip


def unit(db: Db, code: str) -> units.Unit:
    found = units.by_code(db, code)
    assert found is not None
    return found
