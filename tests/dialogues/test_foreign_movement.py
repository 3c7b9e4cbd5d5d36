"""Guards: a movement is a file. One of another field - schools in districts, half-yearly, a card
for each - is reported, checked, ranked, explained and reminded of, in four languages, as it is."""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE, Player
from schools import founded
from sqlalchemy import Engine

from locales import formats
from locales.translator import languages, translator

HALF = {"vi": "6 tháng đầu năm 2026", "en": "first half of 2026", "hi": "2026 की पहली छमाही",
        "ar": "النصف الأول من ⁨2026⁩"}  # fmt: skip


@pytest.fixture
def region(engine: Engine) -> Player:
    return founded(engine)


def text(told: list[str]) -> str:
    return "\n".join(told)


def said(language: str, message: str, **fields: object) -> str:
    return str(translator(language)(message, **fields))


def report(player: Player, school: str, *figures: str) -> list[str]:
    """By questions, each answered; the last yes confirms."""
    who = f"H{school}"
    player.write(who, f"/report {school} school-half 2026-H1")
    for figure in figures:
        player.write(who, figure)
    return player.write(who, "tap yes")


def season(player: Player) -> None:
    """Three schools report, their officers check them; one tells of the district; all in time."""
    for who in (
        "HS11",
        "HS12",
        "HS21",
        "OD1",
        "OD2",
        "OFFICE",
        "BOARD",
    ):
        player.join(who, "en")
    report(player, "S11", "300", "270", "300", "yes")
    report(player, "S12", "200", "200", "100", "no")
    report(player, "S21", "100", "90", "50", "yes")
    for who in ("OD1", "OD1", "OD2"):
        player.write(who, "/review")
        player.write(who, "tap accept")
    player.write("OD1", "/report D1 district-half 2026-H1")
    for figure in ("3", "2", "tap yes"):
        player.write("OD1", figure)
    player.write("OFFICE", "/review")
    player.write("OFFICE", "tap accept")
    player.now = datetime(2026, 7, 27, 9, tzinfo=ZONE)
    player.tick()


@pytest.mark.parametrize("language", languages())
def test_a_head_reports_by_questions_in_each_language(region: Player, language: str) -> None:
    region.join("HS11", language)
    told = region.write("HS11", "/report")
    assert "Half-year of the school" in text(told)
    assert HALF[language].replace("⁨", "").replace("⁩", "") in text(told).replace("⁨", "").replace(
        "⁩", ""
    )
    assert "How many pupils are enrolled?" in text(told)
    region.write("HS11", "300")
    assert "No more can come" in text(region.write("HS11", "301"))
    for figure in ("270", "300"):
        region.write("HS11", figure)
    region.write("HS11", said(language, "Yes"))
    done = text(region.write("HS11", "tap yes"))
    assert said(language, "On time.") in done
    assert "Od1" in done


def test_a_head_reports_in_one_line(region: Player) -> None:
    """By names and by place; with the school's name as people write it."""
    region.join("HS12", "en")
    told = region.write("HS12", "report school 2: pupils enrolled 200, pupils present 190, "
                                    "books for pupils 100, library open yes")  # fmt: skip
    assert "Nothing counts before it is confirmed" in text(told)
    assert "Pupils present: 190" in text(told)
    assert "Received" in text(region.write("HS12", "tap yes"))


LINES = {
    "en": "report first half of 2026: pupils enrolled 200, pupils present 190, "
          "books for pupils 100, library open yes",
    "vi": "BC 6 tháng đầu năm 2026 200 190 100 có",
    "hi": "report pehli chhamahi 2026 200 190 100 haan",
    "ar": "تقرير النصف الأول من 2026 200 190 100 نعم",
}  # fmt: skip


LATER = {
    "en": ("first half of 2026", "second half of 2027"),
    "vi": ("6 tháng đầu năm 2026", "6 tháng cuối năm 2027"),
    "hi": ("pehli chhamahi 2026", "dusri chhamahi 2027"),
    "ar": ("النصف الأول", "النصف الثاني"),
}


