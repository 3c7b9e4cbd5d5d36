"""Guards: the page speaks the browser's language, or the one that was chosen, in its direction."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from stage import Stage

pytestmark = pytest.mark.xdist_group("browser")
SPOKEN = [("vi-VN", "Thêm người"), ("en-GB", "Add a person"), ("hi-IN", "व्यक्ति जोड़ें"),
          ("ar-EG", "إضافة شخص"), ("de-DE", "Add a person")]  # fmt: skip


@pytest.mark.parametrize(("locale", "words"), SPOKEN)
def test_it_speaks_the_browsers_language(
    browser: Browser, stage: Stage, options: dict[str, Any], locale: str, words: str
) -> None:
    context = browser.new_context(**(options | {"locale": locale}))
    page = context.new_page()
    page.goto(stage.url)
    expect(page.locator("#add")).to_contain_text(words)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if locale == "ar-EG" else "ltr")
    context.close()


def test_each_language_is_named_in_itself_and_arabic_turns_the_page(
    page: Page, stage: Stage
) -> None:
    page.goto(stage.url)
    page.get_by_role("button", name="Ngôn ngữ: Tiếng Việt").click()
    names = page.locator("#languages button").all_inner_texts()
    assert names == ["Tiếng Việt", "English", "हिन्दी", "العربية"]
    page.locator("#languages").get_by_text("العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    first, last = page.locator(".phone").first.bounding_box(), page.locator("#add").bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"]
    assert page.evaluate("document.documentElement.scrollWidth") == 1300
