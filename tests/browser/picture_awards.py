"""Takes the picture of a sitting anew: `python tests/browser/picture_awards.py`, in the project's
folder.

The real demo, moved to 11 January: an office has its receipt, a member the ballot paper, the
secretary sees who has voted.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import CHROMIUM, FLAGS, ROOT, program
from hands import Hands
from picture import SIZE
from playwright.sync_api import Page, expect, sync_playwright

from bot.rendering.shrink import shrunk

PICTURE = ROOT / "docs" / "awards.png"
OFFICE, COUNCIL, SECRETARY = "P045", "P054", "P061"
LONG = 120_000
"""Milliseconds: the others report two months meanwhile."""


def others(page: Page) -> None:
    """Let everybody else do what is theirs."""
    page.locator(".bar [data-others]").click()
    expect(page.locator("#season-said")).to_contain_text("đã làm xong", timeout=LONG)


def move(page: Page, to: str) -> None:
    """Move the clock, by a button of its window."""
    page.locator("#time").click()
    page.locator(to).click()
    expect(page.locator("#clock")).to_be_hidden(timeout=LONG)


def play(page: Page) -> None:
    """From the first day of the demo to the open vote."""
    page.locator("#tour-away").click()
    for chat in ("P001", "P002"):
        page.locator(f'.phone[data-chat="{chat}"] header button').click()
    council = Hands(page, COUNCIL)
    council.join()
    move(page, "#to-end")
    move(page, '[data-event="sitting"]')
    others(page)
    council.hear("cá nhân")
    for number in (1, 2):
        council.say(f"/awards vote #{number} present")
        council.hear("có mặt")
    office, secretary = Hands(page, OFFICE).pick(), Hands(page, SECRETARY).pick()
    for number in (1, 2):
        secretary.say(f"/awards convene open #{number}")
        secretary.hear("Mở lúc")
    council.hear("Phiếu bầu")
    others(page)
    secretary.say("/awards convene sitting #2")
    secretary.hear("Phiếu đã có: 4")
    office.say("/awards dossier")
    office.hear("Đã nộp Hội đồng")
    page.locator("h1").click()
    expect(page.locator("#season-said")).to_be_empty(timeout=LONG)


def take(path: Path) -> None:
    """Play it on a database of its own and keep what is seen."""
    with TemporaryDirectory() as folder, program(Path(folder)) as url, sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_page(locale="vi-VN", viewport=SIZE, reduced_motion="reduce")
        expect.set_options(timeout=20_000)
        page.goto(url)
        play(page)
        path.write_bytes(shrunk(page.screenshot(animations="disabled")))
        chromium.close()


if __name__ == "__main__":
    take(PICTURE)
