"""Guards: what is asked before the standings are sent is answered in words as well as by a tap."""

from __future__ import annotations

import pytest
from player import Player


@pytest.mark.parametrize("said", ["thứ ba 14 giờ", "thứ ba"])
def test_a_day_and_an_hour_are_read(player: Player, said: str) -> None:
    player.join("P054")
    player.write("P054", "/subscribe communes BRANCH weekly")
    told = player.write("P054", said)
    if "14" not in said:
        assert "thứ ba" in "\n".join(told).lower()
        told = player.write("P054", "14 giờ")
    assert "thứ ba" in "\n".join(told).lower()
    assert "14" in "\n".join(told)


def test_how_often_is_read(player: Player) -> None:
    player.join("P054")
    player.write("P054", "/subscribe communes BRANCH")
    assert "hằng ngày" in "\n".join(player.write("P054", "hằng ngày")).lower()


def test_other_words_are_no_answer(player: Player) -> None:
    player.join("P054")
    player.write("P054", "/subscribe communes BRANCH weekly")
    assert "Chưa hiểu" in player.write("P054", "trời mưa")[0]
