"""Guards: whoever finds a mistake once the report is sent corrects it by what the card's button
says, in words or by the receipt's own; somebody else's, or one that is locked, is not opened.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from player import ZONE, Player
from sqlalchemy import update

from locales.translator import languages, translator
from storage.engine import transaction
from storage.people import people

LINE = "BC 45 2285tr 0 12,4tr 12,4tr 900k 43 229tr có"


@pytest.fixture
def sent(player: Player) -> Player:
    """The head of a group has reported November."""
    player.join("P002")
    player.write("P002", LINE)
    assert "Đã nhận" in says(player, "đúng")
    return player


def says(player: Player, text: str) -> str:
    return "\n".join(player.write("P002", text))


@pytest.mark.parametrize("language", languages())
def test_the_buttons_words_open_that_question_again(sent: Player, language: str) -> None:
    with transaction(sent.engine) as db:
        db.execute(update(people).values(language=language))
    t = translator(language)
    asked = says(sent, t("Correct {n}", n=7).unescape())
    assert "7/9" in asked
    told = says(sent, "41")
    assert t("Confirm") in told
    assert t("Received: {report}.", report="").split(":")[0] in says(sent, "yes")


def test_the_receipt_leads_to_the_card(sent: Player) -> None:
    assert "Sửa 7" in says(sent, "tap Sửa báo cáo này")


@pytest.mark.parametrize("text", ["sửa 0", "sửa 10", "sửa 7 8", "sửa", "7"])
def test_what_names_no_question_opens_nothing(sent: Player, text: str) -> None:
    assert "/9, tháng" not in says(sent, text)


def test_after_the_lock_nothing_is_opened(sent: Player) -> None:
    sent.now = datetime(2027, 3, 1, 9, tzinfo=ZONE)
    assert "/9, tháng" not in says(sent, "sửa 7")


def test_whoever_has_sent_nothing_corrects_nothing(player: Player) -> None:
    player.join("P003")
    assert "Chưa hiểu" in "\n".join(player.write("P003", "sửa 7"))
