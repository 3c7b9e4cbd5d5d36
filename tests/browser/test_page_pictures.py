"""Guards: a standing as a picture is seen in its bubble, above the words that say the same; on a
phone's width, in both directions, and no broken sign where it is not kept any more."""

from __future__ import annotations

import pytest
from hands import Hands
from looks import COLOURS, faults
from playwright.sync_api import Page, expect
from sqlalchemy import delete
from stage import Stage
from talks import Talk
from windows import Screen

from storage import contents
from storage.engine import transaction

pytestmark = pytest.mark.xdist_group("browser")
SIZE = "(one) => [one.complete, one.naturalWidth, one.naturalHeight]"


@pytest.fixture
def council(page: Page, stage: Stage) -> Hands:
    """A member of the Council has asked for it before the page is opened."""
    talk = Talk(stage, "P054")
    talk.join()
    talk.say("xếp hạng ảnh")
    page.goto(stage.url)
    found = Hands(page, "P054").pick()
    found.hear("Xếp hạng năm 2026")
    return found


def test_it_stands_above_its_words_and_buttons(page: Page, council: Hands) -> None:
    """One that comes while the page is open, and the same after a reload."""
    council.say("xếp hạng ảnh")
    expect(council.box.locator("img.picture")).to_have_count(2)
    for _ in range(2):
        picture = council.last.locator("img.picture")
        expect(picture).to_be_visible()
        page.wait_for_function("[...document.images].every((one) => one.complete)")
        assert picture.evaluate(SIZE) == [True, 1080, 1350]
        expect(picture).to_have_attribute("alt", "")
        shown, words = picture.bounding_box(), council.last.locator(".words").bounding_box()
        assert shown
        assert words
        assert shown["y"] + shown["height"] <= words["y"]
        expect(council.button("Xem cả bảng")).to_be_visible()
        page.reload()
        council.hear("Xếp hạng năm 2026")
    council.tap("Xem cả bảng")
    expect(council.last.locator("img")).to_have_count(0)


def test_axe_finds_nothing(page: Page, council: Hands) -> None:
    expect(council.last.locator("img.picture")).to_be_visible()
    page.emulate_media(color_scheme="light")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, *COLOURS) == []


def test_the_newest_words_are_in_view_once_it_is_loaded(page: Page, council: Hands) -> None:
    council.say("xếp hạng ảnh")
    expect(council.box.locator("img.picture")).to_have_count(2)
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    left = "(log) => log.scrollHeight - log.scrollTop - log.clientHeight"
    assert council.box.locator(".log").evaluate(left) <= 1


def test_what_is_not_kept_any_more_leaves_its_words(
    page: Page, council: Hands, stage: Stage
) -> None:
    """The demo's clock goes on by months; another start of the program has nothing in memory."""
    with transaction(stage.engine) as db:
        db.execute(delete(contents.contents))
    stage.stop()
    stage.start()
    page.reload()
    council.hear("Xếp hạng năm 2026")
    expect(council.box.locator("img")).to_have_count(0)
    expect(council.button("Xem cả bảng")).to_be_visible()


class TestOnAPhone:
    """390 pixels wide."""

    @pytest.fixture
    def screen(self) -> Screen:
        return Screen(390, 844, small=True)

    @pytest.mark.parametrize("language", ["Tiếng Việt", "العربية"])
    def test_it_fits_in_both_directions(self, page: Page, council: Hands, language: str) -> None:
        page.locator("#language").click()
        page.locator("#languages").get_by_text(language).click()
        towards = "rtl" if language == "العربية" else "ltr"
        expect(page.locator("html")).to_have_attribute("dir", towards)
        picture, bubble = (
            council.last.locator(one).bounding_box() for one in ("img.picture", ".bubble")
        )
        assert picture
        assert bubble
        assert 0 <= bubble["x"] <= picture["x"]
        right = picture["x"] + picture["width"]
        assert right <= bubble["x"] + bubble["width"] <= 390
        assert picture["width"] > 200
        assert abs(picture["height"] / picture["width"] - 1350 / 1080) < 0.01
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert faults(page) == []
