"""Guards: a paper of a dossier stands in its bubble as a file that is saved, whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hands import Hands
from playwright.sync_api import Page, expect
from stage import Stage
from talks import Talk

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_paper_is_saved_from_its_bubble(
    page: Page, stage: Stage, tmp_path: Path, ending: str, begins: bytes
) -> None:
    Talk(stage, "P061").join()
    stage.clock.move_to(stage.clock().replace(year=2027, month=1, day=11))
    page.goto(stage.url)
    secretary = Hands(page, "P061").pick()
    secretary.say("/awards paper")
    secretary.hear("Tờ trình")
    secretary.button(f"Tờ trình ({ending.upper()})").click()
    link = secretary.last.locator("a.file")
    expect(link).to_be_visible()
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename.endswith(f".{ending}")
    saved.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes().startswith(begins)
