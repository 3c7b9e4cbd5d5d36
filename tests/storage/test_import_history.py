"""Guards: no import changes a figure or the roster without the old value, its file and a name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Row, select

from scoring.loading import builtin
from services.figures import apply, file
from services.figures import rows as figures_rows
from services.roster import apply as roster_apply
from services.roster import file as roster_file
from storage import imports
from storage.engine import Db
from storage.imports import Source

NOW, ZONE = datetime(2026, 10, 3, 1, tzinfo=UTC), ZoneInfo("Asia/Ho_Chi_Minh")
DEMO = Path(__file__).parents[2] / "bot" / "demo" / "organisation.json"
LAN = Source("t9.csv", "ab", "lan")


def kept(db: Db) -> list[Row[tuple[str, ...]]]:
    """Who changed what of whom, from what to what."""
    columns = (imports.imports.c.by, imports.imports.c.file, *imports.changes.c[3:])
    joined = select(*columns).join(
        imports.imports, imports.imports.c.id == imports.changes.c.import_id
    )
    return list(db.execute(joined.order_by(imports.changes.c.id)))


@pytest.fixture
def roster(db: Db) -> dict[str, object]:
    whole: dict[str, object] = json.loads(DEMO.read_text(encoding="utf-8"))
    wanted = roster_file.read(json.dumps(whole).encode())
    roster_apply.apply(db, wanted, builtin(), NOW, ZONE)
    return whole


def bring_figures(db: Db, value: int, source: Source) -> None:
    sheet = file.read(f"unit,PRIN_DUE\n9900001,{value}\n".encode())
    period, today = apply.Period.parse("2025-09"), NOW.date()
    rows = figures_rows.check(db, builtin(), sheet, period, today, lambda _: "").rows
    apply.apply(db, rows, builtin(), NOW, ZONE, source)


@pytest.mark.usefixtures("roster")
def test_a_figure_of_a_past_year_keeps_what_it_was_and_who_changed_it(db: Db) -> None:
    before = len(kept(db))
    bring_figures(db, 100, Source("t9.csv", "aa", "hoa"))
    bring_figures(db, 90, LAN)
    bring_figures(db, 90, LAN)  # changes nothing, so there is nothing to keep
    assert [tuple(row) for row in kept(db)[before:]] == [
        ("hoa", "t9.csv", "9900001", "PRIN_DUE", "2025-09", None, "100"),
        ("lan", "t9.csv", "9900001", "PRIN_DUE", "2025-09", "100", "90"),
    ]


def test_a_moved_head_and_a_renamed_group_keep_what_they_were(
    db: Db, roster: dict[str, list[dict[str, object]]]
) -> None:
    before = len(kept(db))
    group, person = roster["groups"][0], roster["people"][0]
    old, roster["people"][0]["phone"] = person["phone"], "0912345678"
    group["name"], was = "Mới", group["name"]
    wanted = roster_file.read(json.dumps(roster).encode())
    roster_apply.apply(db, wanted, builtin(), NOW, ZONE, LAN)
    found = [tuple(row)[2:] for row in kept(db)[before:]]
    assert found == [
        (group["id"], "name", None, was, "Mới"),
        (person["id"], "phone", None, old, "+84912345678"),
    ]


def test_who_joined_the_roster_is_kept_too(db: Db, roster: dict[str, object]) -> None:
    assert sum(row.field == "" for row in kept(db)) == 55 + 33 + 59  # units, their unions, people
