"""Guards: a Council's rules count from their year on and for no other; what would change is shown
first; a locked year and what is stored already stay as they were; each version is kept.
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from shell import DEMO, Shell
from sqlalchemy import select

from scoring.loading import FOLDER, builtin
from services import rules
from services.scores import renew
from storage import schema, scores, units
from storage.engine import Db, connect, reading
from storage.rules import in_force
from storage.rules import rules as table

TEXT = (FOLDER / "tay-ninh.toml").read_text("utf-8")
OURS, THEIRS = "minimum_share = 80\nnamed", "minimum_share = 90\nnamed"


def version(folder: Path, *pairs: tuple[str, str]) -> str:
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def install(thidua: Shell, file: str, year: int, *more: str) -> tuple[int, str, str]:
    return thidua("movement", "install", file, "--year", str(year), *more)


def test_what_would_change_is_shown_and_counts_only_when_applied(
    thidua: Shell, tmp_path: Path
) -> None:
    file = version(tmp_path, (OURS, THEIRS))
    status, out, _ = install(thidua, file, 2027)
    assert status == 0
    assert "~ list groups: minimum_share: 80 -> 90" in out
    assert "Nothing was changed yet" in out
    assert kept(thidua) == []
    install(thidua, file, 2027, "--apply", "--by", "Lan")
    [one] = kept(thidua)
    assert (one.movement, one.year, one.by) == ("tay-ninh", 2027, "Lan")
    status, out, _ = install(thidua, file, 2027)
    assert "Nothing to change." in out


def kept(thidua: Shell) -> list:
    engine = connect(f"sqlite:///{thidua.folder}/thidua.db")
    schema.migrate(engine)
    with reading(engine) as db:
        found = in_force(db)
    engine.dispose()
    return found


def test_each_year_is_judged_by_its_own(thidua: Shell, tmp_path: Path) -> None:
    install(thidua, version(tmp_path, (OURS, THEIRS)), 2027, "--apply")
    later = version(tmp_path, (OURS, THEIRS.replace("90", "95")))
    install(thidua, later, 2029, "--apply")
    engine = connect(f"sqlite:///{thidua.folder}/thidua.db")
    with reading(engine) as db:
        movement = rules.dated(db, builtin()).all[0]
        count = len(db.execute(select(table.c.id)).all())
    engine.dispose()
    shares = {year: movement.in_year(year).first_league.minimum_share
              for year in (2026, 2027, 2028, 2029, 2031)}  # fmt: skip
    assert shares == {2026: 80, 2027: 90, 2028: 90, 2029: 95, 2031: 95}
    assert count == 2


def test_a_locked_year_is_not_touched(thidua: Shell, tmp_path: Path) -> None:
    status, _, err = install(thidua, version(tmp_path, (OURS, THEIRS)), 2025, "--apply")
    assert status == 1
    assert "2025 is locked since 2026-01-" in err
    assert kept(thidua) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('code = "head-quarter"', 'code = "quarter"', "form head-quarter is missing"),
        ('code = "unions"', 'code = "others"', "list unions is missing"),
        ('code = "tay-ninh"', 'code = "nowhere"', "no movement nowhere: there is tay-ninh"),
        ("minimum_share = 80", "minimum_share = 180", "minimum_share"),
    ],
)
def test_what_cannot_be_taken_is_told(
    thidua: Shell, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    status, _, err = install(thidua, version(tmp_path, (old, new)), 2027, "--apply")
    assert status == 1
    assert reason in err
    assert kept(thidua) == []


def test_classes_of_size_rank_apart_once_they_are_decided(thidua: Shell, tmp_path: Path) -> None:
    """At the desk each line says its class; without classes there is no such column."""
    assert thidua("organisation", "import", str(DEMO), "--apply")[0] == 0
    rows = "unit,HH_LOAN,LOAN_OUT,LOAN_OVD\n9900001,45,9000000,0\n9900002,15,1000000,900000\n"
    rows += "9900003,41,9000000,200000\n"
    (tmp_path / "f.csv").write_text(rows, encoding="utf-8")
    words = ("figures", "import", str(tmp_path / "f.csv"), "--period", "2026-09", "--apply")
    standings = ("standings", "--year", "2026", "--format", "csv")
    classes = version(tmp_path, ("classes = []", "classes = [[5, 19], [20, 60]]"))
    assert "size" not in thidua(*standings)[1].splitlines()[0]
    assert install(thidua, classes, 2026, "--apply")[0] == 0
    assert thidua(*words, "--accept-doubts")[0] == 0
    table = list(csv.DictReader(thidua(*standings)[1].lstrip("\ufeff").splitlines()))
    told = [(row["size"], row["code"]) for row in table if row["standing"] != "no_data"]
    assert told == [("5-19", "9900002"), ("20-60", "9900001"), ("20-60", "9900003")]


def test_scores_of_the_year_are_worked_out_by_the_new_rules(db: Db) -> None:
    """A weight that moves from one item to another moves the points, and only of its year."""
    from tests.entering import enter

    movement = builtin()
    root = enter(db, "B", "branch")
    commune = enter(db, "C", "commune", enter(db, "O", "office", root))
    enter(db, "G", "group", commune)
    unit = units.by_code(db, "G")
    assert unit is not None
    now, zone = datetime(2026, 12, 10, tzinfo=UTC), UTC
    for year in (2026, 2027):
        scores.mark(db, movement, [unit], year)
    text = TEXT.replace(OURS, THEIRS, 1)
    from services.rules import Source, install

    install(db, movement, text, 2027, Source("f", "d", "Lan"), now)
    before = {2026: date(2026, 1, 1), 2027: date(2026, 1, 1)}
    stale = {year for _, year in scores.stale(db, movement, {2027: date(2026, 1, 1)}, 9)}
    assert stale == {2027}
    while renew(db, rules.dated(db, movement).all[0], before, now, zone):  # type: ignore[arg-type]
        continue
    assert scores.stale(db, movement, before, 9) == []
