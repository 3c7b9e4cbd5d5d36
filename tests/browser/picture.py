"""Takes the README's picture anew: `python tests/browser/picture.py`, in the project's folder.

A head has sent the month's report in a line, the officer is looking at it, the Council sees the
standings.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import CHROMIUM, FLAGS, ROOT
from hands import Hands
from playwright.sync_api import Page, expect, sync_playwright
from stage import ZONE, Stage

from bot.demo import database, seed
from scoring.loading import builtin

PICTURE = ROOT / "docs" / "conversation.png"
SIZE = {"width": 1320, "height": 980}
LINE = "BC 45 2305tr 0 12485k 12485k 900k 44 232650k có"


def play(page: Page) -> None:
    """What the picture shows."""
    head, officer, council = (Hands(page, code) for code in ("P002", "P001", "P054"))
    page.locator("#tour-away").click()
    for person in (head, officer, council):
        person.join()
    head.say(LINE)
    head.tap("Xác nhận")
    head.hear("Xin cảm ơn.")
    officer.say("/review")
    officer.hear("Mẫu 1")
    council.say("/standings")
    council.hear("33/33")
    expect(page.locator(".fresh").last).to_be_visible()
    page.locator("h1").click()


def take(path: Path) -> None:
    """Play it on a database of its own and keep what is seen."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        engine = database.opened(Path(folder) / "demo.db")
        seed.prepare(engine, builtin(), ZONE)
        stage = Stage(engine)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_page(locale="vi-VN", viewport=SIZE, reduced_motion="reduce")
        page.goto(stage.url)
        play(page)
        page.screenshot(path=path, animations="disabled")
        chromium.close()
        stage.stop()
        engine.dispose()


if __name__ == "__main__":
    take(PICTURE)
