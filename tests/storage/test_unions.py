"""Guards: a group lies in its commune and in its union there, on every day; nothing else changes
for who looks at communes and offices, and a database from before has its unions too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from imports import OCTOBER, Roster
from organisations import group, small, written
from sqlalchemy import text

from scoring.loading import builtin
from scoring.movement import Movement
from services.roster import file
from services.roster.entries import RosterError
from storage import schema, units, within
from storage.engine import Db, connect, reading, transaction
from storage.migrations.running import config

NOVEMBER = datetime(2026, 11, 3, 1, tzinfo=UTC)


@pytest.fixture
def office(db: Db) -> Roster:
    office = Roster(db)
    office.apply(with_unions())
    return office


def with_unions() -> dict[str, Any]:
    content = small()
    content["unions"]["womens_union"]["vi"] = "Hội Phụ nữ"
    content["groups"][1]["union"] = "youth_union"
    return content


def test_a_union_is_a_unit_in_its_commune(office: Roster) -> None:
    union, commune, member = (unit(office.db, code) for code in ("C1-12", "C1", "G1"))
    assert (union.kind, union.name, union.parent_id) == ("union", "Hội Phụ nữ", commune.id)
    assert member.parent_id == commune.id
    kinds = [kind for kind, _ in member.ancestors]
    assert kinds == ["commune", "union", "office", "branch", "province"]
    assert units.by_code(office.db, "C2-12") is None  # nobody is in it
    assert not office.apply(with_unions())


def test_what_lies_in_a_union_are_its_members(office: Roster) -> None:
    assert [one.code for one in units.below(office.db, unit(office.db, "C1-12"), "group")] == ["G1"]
    assert [one.code for one in units.below(office.db, unit(office.db, "C1"), "group")] == [
        "G1", "G2"]  # fmt: skip


def test_a_group_that_changes_its_union_was_in_the_other_before(office: Roster) -> None:
    content = with_unions()
    content["groups"][0]["union"] = "youth_union"
    office.apply(content, NOVEMBER)
    member, was, now = (unit(office.db, code) for code in ("G1", "C1-12", "C1-14"))
    assert member.ancestor("union") == now.id
    assert not was.active  # nobody is left in it
    assert within.on(office.db, member.id, date(2026, 11, 2))["union"] == was.id
    assert within.on(office.db, member.id, date(2026, 11, 3))["union"] == now.id


def test_a_group_that_moves_is_in_the_union_of_its_new_commune(office: Roster) -> None:
    content = with_unions()
    content["groups"][0]["commune"] = "C2"
    office.apply(content, NOVEMBER)
    member = unit(office.db, "G1")
    above = {kind: units.by_id(office.db, unit_id).code for kind, unit_id in member.ancestors}
    assert above == {"commune": "C2", "union": "C2-12", "office": "O2", "branch": "B",
                     "province": "80"}  # fmt: skip


def test_a_commune_takes_its_unions_to_another_office(office: Roster) -> None:
    content = with_unions()
    content["communes"][0]["transaction_office"] = "O2"
    office.apply(content, NOVEMBER)
    there = unit(office.db, "O2").id
    assert {unit(office.db, code).ancestor("office") for code in ("C1-12", "G1", "G2")} == {there}


def test_the_unions_of_communes_that_merge_are_one(office: Roster) -> None:
    content = with_unions()
    content["groups"].append(group("G3", "C2", None))
    for commune in content["communes"]:
        commune["merged_into"] = "C9"
    content["communes"].append({"code": "C9", "name": "Xã Chín", "transaction_office": "O1"})
    office.apply(content, NOVEMBER)
    members = units.below(office.db, unit(office.db, "C9-12"), "group")
    assert [one.code for one in members] == ["G1", "G3"]
    assert not unit(office.db, "C1-12").active
    assert not office.apply(content, NOVEMBER)


def test_a_code_that_a_union_needs_is_refused() -> None:
    content = small()
    content["groups"].append(group("C1-12", "C1", None))
    with pytest.raises(RosterError, match="C1-12: that code is needed for a union there"):
        file.read(written(content))


def test_a_database_from_before_has_its_unions(url: str) -> None:
    row = ("INSERT INTO units (id, code, kind, name, plain, parent_id, lies_in, union_code, active,"
           " reports_from) VALUES (:id, :code, :kind, :code, '', :parent, :above, :union, true,"
           " '2026-01')")  # fmt: skip
    rows = ((1, "80", "province", None, "[]", None), (2, "C1", "commune", 1, '[["province",1]]',
            None), (3, "G1", "group", 2, '[["commune",2],["province",1]]', "12"),
            (4, "G2", "group", 2, '[["commune",2],["province",1]]', "12"))  # fmt: skip
    engine = connect(url)
    with transaction(engine) as db:
        command.upgrade(config(db), "0017")
        for unit_id, code, kind, parent, above, union in rows:
            db.execute(text(row), {"id": unit_id, "code": code, "kind": kind, "parent": parent,
                                   "above": above, "union": union})  # fmt: skip
        if db.dialect.name == "postgresql":
            db.execute(text("SELECT setval(pg_get_serial_sequence('units', 'id'), 4)"))
        db.execute(text("INSERT INTO unit_within VALUES (3, 2, '0001-01-01', NULL, 'commune',"
                        " 'group', true)"))  # fmt: skip
    assert schema.migrate(engine)
    with transaction(engine) as db:
        union, member = unit(db, "C1-12"), unit(db, "G2")
        assert (union.name, union.kind) == ("Hội Liên hiệp Phụ nữ", "union")
        assert union.ancestors == (("commune", 2), ("province", 1))
        assert member.ancestors == (("commune", 2), ("union", union.id), ("province", 1))
        assert [one.code for one in units.below(db, union, "group")] == ["G1", "G2"]
        assert within.on(db, 3, OCTOBER.date()) == {"commune": 2, "union": union.id}
        within.move(db, 3, OCTOBER.date())  # settled by both parents
        assert within.on(db, 3, OCTOBER.date())["union"] == union.id
    with reading(engine) as db:
        assert schema.revision(db) == schema.newest()
    engine.dispose()


def test_a_movement_without_that_level_has_no_unions(db: Db) -> None:
    content = small()
    content["groups"].append(group("G3", "C2", None))
    Roster(db, plain()).apply(content)
    assert units.by_code(db, "C2-12") is None
    assert [kind for kind, _ in unit(db, "G3").ancestors] == [
        "commune", "office", "branch", "province"]  # fmt: skip


def plain() -> Movement:
    levels = {code: level for code, level in builtin().levels.items() if code != "union"}
    levels["group"] = replace(levels["group"], within=("commune",))
    return replace(builtin(), levels=levels)


def unit(db: Db, code: str) -> units.Unit:
    found = units.by_code(db, code)
    assert found is not None
    return found
