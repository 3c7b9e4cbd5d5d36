"""Guards: unsteady fingers, bad lines, small screens and hostile names do no harm."""

from __future__ import annotations

from typing import Any

import pytest
from hands import Hands
from playwright.sync_api import Page, Route, expect
from sqlalchemy import text
from stage import Stage

from storage.engine import transaction

pytestmark = pytest.mark.xdist_group("browser")
EVIL = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>&lt;i&gt;'


def test_a_reload_keeps_the_conversation(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.join()
    head.tap("Báo cáo")
    head.hear("Câu 1/9")
    before = head.box.locator(".log").inner_text()
    page.reload()
    head.hear("Câu 1/9")
    assert head.box.locator(".log").inner_text() == before
    expect(head.box.locator(".tapped")).to_have_count(3)
    head.say("45")
    head.hear("Câu 2/9")


def test_a_double_tap_is_sent_once(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.box.get_by_role("button", name="Mở lời mời").dblclick()
    head.hear("Có đồng ý không?")
    head.button("Đồng ý").dblclick()
    head.hear("Xin chọn ngôn ngữ")
    head.button("Tiếng Việt").evaluate("(button) => { button.click(); button.click(); }")
    head.hear("Nguyễn Thị Mẫu Một")
    head.box.locator("textarea").fill("/help")
    head.box.get_by_role("button", name="Gửi").dblclick()
    head.hear("/report")
    assert [u["kind"] for u in stage.came("P002")] == ["text", "tap", "tap", "text"]


def test_what_is_written_without_a_connection_goes_out_later_once(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.join()
    stage.stop()
    head.say("/help")
    expect(head.own.last).to_have_attribute("data-status", "waiting")
    expect(page.locator("#offline")).to_be_visible()
    stage.start()
    head.hear("/report")
    expect(page.locator("#offline")).to_be_hidden()
    expect(head.own.last).to_have_attribute("data-status", "delivered")
    assert [u.get("text") for u in stage.came("P002")].count("/help") == 1


def test_a_finger_on_the_invitation_does_not_miss_it_when_the_line_comes_back(
    page: Page, stage: Stage
) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    box = head.box.get_by_role("button", name="Mở lời mời").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    stage.stop()
    expect(page.locator("#offline")).to_be_visible()
    with page.expect_response("**/api/chats/P002"):
        stage.start()
    expect(page.locator("#offline")).to_be_hidden()
    page.wait_for_timeout(300)
    page.mouse.up()
    head.hear("Có đồng ý không?")


def test_an_answer_that_got_lost_does_no_harm(page: Page, stage: Stage) -> None:
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch()  # the program takes it, the page never learns
        route.abort()

    page.goto(stage.url)
    page.route("**/messages", lose)
    stranger = Hands(page, "stranger-1").pick()
    stranger.say("xin chào")
    expect(stranger.own.last).to_have_attribute("data-status", "delivered")
    expect(stranger.box.locator(".message.bot")).to_have_count(1)
    expect(stranger.own).to_have_count(1)
    assert (len(lost), len(stage.came("stranger-1"))) == (1, 1)


def test_what_waits_survives_a_reload(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    page.route("**/messages", lambda route: route.abort())
    stranger = Hands(page, "stranger-1").pick()
    stranger.say("một")
    stranger.say("hai")
    expect(stranger.own.first).to_have_attribute("data-status", "waiting")
    assert stage.came("stranger-1") == []
    page.unroute("**/messages")
    page.reload()
    expect(stranger.own.last).to_have_attribute("data-status", "delivered")
    assert [u["text"] for u in stage.came("stranger-1")] == ["một", "hai"]


def test_a_fresh_demo_does_not_get_what_waited_for_the_old_one(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    page.route("**/messages", lambda route: route.abort())
    stranger = Hands(page, "stranger-1").pick()
    stranger.say("một")
    expect(stranger.own.first).to_have_attribute("data-status", "waiting")
    with transaction(stage.engine) as db:
        db.execute(text("UPDATE settings SET value = 'another' WHERE key = 'demo.born'"))
    page.reload()
    expect(page.locator(".phone")).to_have_count(3)
    page.unroute("**/messages")
    stranger.pick().say("hai")
    expect(stranger.own.last).to_have_attribute("data-status", "delivered")
    assert [u["text"] for u in stage.came("stranger-1")] == ["hai"]


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
    assert page.evaluate("window.hit") is None
    assert page.locator(".phones img, .phones script, .people img").count() == 0


def test_only_three_tags_of_a_reply_are_markup(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    stage.send("P002", f"<b>đậm</b> <code>/start</code>\n{EVIL} <b onclick=x>&#39;&amp;amp;")
    head.hear("đậm /start")
    head.hear('<img src=x onerror="window.hit=1"><script>window.hit=1</script><i> <b onclick=x>')
    head.hear("'&amp;")
    inside = "(element) => [...element.querySelectorAll('*')].map((one) => one.localName)"
    assert head.last.locator(".bubble").evaluate(inside) == ["b", "code", "span", "time"]
    assert page.evaluate("window.hit") is None


def test_arabic_is_written_from_right_to_left(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.join("العربية")
    direction = "(element) => getComputedStyle(element).direction"
    assert head.last.locator(".bubble").evaluate(direction) == "rtl"
    assert head.last.locator(".choices").first.evaluate(direction) == "rtl"
    first = head.box.locator(".message.bot .bubble").first
    assert first.evaluate(direction) == "ltr"
    assert page.locator("html").evaluate(direction) == "ltr"


class TestOnAPhone:
    """The same page where one phone is the screen."""

    @pytest.fixture
    def options(self, options: dict[str, Any]) -> dict[str, Any]:
        size = {"width": 360, "height": 740}
        return options | {"viewport": size, "is_mobile": True, "has_touch": True}

    def test_one_phone_fills_the_screen(self, page: Page, stage: Stage) -> None:
        page.goto(stage.url)
        head = Hands(page, "P002")
        head.join()
        box = head.box.bounding_box()
        assert box is not None
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        sizes = [choice.bounding_box() for choice in head.box.locator(".choice").all()]
        assert all(size and size["height"] >= 44 for size in sizes)

    def test_one_changes_between_phones_and_sees_what_came(self, page: Page, stage: Stage) -> None:
        page.goto(stage.url)
        head = Hands(page, "P002")
        head.join()
        other = Hands(page, "P001").pick()
        expect(head.box).to_be_hidden()
        other.join()
        stage.send("P002", "Xin chào")
        tab = page.locator('.tab[data-code="P002"]')
        expect(tab.locator("b")).to_have_text("1")
        tab.click()
        head.hear("Xin chào")
        expect(other.box).to_be_hidden()
        expect(tab.locator("b")).to_have_count(0)
