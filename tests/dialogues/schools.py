"""A movement of another field and its organisation: two districts of a region, their schools."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from player import ZONE, Player
from sqlalchemy import Engine, insert

from handlers.routing.play import Site
from locales.naming import plain
from scoring.loading import load
from scoring.movement import Movement
from storage.engine import Db, transaction
from storage.people import people, roles
from tests.entering import enter

MOVEMENT = load(Path(__file__).parent / "schools.toml")
SCHOOLS = {"D1": ("S11", "S12", "S13"), "D2": ("S21",)}
NAMES = {"R": "Northern Region", "D1": "District Lakeside", "D2": "District Hillside",
         "S11": "School Oak 1", "S12": "School Elm 2", "S13": "School Ash 3",
         "S21": "School Fir 4"}  # fmt: skip


def founded(engine: Engine, movement: Movement = MOVEMENT) -> Player:
    """The stage on a day on which the first half of the year is reported."""
    with transaction(engine) as db:
        region = _unit(db, "R", "region", None)
        _person(db, "OFFICE", "office", region)
        _person(db, "BOARD", "council", region)
        for code, schools in SCHOOLS.items():
            district = _unit(db, code, "district", region)
            _person(db, f"O{code}", "officer", district)
            for school in schools:
                _person(db, f"H{school}", "head", _unit(db, school, "school", district))
    at = datetime(2026, 7, 1, 9, tzinfo=ZONE)
    return Player(engine, Site(movement, ZONE, "0276 000 000"), now=at)


def _unit(db: Db, code: str, kind: str, parent: int | None) -> int:
    name = NAMES[code]
    return enter(db, code, kind, parent, name=name, plain=plain(name))


def _person(db: Db, code: str, role: str, unit_id: int) -> None:
    row = {"code": code, "name": code.title(), "active": True, "phone": "+84000000000"}
    person_id = db.execute(insert(people).values(row).returning(people.c.id)).scalar_one()
    db.execute(insert(roles).values(person_id=person_id, unit_id=unit_id, role=role))
