"""Guards: the paper clip sends a document or a photo as a messenger would, by mouse and keyboard
and in every language; it is taken; what the platform does not take is marked."""

from __future__ import annotations

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage

from storage.sent import LARGEST
from tests import paper_box
from tests.paper_box import held, pdf, picture

pytestmark = pytest.mark.xdist_group("browser")
NAMES = {"vi": "Đính kèm tệp", "en": "Attach a file", "hi": "फ़ाइल जोड़ें", "ar": "إرفاق ملف"}


@pytest.fixture
def beginning(reporting: bytes) -> bytes:
    return reporting


@pytest.fixture
def head(page: Page, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Hands:
    paper_box.put_up(monkeypatch.setitem)
    page.goto(stage.url)
    head = Hands(page, "P002")
    head.hear("Câu 1/9")
    head.say("/box 7")
    head.hear("Box 7?")
    return head


def attach(head: Hands, name: str, media: str, data: bytes) -> None:
    with head.page.expect_file_chooser() as chosen:
        head.box.get_by_role("button", name=NAMES["vi"]).click()
    chosen.value.set_files([{"name": name, "mimeType": media, "buffer": data}])


def test_a_document_is_sent_and_taken(page: Page, head: Hands, stage: Stage) -> None:
    attach(head, "Tờ trình.pdf", "application/pdf", pdf())
    head.hear(f"Box 7: Tờ trình.pdf, application/pdf, {len(pdf())}, P002")
    came = stage.came("P002")[-1]
    assert (came["kind"], came["file"]["name"]) == ("file", "Tờ trình.pdf")
    assert [count for *_, count in held(stage.engine)] == [1]
    for _ in range(2):
        expect(head.own.last).to_contain_text("📎 Tờ trình.pdf")
        expect(head.own.last).to_have_attribute("data-status", "delivered")
        page.reload()


def test_a_photo_goes_with_what_is_being_written(head: Hands, stage: Stage) -> None:
    head.box.locator("textarea").fill("8")
    attach(head, "sổ.png", "image/png", picture("PNG"))
    head.hear("Box 8: sổ.png, image/png")
    expect(head.box.locator("textarea")).to_have_value("")
    came = stage.came("P002")[-1]
    assert (came["kind"], came["text"]) == ("photo", "8")


def test_what_is_too_large_is_marked_and_not_sent(head: Hands, stage: Stage) -> None:
    before = len(stage.came("P002"))
    attach(head, "phim.mp4", "video/mp4", bytes(LARGEST + 1))
    expect(head.own.last).to_have_attribute("data-status", "refused")
    expect(head.own.last).to_contain_text("phim.mp4")
    assert len(stage.came("P002")) == before


@pytest.mark.parametrize("language", NAMES)
def test_the_clip_is_named_and_reached_by_keyboard(page: Page, head: Hands, language: str) -> None:
    page.evaluate(f"localStorage.setItem('thidua.words', '{language}')")
    page.reload()
    clip = head.box.get_by_role("button", name=NAMES[language])
    head.hear("Box 7?")
    with page.expect_file_chooser():
        clip.press("Enter")
