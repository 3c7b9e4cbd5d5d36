"""Guards: where a unit lies is known for every day; what moves with another moves whole, and a
database from before keeps its places and its points."""

from __future__ import annotations

from datetime import date, timedelta

from alembic import command
from imports import OCTOBER, ZONE, Roster
from organisations import small
from sqlalchemy import select, text

from scoring.loading import builtin
from storage import places, schema, units, within
from storage.asked import Asked
from storage.engine import Db, connect, reading, transaction
from storage.migrations.running import config
from storage.scores import scores

UNIT = (
    "INSERT INTO units (id, code, kind, name, parent_id, commune_id, office_id, branch_id, active,"
    " reports_from, plain) VALUES (:id, :code, :kind, :code, :parent, :commune, :office, :branch,"
    " true, '2026-01', '')"
)
SCORE = (
    "INSERT INTO scores (unit_id, year, basis, commune_id, office_id, branch_id, standing, total,"
    " tie1, tie2, tie3, tie4, tie5, reported, required, as_of, under_review) VALUES (:id, 2026,"
    " 'official', 4, 3, 2, 'ranked', :total, 1, 2, 3, 4, 5, 9, 9, '2026-10-06', false)"
)
BEFORE = (
    (1, "80", "province", (None, None, None, None)),
    (2, "B", "branch", (1, None, None, None)),
    (3, "O1", "office", (2, None, None, 2)),
    (4, "C1", "commune", (3, None, 3, 2)),
    (5, "G1", "group", (4, 4, 3, 2)),
    (6, "G2", "group", (4, 4, 3, 2)),
)
ABOVE = ("parent", "commune", "office", "branch")


def test_a_database_from_before_keeps_its_places_and_points(url: str) -> None:
    engine = connect(url)
    with transaction(engine) as db:
        command.upgrade(config(db), "0015")
        for unit_id, code, kind, above in BEFORE:
            given = dict(zip(ABOVE, above, strict=True))
            db.execute(text(UNIT), {"id": unit_id, "code": code, "kind": kind, **given})
        for unit_id, total in ((5, 71_500_000_001), (6, 71_500_000_002)):
            db.execute(text(SCORE), {"id": unit_id, "total": total})
    assert schema.migrate(engine)
    with reading(engine) as db:
        group, commune = unit(db, "G1"), unit(db, "C1")
        assert group.ancestors == (("commune", 4), ("office", 3), ("branch", 2), ("province", 1))
        assert [one.code for one in units.below(db, unit(db, "B"), "group")] == ["G1", "G2"]
        for scope in (commune, unit(db, "O1"), unit(db, "B"), unit(db, "80")):
            asked = Asked(builtin().first_league, scope, 2026, "official")
            assert places.place(db, group, asked) == (2, 2)
        kept = select(scores.c.total, scores.c.tie5, scores.c.as_of).order_by(scores.c.unit_id)
        assert [tuple(row) for row in db.execute(kept)] == [
            (71_500_000_001, 5, date(2000, 1, 1)),  # to be worked out once more
            (71_500_000_002, 5, date(2000, 1, 1)),
        ]
    engine.dispose()


def test_what_moves_with_another_is_known_for_every_day(db: Db) -> None:
    office = Roster(db)
    office.apply(small())
    content = small()
    content["communes"][0]["transaction_office"] = "O2"
    office.apply(content)
    group, was, there = unit(db, "G1"), unit(db, "O1"), unit(db, "O2")
    moved = OCTOBER.astimezone(ZONE).date()
    assert group.ancestor("office") == there.id
    assert within.on(db, group.id, moved)["office"] == there.id
    assert within.on(db, group.id, moved - timedelta(days=1))["office"] == was.id
    assert group.id in units.units_below(db, there.id)
    assert group.id not in units.units_below(db, was.id)


def test_what_comes_back_on_the_same_day_was_never_away(db: Db) -> None:
    office = Roster(db)
    office.apply(small())
    before = links(db)
    content = small()
    content["communes"][0]["transaction_office"] = "O2"
    office.apply(content)
    assert links(db) != before
    office.apply(small())
    assert unit(db, "G1").ancestor("office") == unit(db, "O1").id
    assert links(db) == before


def links(db: Db) -> set[tuple[object, ...]]:
    return {tuple(row) for row in db.execute(select(within.within))}


def unit(db: Db, code: str) -> units.Unit:
    found = units.by_code(db, code)
    assert found is not None
    return found
