"""Guards: the page's clock is the demo's, moves forward only, and is not put off by a slow line."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect
from stage import Stage

pytestmark = pytest.mark.xdist_group("browser")


def test_it_shows_the_time_in_viet_nam_and_offers_what_the_movement_has_next(
    page: Page, stage: Stage
) -> None:
    page.goto(stage.url)
    time, offered = page.locator("#time"), page.locator("#coming button")
    expect(time).to_have_attribute("data-at", re.compile("2026-12-01T08:0[5-9]"))
    expect(time).to_contain_text("01/12/2026")
    time.click()
    expect(offered).to_have_count(7)
    expect(offered.first).to_contain_text("02/12/2026")
    page.locator('[data-event="lock"]').click()
    expect(time).to_contain_text("10/12/2026")
    expect(page.locator("#clock")).to_be_hidden()
    time.click()
    expect(page.locator('[data-event="due"]')).to_contain_text("05/01/2027")
    assert len(stage.moves) == 1


def test_it_moves_forward_only(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    time = page.locator("#time")
    page.locator(".bar").get_by_role("button", name="+1 giờ").click()
    expect(time).to_contain_text("09:0")
    page.locator(".bar").get_by_role("button", name="+1 ngày").click()
    expect(time).to_contain_text("02/12/2026")
    assert len(stage.moves) == 2
    time.click()
    page.locator("#clock-at").fill("2026-11-30T08:00")
    page.get_by_role("button", name="Đặt", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("chỉ đi tới")
    page.locator("#clock-at").fill("2026-12-05T17:30")
    page.get_by_role("button", name="Đặt", exact=True).click()
    expect(time).to_contain_text("17:30")
    expect(page.locator("#clock")).to_be_hidden()
    assert len(stage.moves) == 3


def caught(page: Page, held: list[Route]) -> Route:
    """The request that is held up, as soon as it has been made."""
    while not held:
        page.wait_for_timeout(20)
    return held[0]


def test_a_step_that_is_slow_does_not_close_what_was_opened_meanwhile(
    page: Page, stage: Stage
) -> None:
    page.goto(stage.url)
    held: list[Route] = []
    page.route("**/api/clock", lambda route: held.append(route))
    time = page.locator("#time")
    page.locator(".bar").get_by_role("button", name="+1 giờ").click()
    time.click()
    expect(page.locator("#clock")).to_be_visible()
    caught(page, held).continue_()
    expect(time).to_contain_text("09:0")
    expect(page.locator("[data-by='3600']").first).to_be_enabled()
    expect(page.locator("#clock")).to_be_visible()


def test_a_first_answer_that_is_slow_does_not_set_the_clock_back(page: Page, stage: Stage) -> None:
    """Nor is a tap lost meanwhile on what cannot be asked for yet."""
    held: list[Route] = []
    page.route("**/api/state", lambda route: held.append(route))
    page.goto(stage.url)
    state = caught(page, held).fetch()
    page.locator(".bar").get_by_role("button", name="+1 giờ").click()
    time = page.locator("#time")
    expect(time).to_contain_text("09:0")
    others = page.locator(".bar [data-others]")
    expect(others).to_be_disabled()
    held.pop().fulfill(response=state)
    expect(others).to_be_enabled()
    expect(page.locator(".phone")).to_have_count(3)
    expect(time).to_contain_text("09:0")
