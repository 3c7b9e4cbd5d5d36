"""Guards: moved to January the demo shows all of it: dossiers in and not in, a ballot, its result;
the others take part by the conversation, and a phone that is reloaded still shows its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import Program, running
from seasons import HELD, copied
from sqlalchemy import Engine, text

from storage.engine import reading
from storage.messages import ONCE

CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
COUNCIL, OTHER, SECRETARY = "P054", "P055", "P061"


@pytest.fixture
def year(december: bytes, tmp_path: Path) -> Iterator[Engine]:
    """3 January: everything is reported, no dossier is sent."""
    with copied(december, tmp_path / "january.db") as engine:
        yield engine


def rows(engine: Engine, what: str) -> list[tuple[object, ...]]:
    with reading(engine) as db:
        return [tuple(row) for row in db.execute(text(what))]


SENT = ("SELECT units.code FROM dossiers JOIN units ON units.id = unit_id "
        "WHERE status = 'submitted' ORDER BY number")  # fmt: skip


async def test_two_offices_send_their_dossier_and_the_council_sees_who_has_not(
    year: Engine,
) -> None:
    async with running(year) as program:
        await program.join(COUNCIL)
        await program.move("2027-01-08T09:00")
        await program.others(*HELD)
        await program.others(*HELD)
        assert rows(year, SENT) == [("HTH",), ("TBI",)]
        await program.say(COUNCIL, "/awards")
        assert "Đã nhận 2 trên 9 hồ sơ." in await program.read(COUNCIL, "Chưa gửi")
        await program.move("2027-01-10T19:00")
        shown = await program.hear(COUNCIL, lambda one: one["file"] is not None)
        assert shown["file"]["kind"] == "tiles"
        assert "Phòng giao dịch NHCSXH Tân Châu" in shown["text"]
        assert "Phòng giao dịch NHCSXH Hòa Thành" not in shown["text"]
        assert "08/01/2027" in await program.read("P047", "Giấy biên nhận số 2")
    late = "status = 'failed' AND created_at >= '2027-01-08'"
    assert rows(year, f"SELECT count(*) FROM outbox WHERE {late}") == [(0,)]
    assert rows(year, "SELECT count(*) FROM updates WHERE error IS NOT NULL") == [(0,)]


async def test_an_office_that_is_the_visitors_own_sends_nothing_by_itself(year: Engine) -> None:
    async with running(year) as program:
        await program.others(*HELD, "P046")
        assert rows(year, SENT) == [("TBI",), ("TCH",)]
        assert not [one for one in await program.shown("P046") if "/awards" in one["text"]]


async def convened(program: Program) -> None:
    """Dossiers are in; on 11 January the others have convened the Council, and come to it."""
    await program.others(*HELD)
    await program.move("2027-01-11T08:00")
    await program.others(*HELD)


async def test_a_sitting_from_convening_to_the_result(year: Engine) -> None:
    async with running(year) as program:
        await program.join(COUNCIL)
        await convened(program)
        await program.others(*HELD, SECRETARY)  # nothing is done twice
        for number in (1, 2):
            await program.say(SECRETARY, f"/awards convene sitting #{number}")
            await program.hear(SECRETARY, lambda one: ["Mở bỏ phiếu"] in one["rows"])
            assert "có mặt: 4" in (await program.shown(SECRETARY))[-1]["text"]
            await program.say(SECRETARY, f"/awards convene open #{number}")
            await program.read(OTHER, "Mã kiểm tra")
        await _papers(program)
        await program.others(*HELD, SECRETARY)
        assert rows(year, "SELECT sum(voted), max(given IS NOT NULL) FROM seats") == [(8, 0)]
        for number in (1, 2):
            await program.say(SECRETARY, f"/awards close #{number}")
            await program.read(OTHER, "mã kết thúc đã nhận")
        await program.others(*HELD, SECRETARY)
        for what in ("tập thể", "cá nhân"):
            told = await program.read(COUNCIL, f"Kết quả: Phiên họp Hội đồng xét {what}")
            assert "Được chọn: " in told
            assert "có mặt: 4" in told
    assert rows(year, "SELECT count(*) FROM sittings WHERE result IS NOT NULL") == [(2,)]


async def _papers(program: Program) -> None:
    """Every member who came has both papers."""
    for chat in ("P055", "P056", "P057", "P058"):
        for what in ("tập thể", "cá nhân"):
            await program.read(chat, f"Phiếu bầu: Phiên họp Hội đồng xét {what}")


async def test_a_phone_that_is_reloaded_still_shows_its_code_and_nothing_keeps_it(
    year: Engine,
) -> None:
    async with running(year) as program:
        await program.join(COUNCIL)
        await convened(program)
        told = await program.read(COUNCIL, "Mã kết thúc riêng")
        code = CODE.search(told)
        assert code is not None
        assert await program.read(COUNCIL, "Mã kết thúc riêng") == told
    database = Path(str(year.url.database))
    for file in database.parent.glob(f"{database.name}*"):
        assert code[0].encode() not in file.read_bytes()
    async with running(year) as program:
        assert ONCE in await program.read(COUNCIL, "Mã kết thúc riêng")
        await program.others(*HELD)  # those who lost theirs ask for another one
        await program.hear(OTHER, lambda one: CODE.search(one["text"]) is not None)
