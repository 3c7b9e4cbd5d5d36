"""Guards: `thidua demo` leads a newcomer to a confirmed report, and all that follows from it."""

from __future__ import annotations

import re

import pytest
from hands import Hands
from playwright.sync_api import Page, expect

from scoring.loading import builtin

pytestmark = pytest.mark.xdist_group("browser")
ASKED = [builtin().indicators[code] for code in builtin().forms["head-month"].indicators]
NOVEMBER = {"HH_LOAN": "45", "LOAN_OUT": "2 tỷ 285 triệu", "LOAN_OVD": "0", "INT_DUE": "12,4tr",
            "INT_COL": "12,4tr", "INT_ARR": "900k", "SAV_HH": "45",
            "SAV_BAL": "231 triệu"}  # fmt: skip


def report(head: Hands) -> None:
    """The month's answers, the doubts confirmed, and the card."""
    for n, asked in enumerate(ASKED, 1):
        progress = f"Câu {n}/{len(ASKED)}"
        head.hear(progress)
        if asked.kind.of == "truth":
            head.tap("Có")
        else:
            head.say(NOVEMBER.get(asked.code, str(asked.example)))
        expect(head.last).not_to_contain_text(progress)
        while n < len(ASKED) and "Câu" not in head.last.inner_text():
            shown = head.last.get_attribute("data-key")
            head.last.locator(".choice").first.click()
            expect(head.last).not_to_have_attribute("data-key", shown or "")
    head.hear("231 triệu đồng (231.000.000 đ)")
    head.tap("Xác nhận")


def test_from_the_invitation_to_the_accepted_report(page: Page, demo_server: str) -> None:
    page.goto(demo_server)
    head, officer, council = (Hands(page, code) for code in ("P002", "P001", "P054"))
    for person in (head, officer, council):
        person.join()
    head.tap("Báo cáo")
    report(head)
    expect(head.last).to_contain_text(re.compile(r"\d+-\d"))
    officer.say("/review")
    officer.hear("Mẫu 1")
    officer.tap("Chấp nhận")
    officer.hear("Xếp hạng")
    council.say("/standings")
    council.hear("33/33")


def test_the_clock_brings_the_reminder_whose_button_goes_on(page: Page, demo_server: str) -> None:
    page.goto(demo_server)
    head = Hands(page, "P003").pick()
    head.join()
    head.say("/report")
    head.hear("Câu 1/")
    head.say("52")
    head.hear("Câu 2/")
    page.locator(".bar").get_by_role("button", name="+1 ngày").click()
    head.hear("05/12/2026")
    expect(head.box.locator(".day")).to_have_count(2)
    head.button("Báo cáo").click()
    head.hear("Câu 2/")
    page.reload()
    head.hear("Câu 2/")
    expect(head.box.locator(".message.bot").nth(-2)).to_contain_text("05/12/2026")
