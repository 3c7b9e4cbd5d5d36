"""Guards: joining, writing and tapping on the page is the real conversation."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hands import Hands
from playwright.sync_api import Page, Route, expect
from stage import Stage

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(autouse=True)
def _open(page: Page, stage: Stage) -> None:
    page.goto(stage.url)


def test_a_newcomer_finds_a_head_and_those_who_follow_the_report(page: Page) -> None:
    expect(page.locator(".phone")).to_have_count(3)
    shown = [phone.get_attribute("data-role") for phone in page.locator(".phone").all()]
    assert shown == ["head", "officer", "council"]
    boxes = [phone.bounding_box() for phone in page.locator(".phone").all()]
    assert all(a and b and a["x"] + a["width"] <= b["x"] for a, b in pairwise(boxes))


def test_a_head_joins_by_invitation_and_reports(page: Page, stage: Stage) -> None:
    head = Hands(page, "P002")
    head.join()
    head.hear("Nguyễn Thị Mẫu Một")
    expect(head.box.locator(".card")).to_be_hidden()
    assert re.match(r"/start [0-9A-Z]{4}(-[0-9A-Z]{4}){2}", head.own.first.inner_text())
    head.tap("Báo cáo")
    head.hear("Câu 1/9")
    head.say("45")
    head.hear("Câu 2/9")
    assert [u["kind"] for u in stage.came("P002")] == ["text", "tap", "tap", "tap", "text"]


def test_two_phones_talk_side_by_side(page: Page) -> None:
    head, officer = Hands(page, "P002"), Hands(page, "P001")
    head.join()
    officer.join("English")
    head.say("/help")
    officer.say("/help")
    expect(head.last).to_contain_text("/report")
    expect(officer.last).to_contain_text("/review")
    head.hear("trợ giúp")
    expect(officer.box.locator(".card")).to_be_hidden()
    expect(Hands(page, "P054").box.locator(".card")).to_be_visible()


def test_somebody_is_found_by_name_without_tone_marks_and_by_role(page: Page) -> None:
    page.locator("#add").click()
    page.locator("#search").fill("tran van mau hai")
    expect(page.locator(".person")).to_have_count(1)
    page.locator("#search").fill("")
    page.locator("#filters").get_by_text("Phòng giao dịch").click()
    expect(page.locator(".person")).to_have_count(9)
    page.locator("#filters").get_by_text("Tất cả").click()
    sections = page.locator("#people h3").all_inner_texts()
    assert sections[0] == "Tổ trưởng · Phường Tân Ninh"
    assert sections[-4:] == ["Cán bộ xã", "Phòng giao dịch", "Thành viên Hội đồng", "Người lạ"]
    page.locator('.person[data-code="P003"]').click()
    expect(Hands(page, "P003").box).to_be_visible()
    expect(page.locator("#picker")).to_be_hidden()


def test_a_stranger_gets_an_answer_and_can_share_a_number(page: Page, stage: Stage) -> None:
    stranger = Hands(page, "stranger-1").pick()
    expect(stranger.box.locator(".card")).to_be_hidden()
    stranger.say("xin chào")
    stranger.box.locator(".share").click()
    expect(stranger.box.locator(".message.bot")).to_have_count(2)
    expect(stranger.own.last).to_contain_text("+84000000000")
    assert stage.came("stranger-1")[-1]["shared_phone"] == "+84000000000"


def test_a_phone_number_on_the_roster_joins_too(page: Page) -> None:
    head = Hands(page, "P002")
    head.say("xin chào")
    head.box.locator(".share").click()
    head.hear("Please choose a language.")
    head.tap("Tiếng Việt")
    head.hear("Nguyễn Thị Mẫu Một")
    expect(head.own.last).to_contain_text("+84000000002")


def test_the_commands_stand_in_the_readers_language(page: Page) -> None:
    head = Hands(page, "P002")
    head.join("English")
    head.box.get_by_role("button", name="Các lệnh").click()
    entry = head.box.locator(".menu button", has_text="/language")
    expect(entry).to_contain_text("language")
    entry.click()
    expect(head.own.last).to_contain_text("/language")
    expect(head.box.locator(".menu")).to_be_hidden()


def test_the_pages_own_words_change_language_and_nothing_is_lost(page: Page) -> None:
    head = Hands(page, "P002")
    head.box.locator("textarea").fill("45")
    page.locator("#language").click()
    page.locator("#languages").get_by_text("English").click()
    expect(head.box.locator(".card")).to_contain_text("Invitation to join")
    expect(head.box.locator(".about")).to_contain_text("Group head")
    expect(head.box.locator("textarea")).to_have_value("45")
    page.reload()
    expect(page.locator("#add")).to_contain_text("Add a person")


def test_closed_phones_stay_closed(page: Page) -> None:
    Hands(page, "P001").box.get_by_role("button", name="Cất điện thoại").click()
    page.reload()
    expect(page.locator(".phone")).to_have_count(2)


def test_the_clock_shows_the_time_in_viet_nam_and_moves_forward_only(
    page: Page, stage: Stage
) -> None:
    time = page.locator("#time")
    expect(time).to_have_attribute("data-at", re.compile("2026-12-01T08:0[5-9]"))
    expect(time).to_contain_text("01/12/2026")
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


def test_a_step_of_the_clock_that_is_slow_does_not_close_what_was_opened_meanwhile(
    page: Page,
) -> None:
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


def test_a_first_answer_that_is_slow_does_not_set_the_clock_back(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/state", lambda route: held.append(route))
    page.reload()
    state = caught(page, held).fetch()
    page.locator(".bar").get_by_role("button", name="+1 giờ").click()
    time = page.locator("#time")
    expect(time).to_contain_text("09:0")
    held.pop().fulfill(response=state)
    expect(page.locator(".phone")).to_have_count(3)
    expect(time).to_contain_text("09:0")
