"""Guards: a paper has its snapshot's numbers, each with a footnote, alike in four languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from paper_season import COUNCIL, GROUP, HEAD, OFFICE, Season, runs, text
from sqlalchemy import update

from bot.rendering.papers.typeset import pdf
from bot.rendering.papers.word import docx
from handlers.papers import catalogue, summary
from handlers.papers.paper import Paper, Table
from locales.catalogues import catalogue as texts
from locales.tables import languages
from services.papers.content import Content
from services.papers.parts import Row
from storage import honours
from storage.honours import Given
from storage.people import people
from storage.units import units
from tests.january import person

on_one = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _written(row: Row) -> str:
    """As Vietnamese papers write it, worked out here anew."""
    exact = Fraction(row.value or 0)
    rounded = (Decimal(abs(exact.numerator)) / exact.denominator).quantize(
        Decimal("0.01"), ROUND_HALF_UP)  # fmt: skip
    whole, _, rest = f"{rounded:,.2f}".partition(".")
    short = rest if row.unit == "points" else rest.rstrip("0")
    said = whole.replace(",", ".") + (f",{short}" if short else "")
    sign = ("+" if exact > 0 else "−" if exact else "") if row.change else ""
    return sign + said + ("%" if row.unit == "%" else "")


@on_one
@pytest.mark.parametrize("whose", [OFFICE, COUNCIL])
def test_every_number_of_a_paper_is_that_of_its_row(season: Season, whose: str) -> None:
    season.choose()
    season.elect("collective")
    content, seen = season.frozen(whose).content, set()
    for paper in season.papers(whose).values():
        for run in runs(paper):
            if run.note is None or run.note > len(content.rows):
                continue
            row = content.row(run.note)
            said = "chưa có số liệu" if row.value is None else row.grade or _written(row)
            assert run.text.endswith(said), (paper.code, run.text, row)
            seen.add(run.note)
    assert len(seen) > 40


@on_one
def test_every_figure_has_a_footnote_and_every_footnote_words(season: Season) -> None:
    for paper in season.papers().values():
        notes = dict(paper.notes)
        assert {run.note for run in runs(paper)} - {None} == set(notes)
        assert all(words.strip() for words in notes.values())
        for table in (one for one in paper.body if isinstance(one, Table)):
            if paper.code.startswith("report-") or paper.code == "request":
                for row in table.rows[1:]:
                    for cell in row[1:3]:
                        assert cell.runs[0].note is not None


@on_one
def test_four_languages_say_the_same(season: Season) -> None:
    season.choose()
    season.elect("person")
    for whose in (OFFICE, COUNCIL):
        record = season.papers(whose)
        for language in languages()[1:]:
            copies = season.papers(whose, language)
            assert copies.keys() == record.keys()
            for code, paper in copies.items():
                assert _shape(paper) == _shape(record[code]), (language, code)
                assert paper.dir == ("rtl" if language == "ar" else "ltr")


def _shape(paper: Paper) -> tuple[object, ...]:
    return (
        [run.note for run in runs(paper) if run.note], len(paper.missing),
        [one.kind for one in paper.body],
        [len(one.rows) for one in paper.body if isinstance(one, Table)], len(paper.signs),
    )  # fmt: skip


def test_the_words_of_papers_are_there_in_every_language() -> None:
    assert list(texts.complaints()) == []


@on_one
def test_all_are_drafts_without_number_date_or_signature(season: Season) -> None:
    for whose in (OFFICE, COUNCIL):
        for paper in season.papers(whose).values():
            assert paper.draft == "BẢN NHÁP"
            assert not re.search(r"\d", paper.number + paper.place)
            assert all(one.hint for one in paper.signs)


@on_one
def test_what_is_missing_is_named_and_who_owes_it(season: Season) -> None:
    season.db.execute(update(people).where(people.c.code == HEAD).values(born=None, post=None))
    season.db.execute(update(units).where(units.c.code == OFFICE).values(members=None))
    papers, content = season.papers(), season.frozen().content
    [office, head] = content.nominees
    of_head = " | ".join(papers[f"report-{head.id}"].missing)
    assert f"{head.name}: danh sách chưa có năm sinh, chức vụ; {head.office} bổ sung" in of_head
    assert f"{office.name}: danh sách chưa có số thành viên" in " | ".join(
        papers[f"report-{office.id}"].missing)  # fmt: skip
    first = " | ".join(papers["request"].missing)
    assert "Người ký" in first
    assert "Biên bản họp xét của đơn vị" in first
    assert "chưa có dữ liệu" in text(papers[f"report-{office.id}"])


@on_one
def test_a_summary_has_four_figures_at_most_and_none_of_what_is_not_known(season: Season) -> None:
    head = season.frozen().content.of("person")[0]
    paper = season.papers()[f"report-{head.id}"]
    assert (paper.title, sum(run.note is not None for run in runs(paper))) == \
        ("Tóm tắt thành tích", summary.MOST)  # fmt: skip
    assert "chưa có số liệu" not in text(paper)
    from storage.measures import measures
    from tests.january import unit

    season.db.execute(
        update(measures).where(measures.c.unit_id == unit(season.db, GROUP).id).values(body="{}")
    )
    paper = season.papers()[f"report-{head.id}"]
    assert [run.note for run in runs(paper) if run.note] == []
    assert "Chưa có số liệu của" in text(paper)
    assert any(head.name in line and "13/13" in line for line in paper.missing)


@on_one
def test_honours_before_stand_in_the_report(season: Season) -> None:
    given = Given(person(season.db, HEAD), None, "Giấy khen", "merit", "12/QĐ", date(2024, 3, 1),
                  "Giám đốc chi nhánh")  # fmt: skip
    honours.add(season.db, given)
    head = season.frozen().content.of("person")[0]
    said = text(season.papers()[f"report-{head.id}"])
    assert "Giấy khen, quyết định số 12/QĐ ngày 01/03/2024, Giám đốc chi nhánh" in said


@on_one
def test_money_is_by_the_base_salary_of_the_day(season: Season) -> None:
    season.choose()
    said = text(catalogue.one(season.voice(COUNCIL), "decision") or pytest.fail("no decision"))
    assert "22.780.000 đồng (trên 22,7 triệu đồng)" in said
    assert "2.530.000 đồng (161/2026/NĐ-CP" in said


@on_one
def test_a_paper_is_the_same_alone_and_beside_others(season: Season) -> None:
    season.choose()
    season.elect("collective")
    whole = season.papers(COUNCIL)
    assert {code: catalogue.one(season.voice(COUNCIL), code) for code in whole} == whole


@on_one
def test_minutes_have_the_votes_the_rates_and_the_digest(season: Season) -> None:
    season.choose("theo thứ tự ưu tiên")
    season.elect("collective")
    content: Content = season.frozen(COUNCIL).content
    [sitting] = content.sittings
    said = text(season.papers(COUNCIL)[f"minutes-{sitting.number}"])
    assert "Có mặt: 5/5 thành viên" in said
    assert said.count("5/5 (100%)") == 2
    assert sitting.digest in said
    assert "lý do: theo thứ tự ưu tiên" in said
    assert all(code in said for code in sitting.result.checks)
    counts = season.papers(COUNCIL)[f"count-{sitting.number}"]
    [table] = [one for one in counts.body if isinstance(one, Table)]
    assert [[cell.runs[0].text for cell in row[2:10]] for row in table.rows[1:]] == \
        [["5", "5", "5", "5", "5", "0", "0", "5"]] * 2  # fmt: skip


HOSTILE = "<b>A</b> & \u202eB\ue0001\ue001 {name} =1+1 \x0b"


@on_one
def test_a_name_forges_no_footnote_and_turns_no_line(season: Season) -> None:
    season.db.execute(update(people).where(people.c.code == HEAD).values(name=HOSTILE))
    papers = season.papers()
    head = season.frozen().content.of("person")[0]
    assert head.name == HOSTILE
    said = text(papers[f"report-{head.id}"])
    assert "<b>A</b> & B1 {name} =1+1" in said
    for paper in (papers[f"report-{head.id}"], papers["list-individuals"]):
        assert docx(paper)[:2] == b"PK"
        assert pdf(paper)[:4] == b"%PDF"
