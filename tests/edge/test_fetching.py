"""Guards: a file that somebody sent is fetched and taken once, whoever fetches and whatever fails
on the way; what cannot be had is told to its sender, once; nothing of a file stands in a log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from carried import (
    START,
    BotApi,
    Clock,
    Fault,
    fetching,
    over,
    put,
    rows,
    states,
    told,
)
from sqlalchemy import Engine, update
from structlog.testing import capture_logs

from bot.channels.telegram.channel import TelegramChannel
from bot.receiving.fetching import PATIENCE
from storage.engine import transaction
from storage.people import accounts
from storage.people import people as people_table
from tests.paper_box import BROKEN, SECRET, SILENT, held, pdf


async def test_it_is_fetched_taken_and_answered(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int
) -> None:
    api.downloads.put("d1", pdf("a"))
    put(engine, person, "d1", name="Tờ trình.doc")
    async with fetching(engine, telegram, Clock()):
        await over(engine)
    assert told(engine) == [f"Box 7: Tờ trình.doc.pdf, application/pdf, {len(pdf('a'))}, P002"]
    [(box, digest, count)] = held(engine)
    assert (box, len(digest), count) == (7, 64, 1)
    [row] = rows(engine)
    assert (row.status, row.ref, row.error) == ("taken", "", None)


async def test_a_platform_that_is_away_is_waited_for(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int
) -> None:
    api.downloads.put("d1", pdf())
    put(engine, person, "d1", name="a.pdf")
    api.fail("getFile", *[Fault(502)] * 3, Fault(silent="drop"), Fault(429, parameters={
        "retry_after": 600}), Fault(500))  # fmt: skip
    clock = Clock()
    async with fetching(engine, telegram, clock):
        await over(engine)
    later, taken = told(engine)
    assert "Hệ thống tự thử lại đến" in later
    assert taken.startswith("Box 7: ")
    assert [count for *_, count in held(engine)] == [1]
    assert len(api.named("getFile")) == 7
    pauses = 5 + 10 + 20 + 40 + 600 + 160
    assert pauses <= (clock.now - START).total_seconds() < pauses + 60


async def test_after_a_day_its_sender_is_told(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int
) -> None:
    await api._runner.cleanup()
    put(engine, person, "d1", name="a.pdf")
    clock = Clock()
    async with fetching(engine, telegram, clock, look=120):
        await over(engine)
    later, lost = told(engine)
    assert "Hệ thống tự thử lại đến" in later
    assert lost == "<b>a.pdf</b>: không tải về được. Xin gửi lại."
    assert states(engine) == ["lost"]
    assert PATIENCE - timedelta(hours=1) < clock.now - START < PATIENCE + timedelta(hours=1)
    assert rows(engine)[0].attempts < 120


REFUSED = {
    "unknown": (None, "lost", "không tải về được"),
    "too large": (b"x" * (20 * 2**20 + 1), "lost", "lớn hơn 20 MB"),
    "of another kind": (b"MZ\x90\0", "refused", "PDF, JPEG, PNG, WEBP, Word (.docx)"),
    "of a kind that is not taken for this": (b"\0\0\0\x18ftypheic", "refused", "Excel (.xlsx)"),
    "empty": (b"", "refused", "PDF"),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_what_will_not_do_is_told_once(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int, what: str
) -> None:
    data, status, says = REFUSED[what]
    if data is not None:
        api.downloads.put("d1", data)
    put(engine, person, "d1", name="a.pdf", media="application/pdf")
    async with fetching(engine, telegram, Clock()):
        await over(engine)
    [words] = told(engine)
    assert says in words
    assert words.startswith("<b>a.pdf</b>: ")
    assert states(engine) == [status]
    assert held(engine) == []


async def test_a_mistake_in_taking_is_said_and_ends_only_that_file(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int
) -> None:
    for ref in ("d1", "d2"):
        api.downloads.put(ref, pdf(f"{SECRET} {ref}"))
    put(engine, person, "d1", box=BROKEN, name=f"{SECRET}.pdf")
    put(engine, person, "d2")
    with capture_logs() as lines:
        async with fetching(engine, telegram, Clock()):
            await over(engine)
    assert states(engine) == ["broken", "taken"]
    assert [box for box, *_ in held(engine)] == [7]
    assert sum("hệ thống gặp lỗi" in one for one in told(engine)) == 1
    assert "ValueError" in rows(engine)[0].error
    assert SECRET not in f"{lines} {rows(engine)[0].error}"
    assert "0276 000 000" in "".join(told(engine))


async def test_nothing_of_a_file_stands_in_a_log(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int
) -> None:
    api.downloads.put("d-secret", pdf(SECRET))
    api.fail("getFile", Fault(502))
    put(engine, person, "d-secret", name=f"{SECRET}.pdf")
    with capture_logs() as lines:
        async with fetching(engine, telegram, Clock()):
            await over(engine)
    assert [line["event"] for line in lines] == ["not fetched"]
    assert SECRET not in str(lines)
    assert "d-secret" not in str(lines)


async def test_who_takes_may_say_nothing(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int
) -> None:
    api.downloads.put("d1", pdf())
    put(engine, person, "d1", box=SILENT)
    async with fetching(engine, telegram, Clock()):
        await over(engine)
    assert (states(engine), told(engine)) == (["taken"], [])


@pytest.mark.parametrize("left", ["the roster", "the account"])
async def test_nothing_is_taken_of_who_is_not_there_any_more(
    engine: Engine, api: BotApi, telegram: TelegramChannel, person: int, left: str
) -> None:
    api.downloads.put("d1", pdf())
    put(engine, person, "d1")
    with transaction(engine) as db:
        if left == "the roster":
            db.execute(update(people_table).values(active=False))
        else:
            other = people_table.select().where(people_table.c.code == "P003")
            db.execute(update(accounts).values(person_id=db.execute(other).first().id))
    async with fetching(engine, telegram, Clock()):
        await over(engine)
    assert (states(engine), told(engine), held(engine)) == (["dropped"], [], [])
