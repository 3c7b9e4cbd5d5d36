"""Guards: text, card, paper, workbook, JSON and CSV of one standing say the same, value by value;
a workbook's points add up, its reports are those of the database, no cell starts a formula."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from python_calamine import CalamineWorkbook
from season import LEAGUE, MOVEMENT, YEAR, ZONE, Season
from sqlalchemy import Engine, func, select, update

from bot.commands import standings_shown
from bot.rendering.workbook import xlsx
from handlers.books.whole import book
from handlers.pictures import card, listing
from handlers.wording.standings import line
from locales import formats
from locales.translator import translator
from scheduler.tick import tick
from scoring.shown import rounded
from scoring.standings import Standings
from services import sums
from services.standings import whole
from storage import measures, units
from storage.asked import Asked
from storage.engine import Db, reading, replayed, transaction
from storage.reports import reports
from storage.units import units as units_table
from tests.conftest import Beginning

EVENING = datetime(YEAR, 11, 20, 23, tzinfo=ZONE)
LANGUAGES = ("vi", "en", "hi", "ar")
HOSTILE = '=HYPERLINK("http://x";"Tổ")'
Tables = dict[str, list[list[object]]]


def played(engine: Engine) -> None:
    """Ten groups until November, one of a name that a spreadsheet would work out."""
    with transaction(engine) as db:
        season = Season(db, random.Random(13))
        season.begin(10)
    day = date(YEAR, 2, 1)
    while day <= EVENING.date():
        if day.day == 2:
            tick(engine, MOVEMENT, ZONE, datetime.combine(day, time(1), ZONE))
        with transaction(engine) as db:
            season.db = db
            season.day(day)
        day += timedelta(days=1)
    with transaction(engine) as db:
        named = units_table.c.code == "G3"
        db.execute(update(units_table).where(named).values(name=HOSTILE))
    while replayed(engine, lambda db: sums.go_on(db, MOVEMENT, EVENING, ZONE)):
        continue


@pytest.fixture
def beginning() -> Beginning:
    """Every test begins with that season."""
    return played


def standing(db: Db, basis: str = "provisional") -> Standings:
    branch = units.root(db, LEAGUE.widest)
    assert branch is not None
    asked = Asked(LEAGUE, branch, YEAR, basis)  # type: ignore[arg-type]
    found = whole(db, MOVEMENT, asked, EVENING, EVENING.date())
    assert sum(one.place is not None for one in found.lines) >= 2
    return found


def workbook(db: Db, found: Standings, language: str = "vi") -> Tables:
    scope = units.by_code(db, found.scope.code)
    made = xlsx(book(translator(language), db, MOVEMENT, found, scope, ZONE))
    read = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rendering_says_the_same(engine: Engine, language: str) -> None:
    t = translator(language)
    with reading(engine) as db:
        found = standing(db)
        drawn = card.card(t, MOVEMENT, found, [found.lines[: card.MOST]], ZONE)
        paper = listing.listing(t, MOVEMENT, found, ZONE)
        sheet = next(iter(workbook(db, found, language).values()))
    assert len(drawn.rows) == len(paper.rows) == len(sheet) - 1 == len(found.lines)
    for one, row, entry, cells in zip(found.lines, drawn.rows, paper.rows, sheet[1:], strict=True):
        place = "" if one.place is None else t.number(one.place)
        written = formats.points(one.points, language) if one.place else "–"
        assert (row.place, row.name.text, row.points) == (place, one.name, written)
        assert (entry.place, entry.name.text, entry.points) == (place, one.name, written)
        assert cells[:4] == [one.place or "", one.code, one.name, one.commune]
        assert cells[4] == (one.total / 10**9 if one.standing != "no_data" else "")
        assert cells[6:8] == [one.reported, one.required]
        said = line(t, one, apart=True)
        assert one.name in said.unescape()
        assert one.place is None or (place in said and written in said)
    assert str(found.coverage.reported) in _ascii(drawn.coverage)


def test_the_commands_formats_say_the_same(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    with reading(engine) as db:
        found = standing(db)
    standings_shown.show("json", LEAGUE, found, ZONE)
    as_json = json.loads(capsys.readouterr().out)
    standings_shown.show("csv", LEAGUE, found, ZONE)
    as_csv = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    for one, row, cells in zip(found.lines, as_json["rows"], as_csv, strict=True):
        assert (row["place"], row["code"], row["name"]) == (one.place, one.code, one.name)
        assert cells["place"] == ("" if one.place is None else str(one.place))
        assert cells["code"] == one.code
        assert not re.match(r"[=+\-@\t\r]", cells["name"])
        if one.standing != "no_data":
            assert row["points"] == cells["points"] == f"{rounded(one.total) / 100:.2f}"


@pytest.mark.parametrize("basis", ["provisional", "official"])
def test_points_by_item_add_up_to_the_points(engine: Engine, basis: str) -> None:
    with reading(engine) as db:
        found = standing(db, basis)
        sheet = list(workbook(db, found, "en").values())[1]
    assert len(sheet) - 1 == len(found.lines)
    for one, cells in zip(found.lines, sheet[1:], strict=True):
        assert cells[1] == one.code
        if one.standing == "no_data":
            assert not any(cells[3:])
            continue
        each = [Fraction(str(value)) for value in cells[5::2] if value != ""]
        assert sum(each) == Fraction(rounded(one.total), 100), one.code


def test_reports_are_those_of_the_database(engine: Engine) -> None:
    with reading(engine) as db:
        tables = workbook(db, standing(db), "en")
        counting = reports.c.status.in_(("confirmed", "accepted"))
        for form in (one for one in MOVEMENT.forms.values() if one.level == LEAGUE.level):
            rows = tables[str(translator("en").movement(form.name))[:31]]
            of = select(func.count()).where(reports.c.form == form.code, counting)
            assert len(rows) - 1 == db.execute(of).scalar_one() > 0
            assert all(row[-6] in ("accepted", "not yet checked") for row in rows[1:])
        scope = units.root(db, LEAGUE.widest)
        assert scope is not None
        kept = measures.of(db, MOVEMENT.code, scope.id, YEAR, "provisional")
        assert kept is not None
        known = [one for one in kept.measures.values() if one.known or one.bottom]
        sides = [row[1:3] for row in tables["Sums"][1:] if row[1] != ""]
        assert sides
        assert all([one[0], one[1]] in [[k.top, k.bottom] for k in known] for one in sides)


def test_a_hostile_name_stays_a_name(engine: Engine) -> None:
    with reading(engine) as db:
        names = [row[2] for row in next(iter(workbook(db, standing(db)).values()))[1:]]
    assert HOSTILE in names


def _ascii(text: str) -> str:
    return "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
