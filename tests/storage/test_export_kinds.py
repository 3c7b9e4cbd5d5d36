"""Guards: an answer of any kind is exported as it is meant, in a movement of any field, and what
no movement that is installed knows is exported as it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from exported import exported
from sqlalchemy import Engine, insert

from scoring.loading import read
from scoring.questions import Named
from storage import answers, reports
from storage.answers import Answer
from storage.engine import transaction
from storage.people import people
from tests.entering import enter

FOLDER = Path(__file__).parents[1] / "dialogues"
FILES = [(FOLDER / f"{name}.toml").read_bytes() for name in ("schools", "visits")]
MOVEMENT = read(b"\n".join(FILES), "visits.toml")
NOW = datetime(2026, 7, 1, 3, tzinfo=UTC)
MEANT = {
    "DAY": ("2026-05-20", "date", ""),
    "BEST": ("As it was called", "unit", "S1"),
    "SUBJECT": ("sums", "choice", ""),
    "GUEST": ("As they were called", "person", "P7"),
    "SHARE": ("62.5", "%", ""),
    "REMARK": ("=1", "text", ""),
}


def told(engine: Engine) -> None:
    """A report of a half-year with an answer of each kind, and one of a form of nobody's."""
    with transaction(engine) as db:
        region = enter(db, "R", "region")
        district = enter(db, "D1", "district", region)
        school = enter(db, "S1", "school", district)
        row = {"code": "P7", "name": "x", "active": True}
        person = db.execute(insert(people).values(row).returning(people.c.id)).scalar_one()
        says = {
            "DAY": date(2026, 5, 20).toordinal(),
            "BEST": Named(school, "As it was called"),
            "SUBJECT": "sums",
            "GUEST": Named(person, "As they were called"),
            "SHARE": 6250,
            "REMARK": "=1",
        }
        for form, period in (("district-visit", "2026-H1"), ("gone", "2026-06")):
            draft = reports.start(db, district, form, period, NOW)
            by = {"person_id": person, "now": NOW, "edition": reports.touch(db, draft.id)}
            for code, value in says.items():
                answers.put(db, draft.id, code, Answer(value), raw="", **by)
            reports.confirm(db, draft, person, NOW)


def test_each_kind_is_exported_as_it_is_meant(engine: Engine, tmp_path: Path) -> None:
    told(engine)
    found = exported(engine, tmp_path / "out", live=MOVEMENT)
    for name in ("answers", "counted", "history"):
        rows = [row for row in found.csv(name) if row["form"] == "district-visit"]
        assert {row["code"]: tuple(row[key] for key in ("value", "kind", "refers_to"))
                for row in rows} == MEANT  # fmt: skip
    values = found.json("dhis2.json")["dataValues"]
    assert {one["dataElement"]: one["value"] for one in values} == {
        code: value for code, (value, _, _) in MEANT.items()
    }
    assert {(one["period"], one["orgUnit"]) for one in values} == {("2026S1", "D1")}
    known = found.json("dhis2-metadata.json")
    types = {one["code"]: one["valueType"] for one in known["dataElements"]}
    assert (types["DAY"], types["BEST"], types["SHARE"]) == ("DATE", "TEXT", "NUMBER")
    assert "SixMonthly" in {one["periodType"] for one in known["dataSets"]}


def test_what_nobody_knows_is_exported_as_it_is_kept(engine: Engine, tmp_path: Path) -> None:
    told(engine)
    rows = exported(engine, tmp_path / "out", live=MOVEMENT).csv("counted")
    kept = {row["code"]: row["value"] for row in rows if row["form"] == "gone"}
    assert kept["SHARE"] == "6250"
    assert kept["DAY"] == str(date(2026, 5, 20).toordinal())
    assert kept["BEST"] == "As it was called"
    assert {row["kind"] for row in rows if row["form"] == "gone"} == {""}
