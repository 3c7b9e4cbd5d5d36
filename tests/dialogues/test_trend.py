"""Guards: each month's points in `/trend` are what `/why` said once that month was due, of a group
and of a commune; the bars show any points and read from both sides; a foreign unit is unknown.
"""

from __future__ import annotations

import random
import re
from datetime import date, datetime
from fractions import Fraction

import pytest
from player import ZONE
from rehearsal import Rehearsal

from handlers.pictures import trend as picture
from handlers.pictures.texts import plain
from handlers.trend import bar, steps, text
from locales.translator import languages, translator
from scoring.loading import builtin
from scoring.periods import Period, of_year
from scoring.standings import Line
from scoring.trend import Moment, Series, Trend, ends, rhythm
from storage import publications, published_places, units

GROUPS, COMMUNE, COUNCIL = ("9900001", "9900002", "9900003"), "25459", "P054"
FIGURES = {"HH_LOAN": 60, "LOAN_OUT": 3 * 10**9, "LOAN_OVD": 10**7, "INT_DUE": 10**7,
           "INT_COL": 10**7, "SAV_HH": 60, "SAV_BAL": 3 * 10**8, "GDX_ATT": 1}  # fmt: skip
MONTHS = of_year("monthly", 2026)
TREND = Trend("Tổ <A>", "1", 2026, (Moment(MONTHS[8], 5593, 2, 3), Moment(MONTHS[9]),
              Moment(MONTHS[10], 0)), (Series("Tỷ lệ thu lãi", "X", (Fraction(90), None,
              Fraction(100))), Series("Tỷ lệ nợ quá hạn", "Y", (Fraction(0), None, None))),
              "Xã <B>")  # fmt: skip


def told(stage: Rehearsal, unit: str) -> str:
    found = re.search(r"([\d,]+) điểm trên 100", "\n".join(stage.write(COUNCIL, f"/why {unit}")))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("unit", [GROUPS[1], COMMUNE])
def test_each_month_is_what_was_said_then(demo: Rehearsal, unit: str, seed: int) -> None:
    dice, said = random.Random(seed), {}
    with demo.undone():
        demo.join(COUNCIL)
        demo.figures("2025-12", GROUPS[1], "SAV_BAL=200000000", "INT_ARR=4000000")
        for month in MONTHS[8:11]:
            demo.now = datetime(2026, month.index + 1, 6, 9, tzinfo=ZONE)
            for group in GROUPS:
                given = [f"{c}={dice.randint(0, m)}" for c, m in FIGURES.items()]
                demo.figures(month.code, group, *given)
            demo.now = datetime(2026, month.index + 1, 11 if month.index == 9 else 6, tzinfo=ZONE)
            said[f"tháng {month.index}/2026"] = told(demo, unit)
        lines = "\n".join(demo.write(COUNCIL, f"/trend {unit}"))
    shown = dict(re.findall(r"█+ ([\d,]+) điểm, (tháng \d+/2026)", lines))
    assert {when: points for points, when in shown.items()} == said


def test_a_foreign_unit_is_unknown(demo: Rehearsal) -> None:
    with demo.undone():
        demo.join("P002")
        unknown = demo.write("P002", "/trend 9999999")
        foreign = demo.write("P002", f"/trend {GROUPS[1]}")
        assert [one.replace("9999999", GROUPS[1]) for one in unknown] == foreign


@pytest.mark.parametrize("language", languages())
def test_it_is_written_from_the_value_alone(language: str) -> None:
    told = str(text(translator(language), TREND))
    assert "{" not in told
    assert "<A>" not in told
    assert told.count("█████") == 1
    assert re.search(r"\u2587-\u2588", told)
    lines = told.splitlines()
    assert len(lines) == 10
    if language == "ar":
        assert all(line.startswith("\u200f") for line in lines[2:5])


@pytest.mark.parametrize(
    ("points", "blocks"), [(0, "-"), (1, "█"), (949, "█"), (1500, "██"), (10_000, "█" * 10)]
)
def test_a_bar_shows_any_points(points: int, blocks: str) -> None:
    assert bar(points) == blocks


def test_steps_show_what_moves() -> None:
    assert steps([Fraction(5), Fraction(5)]) == ""
    assert steps([None]) == ""
    assert steps([Fraction(0), None, Fraction(1), Fraction(1, 2)]) == "▁-█▅"


def test_periods_end_once_all_their_reports_were_due() -> None:
    movement, today = builtin(), date(2026, 11, 3)
    found = ends(movement, "group", Period.parse("2026-08"), today, 2026)
    assert found == {
        MONTHS[7]: date(2026, 9, 6), MONTHS[8]: date(2026, 10, 11), MONTHS[9]: today,
        MONTHS[10]: today,
    }  # fmt: skip
    assert rhythm(movement, "commune") == rhythm(movement, "union") == "monthly"
    assert ends(movement, "agency", Period.parse("2026-08"), today, 2026) == {}


@pytest.mark.parametrize(("most", "placed"), [(24, True), (0, False)])
def test_a_table_that_is_too_large_is_left_alone(
    demo: Rehearsal, monkeypatch: pytest.MonkeyPatch, most: int, placed: bool
) -> None:
    monkeypatch.setattr(published_places, "_MOST_PARTS", most)
    with demo.undone():
        demo.join(COUNCIL)
        demo.now = datetime(2026, 11, 12, 9, tzinfo=ZONE)
        demo.figures("2026-10", GROUPS[1], "HH_LOAN=50", "LOAN_OUT=1000000000")
        assert demo.db is not None
        unit = units.by_code(demo.db, GROUPS[1])
        assert unit is not None
        line = Line(7, unit.code, unit.name, 1, 1, 1, "ranked", unit.id, "Xã")
        draft = publications.begin(demo.db, "2026-11-12", 2026, demo.now) or 0
        publications.add(demo.db, draft, demo.now, publications.pack("provisional", [line]))
        publications.finish(demo.db, draft, demo.now, "{}")
        lines = "\n".join(demo.write(COUNCIL, f"/trend {GROUPS[1]}"))
        assert "tháng 10/2026" in lines
        assert ("tháng 10/2026: hạng 1/1" in lines) is placed


@pytest.mark.parametrize("language", languages())
def test_the_picture_says_what_the_words_say(language: str) -> None:
    t = translator(language)
    drawn, words = picture.drawing(t, TREND, ()), plain(text(t, TREND))
    for point, moment in zip(drawn.moments, TREND.moments, strict=True):
        assert point.label in words
        assert point.words in words
        assert (point.points is None) == (moment.points is None)
    assert [one.name.text in words for one in drawn.series] == [True, True]
    assert drawn.series[0].values == (90.0, None, 100.0)
    assert all(said in words for one in drawn.series for said in one.words if said != "–")


def test_it_is_asked_for_in_words(demo: Rehearsal) -> None:
    with demo.undone():
        demo.join("P002", "vi")
        demo.write("P002", "xu hướng ảnh")
        enclosed = demo.shown["P002"][1].attachment
        assert enclosed is not None
        assert enclosed.kind == picture.KIND
