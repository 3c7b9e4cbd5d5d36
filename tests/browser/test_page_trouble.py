"""Guards: unsteady fingers, small screens and hostile names do no harm."""

from __future__ import annotations

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from sqlalchemy import text
from stage import Stage
from windows import Screen

from storage.engine import transaction

pytestmark = pytest.mark.xdist_group("browser")
EVIL = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>&lt;i&gt;'


def test_a_double_tap_is_sent_once(page: Page, stage: Stage) -> None:
    """With the motion that most people see; at the end without."""
    page.emulate_media(reduced_motion="no-preference")
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.box.get_by_role("button", name="Mở lời mời").dblclick()
    head.hear("Xin chọn ngôn ngữ")
    head.button("Tiếng Việt").dblclick()
    head.hear("Có đồng ý không?")
    head.button("Đồng ý").evaluate("(button) => { button.click(); button.click(); }")
    head.hear("Nguyễn Thị Mẫu Một")
    page.emulate_media(reduced_motion="reduce")
    head.box.locator("textarea").fill("/help")
    head.box.get_by_role("button", name="Gửi", exact=True).dblclick()
    head.hear("/report")
    assert [u["kind"] for u in stage.came("P002")] == ["text", "tap", "tap", "text"]


def test_hostile_names_and_texts_are_shown_as_they_are(page: Page, stage: Stage) -> None:
    with transaction(stage.engine) as db:
        db.execute(text("UPDATE people SET name = :name WHERE code = 'P002'"), {"name": EVIL})
        db.execute(text("UPDATE units SET name = :name WHERE code = '9900001'"), {"name": EVIL})
    page.goto(stage.url)
    head = Hands(page, "P002")
    expect(head.box.locator(".about strong")).to_have_text(EVIL)
    head.join()
    head.hear(EVIL)
    head.say(EVIL)
    expect(head.own.last.locator(".bubble")).to_contain_text(EVIL)
    page.locator("#add").click()
    expect(page.locator('.person[data-code="P002"]')).to_contain_text(EVIL)
    page.reload()
    expect(head.own.last.locator(".bubble")).to_contain_text(EVIL)
    assert page.locator(".phones img, .phones script, .people img").count() == 0
    _only_three_tags_of_a_reply_are_markup(head, stage)
    assert page.evaluate("window.hit") is None


def _only_three_tags_of_a_reply_are_markup(head: Hands, stage: Stage) -> None:
    stage.send("P002", f"<b>đậm</b> <code>/start</code>\n{EVIL} <b onclick=x>&#39;&amp;amp;")
    head.hear("đậm /start")
    head.hear('<img src=x onerror="window.hit=1"><script>window.hit=1</script><i> <b onclick=x>')
    head.hear("'&amp;")
    inside = "(element) => [...element.querySelectorAll('*')].map((one) => one.localName)"
    assert head.last.locator(".words").evaluate(inside) == ["b", "code"]


def test_arabic_is_written_from_right_to_left(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.join("العربية")
    direction = "(element) => getComputedStyle(element).direction"
    assert head.last.locator(".bubble").evaluate(direction) == "rtl"
    assert head.last.locator(".choices").first.evaluate(direction) == "rtl"
    first = head.box.locator(".message.bot .bubble").first
    assert first.evaluate(direction) == "ltr"
    head.say("/standings")  # names in Latin letters stand first, and are most of it
    expect(head.last).to_contain_text("Phường Tân Ninh")
    assert head.last.locator(".bubble").evaluate(direction) == "rtl"
    assert page.locator("html").evaluate(direction) == "ltr"


class TestOnAPhone:
    """The same page where one phone is the screen."""

    @pytest.fixture
    def screen(self) -> Screen:
        return Screen(360, 740, small=True)

    def test_one_phone_fills_the_screen_and_one_changes_between_phones(
        self, page: Page, stage: Stage
    ) -> None:
        page.goto(stage.url)
        head = Hands(page, "P002")
        head.join()
        box = head.box.bounding_box()
        assert box is not None
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        sizes = [choice.bounding_box() for choice in head.box.locator(".choice").all()]
        assert all(size and size["height"] >= 44 for size in sizes)
        self._one_sees_what_came_on_the_other(page, stage, head)

    def _one_sees_what_came_on_the_other(self, page: Page, stage: Stage, head: Hands) -> None:
        other = Hands(page, "P001").pick()
        expect(head.box).to_be_hidden()
        stage.send("P002", "Xin chào")
        tab = page.locator('.tab[data-code="P002"]')
        expect(tab.locator("b")).to_have_text("1")
        tab.click()
        head.hear("Xin chào")
        expect(other.box).to_be_hidden()
        expect(tab.locator("b")).to_have_count(0)
