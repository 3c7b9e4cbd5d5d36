"""Guards: a question may ask for a day, a unit, one of a list, a person, a share or words. Each is
read as people write it, shown again before it counts, kept as said, checked and corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from player import Player
from schools import founded
from sqlalchemy import Engine, select
from test_transcripts import CHANNELS

from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from locales.translator import languages
from scoring.loading import read
from scoring.questions import Named
from storage import answers
from storage.engine import reading
from storage.reports import reports

FOLDER = Path(__file__).parent
FILES = [(FOLDER / f"{name}.toml").read_bytes() for name in ("schools", "visits")]
MOVEMENT = read(b"\n".join(FILES), "visits.toml")
REMARK = "Ai cũng đọc to; 45 em, BC 12 3 có cả phụ huynh"
SAID = ("20/5/2026", "elm", "Sums", "HS12", "62,5 %", REMARK)
KEPT = {"DAY": 739_756, "SUBJECT": "sums", "SHARE": 6250, "REMARK": REMARK}
CARD = ("20/05/2026", "School Elm 2", "Sums", "Hs12", "62,5", REMARK)


@pytest.fixture
def visiting(engine: Engine) -> Player:
    """An officer who reports of a visit; heads and office are there."""
    return staged(engine, TelegramChannel)


def staged(engine: Engine, channel: type[Channel]) -> Player:
    player = founded(engine, MOVEMENT)
    player.channel, player.buttons = channel.name, channel.limits.buttons
    for who in ("OD1", "HS12", "OFFICE"):
        player.join(who, "vi")
    return player


def text(told: list[str]) -> str:
    return "\n".join(told)


def asked(player: Player) -> list[str]:
    return player.write("OD1", "/report D1 district-visit 2026-H1")


def reported(player: Player, *said: str) -> list[str]:
    asked(player)
    for one in said[:-1]:
        player.write("OD1", one)
    return player.write("OD1", said[-1])


def counted(player: Player) -> dict[str, object]:
    """What counts, by question."""
    with reading(player.engine) as db:
        report = db.execute(select(reports.c.id).where(reports.c.form == "district-visit")).scalar()
        return {code: one.value for code, one in answers.counted(db, report or 0).items()}


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_kind_is_read_shown_and_kept(engine: Engine, channel: type[Channel]) -> None:
    visiting = staged(engine, channel)
    card = text(reported(visiting, *SAID))
    assert all(one in card for one in CARD), card
    visiting.write("OD1", "tap yes")
    found = counted(visiting)
    assert {code: found[code] for code in KEPT} == KEPT
    assert isinstance(found["BEST"], Named)
    assert found["BEST"].name == "School Elm 2"
    assert isinstance(found["GUEST"], Named)


def test_whoever_checks_reads_the_same(visiting: Player) -> None:
    reported(visiting, *SAID)
    visiting.write("OD1", "tap yes")
    seen = text(visiting.write("OFFICE", "/review"))
    assert all(one in seen for one in CARD), seen
    visiting.write("OFFICE", "tap accept")
    visiting.write("OD1", "/report D1 district-visit 2026-H1")
    assert "Health" in text(visiting.write("OD1", "sửa 3"))


def test_buttons_name_what_may_be_chosen(visiting: Player) -> None:
    asked(visiting)
    buttons = text(visiting.write("OD1", "20/5/2026"))
    assert "[School Elm 2]" in buttons
    assert "School Fir 4" not in buttons  # of another district
    visiting.write("OD1", "tap School Elm 2")
    shown = [choice.label for row in visiting.shown["OD1"][1].choices for choice in row]
    assert shown[:3] == ["Reading", "Sums", "Health"]


@pytest.mark.parametrize(
    ("before", "wrong", "why"),
    [
        (0, "20/7/2026", "after the half-year"),
        (0, "blue", "blue"),
        (1, "School Fir 4", "School Fir 4"),
        (2, "dancing", "dancing"),
        (3, "Somebody Else", "Somebody Else"),
        (4, "120 %", "At most 100"),
        (5, "x" * 501, "500"),
    ],
)
def test_what_is_no_answer_is_said_to_be_none_and_is_not_kept(
    visiting: Player, before: int, wrong: str, why: str
) -> None:
    told = text(reported(visiting, *SAID[:before], wrong))
    assert why in told, told
    again = text(visiting.write("OD1", SAID[before]))
    assert again != told
    assert wrong[:60] not in again


def test_a_correction_says_what_was_and_what_is(visiting: Player) -> None:
    reported(visiting, *SAID)
    visiting.write("OD1", "tap yes")
    asked(visiting)
    visiting.write("OD1", "sửa 6")
    card = text(visiting.write("OD1", "Không có gì thêm"))
    assert "Không có gì thêm" in card
    visiting.write("OD1", "tap yes")
    assert counted(visiting)["REMARK"] == "Không có gì thêm"


def test_words_that_look_like_a_report_are_an_answer_where_words_are_asked(
    visiting: Player,
) -> None:
    card = text(reported(visiting, *SAID[:-1], "BC 45 2285tr 0 12tr"))
    assert "BC 45 2285tr 0 12tr" in card


@pytest.mark.parametrize("language", languages())
def test_the_questions_are_asked_in_each_language(engine: Engine, language: str) -> None:
    player = founded(engine, MOVEMENT)
    player.join("OD1", language)
    card = text(reported(player, *SAID))
    assert REMARK in card
    assert "School Elm 2" in card
