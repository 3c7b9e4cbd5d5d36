"""Guards: the page can be used by keyboard, read aloud, seen in both schemes, on the smallest
phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage

pytestmark = pytest.mark.xdist_group("browser")
MOST_TABS = 15


def talked(page: Page, stage: Stage) -> Hands:
    """A phone with a conversation in which most kinds of message stand."""
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.join()
    head.tap("Báo cáo")
    head.hear("Câu 1/9")
    head.say("45")
    head.hear("Câu 2/9")
    return head


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found for node in one["nodes"]]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_found_by_axe(page: Page, stage: Stage, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    talked(page, stage)
    assert faults(page) == []
    page.locator("#time").click()
    expect(page.locator("#coming button")).to_have_count(5)
    assert faults(page) == []
    page.locator("#clock [data-close]").click()
    page.locator("#add").click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("#language").click()
    page.locator("#languages").get_by_text("العربية").click()
    assert faults(page) == []


def test_the_line_to_write_in_is_a_few_tabs_away(page: Page, stage: Stage) -> None:
    head = talked(page, stage)
    page.reload()  # nothing has the focus now
    head.hear("Câu 2/9")
    assert head.box.locator(".log button").count() > MOST_TABS
    tabs = 0
    while page.evaluate("document.activeElement.localName") != "textarea":
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= MOST_TABS
    assert tabs > 0
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(head.last.locator(".choice").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(head.last.locator(".more")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(head.own.last.locator(".more")).to_be_focused()


def test_a_phone_that_gets_narrower_still_shows_the_newest_message(
    page: Page, stage: Stage
) -> None:
    head = talked(page, stage)
    for code in ("P003", "P004"):
        Hands(page, code).pick()
    expect(page.locator(".phone")).to_have_count(5)
    page.set_viewport_size({"width": 1300, "height": 560})
    left = "(log) => log.scrollHeight - log.scrollTop - log.clientHeight"
    page.wait_for_function("document.querySelector('.log').clientHeight < 420")
    page.wait_for_timeout(100)
    assert head.box.locator(".log").evaluate(left) <= 1


class TestOnTheSmallestPhone:
    """320 pixels wide."""

    @pytest.fixture
    def options(self, options: dict[str, Any]) -> dict[str, Any]:
        return options | {"viewport": {"width": 320, "height": 640}, "has_touch": True}

    @pytest.mark.parametrize("name", ["Tiếng Việt", "English", "हिन्दी", "العربية"])
    def test_nothing_is_wider_than_the_screen(self, page: Page, stage: Stage, name: str) -> None:
        page.goto(stage.url)
        page.locator("#language").click()
        page.locator("#languages").get_by_text(name).click()
        expect(page.locator(".tab")).to_have_count(3)
        assert page.locator("#language").inner_text()
        for place in (".bar", ".tour", ".phone.front"):
            box = page.locator(place).bounding_box()
            wide = page.locator(place).evaluate("(one) => [one.scrollWidth, one.clientWidth]")
            assert wide[0] <= wide[1], place
            assert box
            assert (box["x"], box["width"]) == (0, 320), place
        assert faults(page) == []
        edges = [one.bounding_box() for one in page.locator(".bar button:visible").all()]
        assert all(b and b["x"] >= 0 and b["x"] + b["width"] <= 320 for b in edges)
