"""Guards: one visitor alone can play the season to its end, and begin again."""

from __future__ import annotations

import re

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from sqlalchemy import select, update
from stage import ZONE, Stage
from talks import Talk

from scheduler.tick import tick
from scoring.loading import builtin
from storage import standings as standings_of
from storage import units
from storage.asked import Asked
from storage.engine import reading, transaction
from tests.known_movement import known

pytestmark = pytest.mark.xdist_group("browser")


LEAGUE = builtin().first_league


ASKED = ("25459", "25486", "25654")
"""The visitor's commune and two more, with ten groups."""


def ask_only(stage: Stage, *communes: str) -> None:
    """Of the others nothing is asked this year; how long all take, tests/demo knows."""
    lie = select(units.units.c.id).where(units.units.c.code.in_(communes)).scalar_subquery()
    groups = (units.units.c.kind == "group", units.units.c.parent_id.not_in(lie))
    with transaction(stage.engine) as db:
        db.execute(update(units.units).where(*groups).values(reports_from="2027-01"))


def ranked(stage: Stage) -> int:
    """How many of the groups that are asked have a place."""
    with reading(stage.engine) as db:
        communes = [units.by_code(db, code) for code in ASKED]
        tables = [standings_of.table(db, Asked(LEAGUE, one, 2026, "official"))
                  for one in communes if one is not None]  # fmt: skip
    assert [len(table) for table in tables] == [3, 3, 4]
    return sum(row.place is not None for table in tables for row in table)


def test_the_others_report_and_one_button_leads_to_the_end_and_a_full_standing(
    page: Page, stage: Stage
) -> None:
    ask_only(stage, *ASKED)
    Talk(stage, "P001").join()
    page.goto(stage.url)
    page.locator(".bar").get_by_role("button", name="Những người khác báo cáo").click()
    said = page.locator("#season-said")
    expect(said).to_have_text("Đã nhận 9 báo cáo của những người khác.")
    assert stage.came("P002") == []
    assert [u["kind"] for u in stage.came("P003")][:3] == ["text", "tap", "tap"]
    officer = Hands(page, "P001")
    officer.say("/review")
    officer.hear("Mẫu 2")
    page.locator("#time").click()
    page.locator("#to-end").click()
    expect(page.locator("#clock")).to_be_hidden(timeout=60_000)
    expect(page.locator("#time")).to_contain_text("10/01/2027")
    assert [moment[:10] for moment in stage.moves] == ["2026-12-05", "2027-01-05", "2027-01-10"]
    tick(stage.engine, known(), ZONE, stage.clock())  # as the program does within a minute
    assert ranked(stage) == 7  # of ten: the visitor's commune waits for the visitor


class TestAgain:
    """Begun anew where a conversation was under way."""

    @pytest.fixture
    def beginning(self, reporting: bytes) -> bytes:
        return reporting

    def test_it_begins_again_after_one_question(self, page: Page, stage: Stage) -> None:
        page.goto(stage.url)
        head = Hands(page, "P002")
        page.locator("#tour-away").click()
        page.locator(".bar").get_by_role("button", name="+1 ngày").click()
        page.locator("#time").click()
        page.get_by_role("button", name="Bắt đầu lại").click()
        page.get_by_role("button", name="Giữ lại").click()
        head.hear("Câu 1/9")
        page.get_by_role("button", name="Bắt đầu lại").click()
        page.locator("#again-yes").click()
        expect(head.box.locator(".message")).to_have_count(0)
        expect(head.box.get_by_role("button", name="Mở lời mời")).to_be_visible()
        expect(page.locator("#time")).to_have_attribute("data-at", re.compile("2026-12-01"))
        expect(page.locator("#tour")).to_be_visible()
        head.join()
