"""Guards: the page can be used by keyboard, read aloud, seen in both schemes, on the smallest
phone."""

from __future__ import annotations

import pytest
from hands import Hands
from looks import COLOURS, faults
from playwright.sync_api import Page, expect
from stage import Stage
from windows import Screen

pytestmark = pytest.mark.xdist_group("browser")
MOST_TABS = 15


@pytest.fixture
def beginning(reporting: bytes) -> bytes:
    return reporting


@pytest.fixture
def head(page: Page, stage: Stage) -> Hands:
    """A phone with a conversation in which most kinds of message stand."""
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.hear("Câu 1/9")
    head.say("45")
    head.hear("Câu 2/9")
    return head


def in_both_schemes(page: Page) -> list[str]:
    """Every rule in the light; in the dark those that could find something else there."""
    page.emulate_media(color_scheme="light")
    found = faults(page)
    page.emulate_media(color_scheme="dark")
    return found + faults(page, *COLOURS)


@pytest.mark.usefixtures("head")
def test_nothing_is_found_by_axe(page: Page) -> None:
    assert in_both_schemes(page) == []
    page.locator("#time").click()
    expect(page.locator("#coming button")).to_have_count(7)
    assert in_both_schemes(page) == []
    page.locator("#clock [data-close]").click()
    page.locator("#add").click()
    assert in_both_schemes(page) == []
    page.keyboard.press("Escape")
    page.locator("#language").click()
    page.locator("#languages").get_by_text("العربية").click()
    assert in_both_schemes(page) == []


def test_the_line_to_write_in_is_a_few_tabs_away(page: Page, head: Hands) -> None:
    page.reload()  # nothing has the focus now
    head.hear("Câu 2/9")
    assert head.box.locator(".log button").count() > MOST_TABS
    tabs = 0
    while page.evaluate("document.activeElement.localName") != "textarea":
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= MOST_TABS
    assert tabs > 0
    for _ in range(4):  # past the clip, what else can be sent, the commands
        page.keyboard.press("Shift+Tab")
    expect(head.last.locator(".choice").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(head.last.locator(".more")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(head.own.last.locator(".more")).to_be_focused()


def test_a_phone_that_gets_narrower_still_shows_the_newest_message(page: Page, head: Hands) -> None:
    for code in ("P003", "P004"):
        Hands(page, code).pick()
    expect(page.locator(".phone")).to_have_count(5)
    page.set_viewport_size({"width": 1300, "height": 560})
    left = "(log) => log.scrollHeight - log.scrollTop - log.clientHeight"
    page.wait_for_function("document.querySelector('.log').clientHeight < 420")
    page.wait_for_timeout(100)
    assert head.box.locator(".log").evaluate(left) <= 1
    _motion_is_seen_only_by_whom_it_does_not_trouble(page)


def _motion_is_seen_only_by_whom_it_does_not_trouble(page: Page) -> None:
    """The row of phones glides to the one that was picked, a button answers the finger."""
    glides = "getComputedStyle(document.querySelector('.phones')).scrollBehavior"
    moves = "getComputedStyle(document.querySelector('.choice')).transitionProperty"
    assert (page.evaluate(glides), page.evaluate(moves)) == ("auto", "none")
    page.emulate_media(reduced_motion="no-preference")
    assert (page.evaluate(glides), page.evaluate(moves)) == ("smooth", "background, transform")


class TestOnTheSmallestPhone:
    """320 pixels wide."""

    @pytest.fixture
    def screen(self) -> Screen:
        return Screen(320, 640, small=True)

    @pytest.fixture
    def beginning(self, seeded: bytes) -> bytes:
        return seeded

    def test_nothing_is_wider_than_the_screen(self, page: Page, stage: Stage) -> None:
        page.goto(stage.url)
        expect(page.locator(".tab")).to_have_count(3)
        for name in ("Tiếng Việt", "English", "हिन्दी", "العربية"):
            page.locator("#language").click()
            page.locator("#languages").get_by_text(name).click()
            self._fits(page, name)
            assert faults(page) == [], name

    def _fits(self, page: Page, name: str) -> None:
        assert page.locator("#language").inner_text()
        for place in (".bar", ".tour", ".phone.front"):
            box = page.locator(place).bounding_box()
            wide = page.locator(place).evaluate("(one) => [one.scrollWidth, one.clientWidth]")
            assert wide[0] <= wide[1], (name, place)
            assert box
            assert (box["x"], box["width"]) == (0, 320), (name, place)
        edges = [one.bounding_box() for one in page.locator(".bar button:visible").all()]
        assert all(b and b["x"] >= 0 and b["x"] + b["width"] <= 320 for b in edges), name
