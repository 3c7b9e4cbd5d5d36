"""Guards: joining, writing and tapping on the page is the real conversation."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(autouse=True)
def _open(page: Page, stage: Stage) -> None:
    page.goto(stage.url)


def test_a_newcomer_finds_whom_to_be_and_what_to_do_and_what_is_put_away_stays_away(
    page: Page,
) -> None:
    """A head, and those who follow the report; three lines. Put away are a phone, and the lines."""
    expect(page.locator(".phone")).to_have_count(3)
    shown = [phone.get_attribute("data-role") for phone in page.locator(".phone").all()]
    assert shown == ["head", "officer", "council"]
    boxes = [phone.bounding_box() for phone in page.locator(".phone").all()]
    assert all(a and b and a["x"] + a["width"] <= b["x"] for a, b in pairwise(boxes))
    expect(page.locator("#tour li")).to_have_count(3)
    Hands(page, "P001").box.get_by_role("button", name="Cất điện thoại").click()
    page.locator("#tour-away").click()
    expect(page.locator("#tour")).to_be_hidden()
    page.reload()
    expect(page.locator(".phone")).to_have_count(2)
    expect(page.locator("#tour")).to_be_hidden()


def test_heads_and_officers_join_talk_side_by_side_and_find_it_again(
    page: Page, stage: Stage
) -> None:
    """Joining by invitation in a language of one's own, the report's first answer, and the
    reload after which all of it stands there as before and goes on."""
    head, officer = Hands(page, "P002"), Hands(page, "P001")
    head.join()
    head.hear("Nguyễn Thị Mẫu Một")
    expect(head.box.locator(".card")).to_be_hidden()
    assert re.match(r"/start [0-9A-Z]{4}(-[0-9A-Z]{4}){2}", head.own.first.inner_text())
    officer.join("English")
    head.tap("Báo cáo")
    head.hear("Câu 1/9")
    officer.say("/help")
    head.say("/help")
    expect(officer.last).to_contain_text("/review")
    expect(head.last).to_contain_text("/report")
    head.hear("trợ giúp")
    expect(officer.box.locator(".card")).to_be_hidden()
    expect(Hands(page, "P054").box.locator(".card")).to_be_visible()
    before = head.box.locator(".log").inner_text()
    page.reload()
    expect(head.box.locator(".tapped")).to_have_count(3)
    assert head.box.locator(".log").inner_text() == before
    head.say("45")
    head.hear("Câu 2/9")
    kinds = [u["kind"] for u in stage.came("P002")]
    assert kinds == ["text", "tap", "tap", "tap", "text", "text"]
    _reads_the_commands(officer)


def _reads_the_commands(reader: Hands) -> None:
    """They stand in the reader's language, on a page in another one."""
    reader.box.get_by_role("button", name="Các lệnh").click()
    entry = reader.box.locator(".menu button", has_text="/language")
    expect(entry).to_contain_text("language")
    entry.click()
    expect(reader.own.last).to_contain_text("/language")
    expect(reader.box.locator(".menu")).to_be_hidden()


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
    last = ["Thành viên Hội đồng", "Thư ký Hội đồng", "Cán bộ cơ quan cấp tỉnh", "Người lạ"]
    assert sections[-6:] == ["Cán bộ xã", "Phòng giao dịch", *last]
    page.locator('.person[data-code="P003"]').click()
    expect(Hands(page, "P003").box).to_be_visible()
    expect(page.locator("#picker")).to_be_hidden()


def test_a_phone_number_is_shared_by_a_stranger_and_joins_who_is_on_the_roster(
    page: Page, stage: Stage
) -> None:
    stranger = Hands(page, "stranger-1").pick()
    expect(stranger.box.locator(".card")).to_be_hidden()
    stranger.say("xin chào")
    stranger.box.locator(".share").click()
    expect(stranger.box.locator(".message.bot")).to_have_count(2)
    expect(stranger.own.last).to_contain_text("+84000000000")
    assert stage.came("stranger-1")[-1]["shared_phone"] == "+84000000000"
    head = Hands(page, "P002")
    head.say("xin chào")
    head.box.locator(".share").click()
    head.hear("Please choose a language.")
    head.tap("Tiếng Việt")
    head.hear("Nguyễn Thị Mẫu Một")
    expect(head.own.last).to_contain_text("+84000000002")
