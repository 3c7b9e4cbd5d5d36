"""Guards: one visitor alone can play the season to its end, and begin again."""

from __future__ import annotations

import re

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage

from scoring.loading import builtin
from storage import standings as standings_of
from storage import units
from storage.asked import Asked
from storage.engine import reading

pytestmark = pytest.mark.xdist_group("browser")


LEAGUE = builtin().first_league


@pytest.fixture(autouse=True)
def _open(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    expect(page.locator(".phone")).to_have_count(3)


def ranked(stage: Stage) -> int:
    with reading(stage.engine) as db:
        branch = units.root(db, "branch")
        assert branch is not None
        rows = standings_of.table(db, Asked(LEAGUE, branch, 2026, "official"))
    return sum(row.place is not None for row in rows)


def test_the_others_report_and_the_page_says_how_many(page: Page, stage: Stage) -> None:
    page.locator(".bar").get_by_role("button", name="Những người khác báo cáo").click()
    said = page.locator("#season-said")
    expect(said).to_have_text("Đã nhận 32 báo cáo của những người khác.")
    assert stage.came("P002") == []
    assert [u["kind"] for u in stage.came("P003")][:3] == ["text", "tap", "tap"]
    officer = Hands(page, "P001")
    officer.join()
    officer.say("/review")
    officer.hear("Mẫu 2")


def test_the_clock_offers_what_the_movement_has_next(page: Page, stage: Stage) -> None:
    page.locator("#time").click()
    offered = page.locator("#coming button")
    expect(offered).to_have_count(5)
    expect(offered.first).to_contain_text("02/12/2026")
    page.locator('[data-event="lock"]').click()
    expect(page.locator("#time")).to_contain_text("10/12/2026")
    expect(page.locator("#clock")).to_be_hidden()
    page.locator("#time").click()
    expect(page.locator('[data-event="due"]')).to_contain_text("05/01/2027")
    assert len(stage.moves) == 1


def test_one_button_leads_to_the_end_and_a_full_standing(page: Page, stage: Stage) -> None:
    page.locator("#time").click()
    page.locator("#to-end").click()
    expect(page.locator("#clock")).to_be_hidden(timeout=60_000)
    expect(page.locator("#time")).to_contain_text("10/01/2027")
    assert [moment[:10] for moment in stage.moves] == ["2026-12-05", "2027-01-05", "2027-01-10"]
    assert ranked(stage) == 30  # of 33: the visitor's commune waits for the visitor


def test_it_begins_again_after_one_question(page: Page, stage: Stage) -> None:
    head = Hands(page, "P002")
    head.join()
    page.locator("#tour-away").click()
    page.locator(".bar").get_by_role("button", name="+1 ngày").click()
    page.locator("#time").click()
    page.get_by_role("button", name="Bắt đầu lại").click()
    page.get_by_role("button", name="Giữ lại").click()
    head.hear("Nguyễn Thị Mẫu Một")
    page.get_by_role("button", name="Bắt đầu lại").click()
    page.locator("#again-yes").click()
    expect(head.box.locator(".message")).to_have_count(0)
    expect(head.box.get_by_role("button", name="Mở lời mời")).to_be_visible()
    expect(page.locator("#time")).to_have_attribute("data-at", re.compile("2026-12-01"))
    expect(page.locator("#tour")).to_be_visible()
    head.join()


def test_three_lines_say_what_to_do_until_they_are_put_away(page: Page) -> None:
    expect(page.locator("#tour li")).to_have_count(3)
    page.locator("#tour-away").click()
    expect(page.locator("#tour")).to_be_hidden()
    page.reload()
    expect(page.locator(".phone")).to_have_count(3)
    expect(page.locator("#tour")).to_be_hidden()
