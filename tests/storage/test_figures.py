"""Guards: figures are taken whole or not at all, hard rules hold, and twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from organisations import small, written
from sqlalchemy import select

from scoring.loading import builtin
from scoring.movement import Finding
from scoring.periods import Period
from services.figures import apply, file
from services.figures import rows as figures_rows
from services.figures.errors import FiguresError
from services.figures.rows import Checked
from services.roster import apply as roster_apply
from services.roster import file as roster_file
from storage.engine import Db
from storage.history import figures as table
from storage.scores import scores
from storage.units import by_code, units

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)
TODAY = date(2026, 10, 3)


def word(finding: Finding) -> str:
    return finding.say


@dataclass
class Office:
    """Imports into one database; tables are written with spaces between the cells."""

    db: Db

    def check(self, text: str, period: str = "2026-09") -> Checked:
        sheet = file.read("\n".join(text.split()).replace("|", ";").encode())
        of = Period.parse(period)
        return figures_rows.check(self.db, builtin(), sheet, of, TODAY, word)

    def apply(
        self, text: str, period: str = "2026-09", now: datetime = NOW
    ) -> list[tuple[object, ...]]:
        rows = self.check(text, period).rows
        found = apply.apply(self.db, rows, builtin(), now, ZONE)
        return [(d.row.unit, d.code, d.period, d.old, d.new) for d in found]

    def problems(self, text: str, period: str = "2026-09") -> tuple[str, ...]:
        with pytest.raises(FiguresError) as caught:
            self.check(text, period)
        return caught.value.problems

    def kept(self, code: str) -> dict[str, int]:
        unit = by_code(self.db, code)
        assert unit is not None
        rows = self.db.execute(select(table).where(table.c.unit_id == unit.id))
        return {f"{row.code} {row.period}": row.value for row in rows}


@pytest.fixture
def office(db: Db) -> Office:
    wanted = roster_file.read(written(small()))
    roster_apply.apply(db, wanted, builtin(), NOW, ZONE)
    return Office(db)


def test_figures_are_kept_and_twice_changes_nothing(office: Office) -> None:
    text = "unit|PRIN_DUE|PRIN_COL|GRADE_PT G1|100|90|85,5 G2|0|0|70"
    assert office.apply(text)[:3] == [
        ("G1", "PRIN_DUE", "2026-09", None, 100),
        ("G1", "PRIN_COL", "2026-09", None, 90),
        ("G1", "GRADE_PT", "2026-09", None, 8550),
    ]
    assert office.apply(text) == []


def test_a_difference_shows_old_and_new(office: Office) -> None:
    office.apply("unit|PRIN_DUE|PRIN_COL G1|100|90")
    assert office.apply("unit|PRIN_DUE|PRIN_COL G1|100|95") == [
        ("G1", "PRIN_COL", "2026-09", 90, 95)
    ]


def test_an_empty_cell_is_not_given_and_not_zero(office: Office) -> None:
    office.apply("unit|PRIN_DUE|PRIN_COL G1|100|90")
    assert office.apply("unit|PRIN_DUE|PRIN_COL G1|120|") == [
        ("G1", "PRIN_DUE", "2026-09", 100, 120)
    ]
    assert office.kept("G1") == {"PRIN_DUE 2026-09": 120, "PRIN_COL 2026-09": 90}


def test_coarser_figures_count_for_the_quarter_and_the_year_of_the_month(office: Office) -> None:
    office.apply("unit|PRIN_DUE|VIO_OPEN|LOAN_PLAN G1|1|0|2300000000")
    assert set(office.kept("G1")) == {"PRIN_DUE 2026-09", "VIO_OPEN 2026-Q3", "LOAN_PLAN 2026"}


def test_opening_balances_are_the_figures_of_december(office: Office) -> None:
    office.apply("unit|LOAN_OUT|LOAN_OVD|SAV_BAL|INT_ARR G1|2000000000|0|200000000|0", "2025-12")
    assert office.kept("G1")["SAV_BAL 2025-12"] == 200_000_000
    unit = by_code(office.db, "G1")
    assert unit is not None
    years = select(scores.c.year).where(scores.c.unit_id == unit.id).distinct()
    assert set(office.db.execute(years).scalars()) >= {2026}


def test_the_sessions_of_a_commune_reach_the_scores_of_its_groups(office: Office) -> None:
    due = datetime(2026, 10, 7, tzinfo=UTC)
    office.apply("unit|LOAN_OUT|LOAN_OVD G1|100|0 G2|100|0", now=due)
    before = scored(office)
    office.apply("unit|GDX_N C1|0", now=due)
    after = scored(office)
    assert before.keys() == after.keys() == {"G1", "G2"}
    assert all(after[code] > before[code] for code in before)


def scored(office: Office) -> dict[str, int]:
    """The stored totals, by unit."""
    columns = (units.c.code, scores.c.total)
    joined = select(*columns).join(scores, scores.c.unit_id == units.c.id)
    where = (scores.c.year == 2026, scores.c.basis == "official")
    return {row.code: row.total for row in office.db.execute(joined.where(*where))}


@pytest.mark.parametrize(
    ("text", "period", "line"),
    [
        ("unit|FOO G1|1", "2026-09", "row 1, FOO: is not a figure of the office"),
        ("unit|GDX_ATT G1|1", "2026-09", "row 1, GDX_ATT: is not a figure of the office"),
        ("unit|DOC_N C1|1", "2026-Q3", "row 1, DOC_N: is not a figure of the office"),
        ("unit|PRIN_DUE G1|1", "2026",
         "row 1, PRIN_DUE: is a monthly figure, and 2026 is yearly"),
        ("unit|PRIN_DUE G1|1", "2026-11", "row 1, PRIN_DUE: 2026-11 has not begun yet"),
        ("unit|PRIN_DUE G9|1", "2026-09", "row 2: no unit G9"),
        ("unit|PRIN_DUE |1", "2026-09", "row 2: names no unit"),
        ("unit|PRIN_DUE O1|1", "2026-09", "row 2: O1 is no group or commune (office)"),
        ("unit|PRIN_DUE G1|1.000", "2026-09", "row 2, PRIN_DUE: '1.000' is not a plain integer"),
        ("unit|PRIN_DUE G1|-1", "2026-09", "row 2, PRIN_DUE: "),
        ("unit|GRADE_PT G1|100,5", "2026-09", "row 2, GRADE_PT: "),
        ("unit|LOAN_PLAN G1|0", "2026", "row 2, LOAN_PLAN: "),
        ("unit|GDX_N C1|32", "2026-09", "row 2, GDX_N: "),
        ("unit|PRIN_DUE|PRIN_COL G1|5|6", "2026-09", "row 2, PRIN_COL: "),
        ("unit|PRIN_DUE G1|1 G1|2", "2026-09", "row 3: unit G1 stands in row 2 with other figures"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_by_its_place(
    office: Office, text: str, period: str, line: str
) -> None:
    assert any(found.startswith(line) for found in office.problems(text, period))


def test_every_bad_cell_is_named(office: Office) -> None:
    found = office.problems("unit|PRIN_DUE|GRADE_PT G1|x|1 G9|1|1 G2|1|101")
    assert [line.split(":")[0] for line in found] == ["row 2, PRIN_DUE", "row 3", "row 4, GRADE_PT"]


def test_a_rule_sees_the_figures_already_kept(office: Office) -> None:
    office.apply("unit|PRIN_DUE G1|100")
    assert len(office.problems("unit|PRIN_COL G1|101")) == 1
    assert office.apply("unit|PRIN_COL G1|100")
    (found,) = office.problems("unit|PRIN_DUE G1|99")
    assert found.startswith("row 2, PRIN_COL: ")


def test_the_same_row_again_is_told_and_taken_once(office: Office) -> None:
    found = office.check("unit|PRIN_DUE G1|1 G2|2 G1|1")
    assert found.warnings == ("row 4: the same as row 2, taken once",)
    assert [row.unit for row in found.rows] == ["G1", "G2"]


def test_a_grade_column_of_zeros_is_no_grade(office: Office) -> None:
    found = office.check("unit|PRIN_DUE|GRADE_PT G1|1|0 G2|2|0,00")
    assert found.warnings == ("GRADE_PT: 0 in every row, so the column is left out",)
    assert [code for row in found.rows for code, _ in row.values] == ["PRIN_DUE", "PRIN_DUE"]
    assert office.check("unit|GRADE_PT G1|0 G2|85").warnings == ()


def test_a_unit_that_left_the_roster_takes_no_figures(office: Office) -> None:
    content = small()
    del content["groups"][1]
    del content["people"][1]
    wanted = roster_file.read(written(content))
    roster_apply.apply(office.db, wanted, builtin(), NOW, ZONE)
    assert office.problems("unit|PRIN_DUE G2|1") == ("row 2: unit G2 is no longer on the roster",)
