"""Guards: what people do with messages can be tried: edits, quotes, stickers, voice, photos."""

from __future__ import annotations

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def beginning(reporting: bytes) -> bytes:
    return reporting


@pytest.fixture
def head(page: Page, stage: Stage) -> Hands:
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.hear("Câu 1/9")
    return head


def attach(head: Hands, what: str) -> None:
    head.box.get_by_role("button", name="Gửi nhãn dán, ghi âm, ảnh").click()
    head.box.locator(".menu button", has_text=what).click()


def more(head: Hands, message: str, act: str) -> None:
    head.box.locator(message).last.locator(".more").click()
    head.box.locator(".menu button", has_text=act).click()


def test_an_edit_proposes_a_correction_and_stays_after_a_reload(
    page: Page, head: Hands, stage: Stage
) -> None:
    head.say("45")
    head.hear("Câu 2/9")
    more(head, ".me", "Sửa tin này")
    expect(head.box.locator("textarea")).to_have_value("45")
    head.say("44")
    head.hear("45 hộ → 44 hộ")
    edited = stage.came("P002")[-1]
    first = stage.came("P002")[-2]
    assert (edited["kind"], edited["message"]) == ("edit", first["external_id"])
    for _ in range(2):
        expect(head.own.last.locator(".words")).to_have_text("44")
        expect(head.own.last).to_contain_text("đã sửa")
        expect(head.own.last).to_have_attribute("data-status", "delivered")
        expect(head.own).to_have_count(2)
        page.reload()


def test_an_edit_without_a_connection_goes_out_later(page: Page, head: Hands, stage: Stage) -> None:
    head.say("45")
    head.hear("Câu 2/9")
    page.route("**/messages", lambda route: route.abort())
    more(head, ".me", "Sửa tin này")
    head.say("44")
    expect(head.own.last).to_have_attribute("data-status", "waiting")
    page.unroute("**/messages")
    head.hear("45 hộ → 44 hộ")
    expect(head.own.last).to_have_attribute("data-status", "delivered")
    assert [u["kind"] for u in stage.came("P002")].count("edit") == 1


def test_a_quote_says_what_is_answered(page: Page, head: Hands, stage: Stage) -> None:
    asked = (head.last.get_attribute("data-key") or "").removeprefix("out-")
    more(head, ".bot", "Trả lời tin này")
    expect(head.box.locator(".above")).to_contain_text("Câu 1/9")
    head.say("45")
    expect(head.own.last.locator("q")).to_contain_text("Câu 1/9")
    head.hear("Câu 2/9")
    expect(head.box.locator(".above")).to_be_hidden()
    assert stage.came("P002")[-1]["refers_to"] == asked
    page.reload()
    expect(head.own.last.locator("q")).to_contain_text("Câu 1/9")


def test_stickers_voice_notes_and_photos_are_sent(page: Page, head: Hands, stage: Stage) -> None:
    shown = [("👍", "👍"), ("Gửi ghi âm", "Ghi âm"), ("Gửi ảnh", "Ảnh")]
    for what, looks in shown:
        before = head.box.locator(".message.bot").count()
        attach(head, what)
        expect(head.own.last).to_contain_text(looks)
        expect(head.box.locator(".message.bot")).to_have_count(before + 1)
    head.box.locator("textarea").fill("45 hộ")
    attach(head, "Gửi ảnh kèm")
    expect(head.own.last).to_contain_text("45 hộ")
    expect(head.own.last).to_have_attribute("data-status", "delivered")
    expect(head.box.locator("textarea")).to_have_value("")
    sent = [(u["kind"], u["text"]) for u in stage.came("P002")[-4:]]
    assert sent == [("sticker", "👍"), ("voice", ""), ("photo", ""), ("photo", "45 hộ")]
    page.reload()
    expect(head.own.last).to_contain_text("Ảnh")
