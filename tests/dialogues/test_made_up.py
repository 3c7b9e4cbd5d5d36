"""A question is a row of the movement's file: one that nobody foresaw works at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from player import Player
from sqlalchemy import select

from scoring.loading import FOLDER, load
from storage.answers import cells
from storage.engine import reading

MADE_UP = """
[[indicator]]
code = "TREES"
family = "F1"
unit = "count"
frequency = "quarterly"
reporter = "head"
name = "Số cây đã trồng"
question = "Trong quý, tổ đã trồng bao nhiêu cây?"
example = 20
hard = [{ when = "value > 1000", say = "Nhiều nhất là 1.000 cây." }]
soft = [{ when = "value > MEET_N * 100", say = "Nhiều hơn 100 cây một lần họp ({MEET_N})." }]
"""


def test_a_made_up_indicator_is_asked_checked_and_kept(player: Player, tmp_path: Path) -> None:
    text = (FOLDER / "tay-ninh.toml").read_text(encoding="utf-8")
    text = text.replace(
        '["MEET_N", "USE_BAD", "REC_OK"]', '["MEET_N", "TREES", "USE_BAD", "REC_OK"]'
    )
    path = tmp_path / "made-up.toml"
    path.write_text(text + MADE_UP, encoding="utf-8")
    player.site = replace(player.site, live=load(path))
    player.join("P002")
    player.now = player.now.replace(day=28)
    player.write("P002", "/report 9900001 head-quarter 2026-Q4")
    asked = player.write("P002", "1")
    assert "P002 < <b>Câu 2/4, quý 4/2026. Số cây đã trồng</b>" in asked
    assert "P002 < Nhiều nhất là 1.000 cây." in player.write("P002", "2000")
    assert "P002 < Nhiều hơn 100 cây một lần họp (1)." in player.write("P002", "150")
    player.write("P002", "đúng")
    player.write("P002", "0")
    player.write("P002", "có")
    player.write("P002", "tap yes")
    with reading(player.engine) as db:
        kept = db.execute(select(cells.c.value).where(cells.c.code == "TREES")).scalar_one()
    assert kept == 150
