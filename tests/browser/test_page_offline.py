"""Guards: on a bad line nothing written on the page is lost, doubled or given to another demo."""

from __future__ import annotations

import pytest
from hands import Hands
from playwright.sync_api import Page, Route, expect
from sqlalchemy import text
from stage import Stage

from storage.engine import transaction

pytestmark = pytest.mark.xdist_group("browser")


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
    head.hear("Xin chọn ngôn ngữ")


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
