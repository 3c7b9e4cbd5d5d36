"""Guards: the page speaks the browser's language, or the one that was chosen, in its direction."""

from __future__ import annotations

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage
from windows import tongue

pytestmark = pytest.mark.xdist_group("browser")
SPOKEN = {"vi-VN": "Thêm người", "en-GB": "Add a person", "hi-IN": "व्यक्ति जोड़ें",
          "ar-EG": "إضافة شخص", "de-DE": "Add a person"}  # fmt: skip


def test_it_speaks_the_browsers_language(page: Page, stage: Stage) -> None:
    with tongue(page) as speaks:
        for tag, words in SPOKEN.items():
            speaks(tag)
            page.goto(stage.url)
            expect(page.locator("#add"), tag).to_contain_text(words)
            towards = "rtl" if tag == "ar-EG" else "ltr"
            expect(page.locator("html"), tag).to_have_attribute("dir", towards)


def test_it_changes_its_language_and_nothing_is_lost(page: Page, stage: Stage) -> None:
    """Each language is named in itself; what was being written stays; Arabic turns the page."""
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.box.locator("textarea").fill("45")
    page.get_by_role("button", name="Ngôn ngữ: Tiếng Việt").click()
    names = page.locator("#languages button").all_inner_texts()
    assert names == ["Tiếng Việt", "English", "हिन्दी", "العربية"]
    page.locator("#languages").get_by_text("English").click()
    expect(head.box.locator(".card")).to_contain_text("Invitation to join")
    expect(head.box.locator(".about")).to_contain_text("Group head")
    expect(head.box.locator("textarea")).to_have_value("45")
    page.reload()
    expect(page.locator("#add")).to_contain_text("Add a person")
    page.locator("#language").click()
    page.locator("#languages").get_by_text("العربية").click()
    _is_turned(page)


def _is_turned(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    first, last = page.locator(".phone").first.bounding_box(), page.locator("#add").bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"]
    assert page.evaluate("document.documentElement.scrollWidth") == 1300