@pytest.mark.parametrize("language", LINES)
def test_a_line_may_be_headed_by_its_half_year(region: Player, language: str) -> None:
    """In words; another half-year than the one that is open is not taken for it."""
    region.join("HS12", language)
    told = text(region.write("HS12", LINES[language])).replace("⁨", "").replace("⁩", "")
    assert HALF[language].replace("⁨", "").replace("⁩", "") in told
    assert "190" in told
    other = text(region.write("HS12", LINES[language].replace(*LATER[language])))
    assert "190" not in other
    assert formats.period("2026-H2" if language == "ar" else "2027-H2", language) in other


def test_the_officer_checks_and_returns(region: Player) -> None:
    for who in ("HS11", "OD1"):
        region.join(who, "en")
    report(region, "S11", "300", "270", "300", "yes")
    assert "School Oak 1" in text(region.write("OD1", "/review"))
    region.write("OD1", "tap return")
    region.write("OD1", "tap books")
    told = text(region.write("OD1", "tap missing"))
    assert "HS11 < Returned for correction" in told
    region.write("HS11", "/report S11 school-half 2026-H1")
    region.write("HS11", "295")
    assert "Received" in text(region.write("HS11", "tap yes"))
    assert "corrected, it was 300" in text(region.write("OD1", "/review"))


def test_schools_and_districts_are_ranked_by_cards_of_their_own(region: Player) -> None:
    season(region)
    told = text(region.write("BOARD", "/standings districts"))
    assert "Districts: 2/2 have data" in told
    # 3 of 4 in time 15, 470 of 500 present 35.2, 400 books 8, all visited 20, met twice 10
    assert "1. District Lakeside: 88.20; reports: 3/4" in told
    assert "2. District Hillside: 47.00; reports: 1/2" in told
    told = text(region.write("HS11", "/standings"))
    assert "Standings 2026: District Lakeside" in told
    assert "Schools: 2/3 have data" in told
    assert "1. School Oak 1: 92.00" in told
    assert "2. School Elm 2: 75.00" in told
    assert "School Ash 3: no data" in told
    assert "School Oak 1, District Lakeside" in text(region.write("HS11", "tap Region"))


@pytest.mark.parametrize(
    "way", ["standings of districts", "/standings district", "xếp hạng District"]
)
def test_its_own_words_for_kinds_are_understood(region: Player, way: str) -> None:
    season(region)
    assert "Districts: 2/2" in text(region.write("BOARD", way)).replace(" có số liệu", "")


def test_units_are_found_by_its_own_words(region: Player) -> None:
    season(region)
    for way in ("/standings district lakeside", "/standings Lakeside", "/standings D1"):
        assert "Standings 2026: District Lakeside" in text(region.write("BOARD", way)), way
    for way in ("/why school oak 1", "/why oak", "/why S11", "/why oak 1, district lakeside"):
        assert "School Oak 1" in region.write("BOARD", way)[0], way


@pytest.mark.parametrize("language", languages())
def test_why_says_where_the_points_come_from(region: Player, language: str) -> None:
    season(region)
    region.join("HS12", language)
    told = text(region.write("HS12", "/why"))
    assert "School Elm 2" in told
    assert "Library open all the time" in told
    assert "Pupils with books" in told
    assert "Lakeside" in told


def test_whoever_owes_is_reminded_and_seen_on_the_board(region: Player) -> None:
    for who in ("HS11", "HS12", "OD1", "OFFICE"):
        region.join(who, "en")
    report(region, "S11", "300", "270", "300", "yes")
    region.now = datetime(2026, 7, 10, 8, 1, tzinfo=ZONE)
    told = region.tick()
    assert any(line.startswith("HS12 <") and "Half-year of the school" in line for line in told)
    assert not any(line.startswith("HS11 <") and "last day" in line for line in told)
    board = text(region.write("OD1", "/board"))
    assert "1 of 3 reported." in board
    assert "School Elm 2" in board
    above = text(region.write("OFFICE", "/board R school-half 2026-H1"))
    assert "District Lakeside: 1 of 3 reported." in above
    assert "District Hillside: 0 of 1 reported." in above
