"""Guards: a file is fetched whole or not at all, never over 20 MB, from nowhere but the platform,
and what hinders it is told apart: later, never, too large."""

from __future__ import annotations

import pytest
from botapi_calls import Fault
from botapi_server import TOKEN, BotApi

from bot.channels.base import FetchError
from bot.channels.telegram.channel import TelegramChannel

MOST = 20 * 2**20


async def failed(channel: TelegramChannel, ref: str = "d1") -> FetchError:
    with pytest.raises(FetchError) as told:
        await channel.fetch(ref)
    assert TOKEN not in f"{told.value!r} {told.value.why}"
    assert told.value.__cause__ is None
    return told.value


@pytest.mark.parametrize("size", [0, 1, 3 * 2**20, MOST])
async def test_the_bytes_are_those_that_were_sent(
    api: BotApi, channel: TelegramChannel, size: int
) -> None:
    api.downloads.put("d1", b"\x00\xff" * (size // 2) + b"x" * (size % 2))
    assert await channel.fetch("d1") == api.downloads.kept["d1"]


@pytest.mark.parametrize("told", [True, False])
async def test_nothing_over_the_limit_is_fetched(
    api: BotApi, channel: TelegramChannel, told: bool
) -> None:
    api.downloads.put("d1", b"x" * (MOST + 1))
    api.downloads.silent_size = not told
    assert (await failed(channel)).kind == "large"
    assert api.downloads.fetched == ([] if told else ["d1"])


@pytest.mark.parametrize(
    ("method", "fault", "kind", "seconds"),
    [
        ("getFile", Fault(429, "Too Many Requests: retry after 30", {"retry_after": 30}),
         "retry", 30),
        ("getFile", Fault(502, "Bad Gateway"), "retry", None),
        ("getFile", Fault(401, "Unauthorized"), "retry", None),
        ("getFile", Fault(silent="drop"), "retry", None),
        ("getFile", Fault(200, body=b"<html>"), "retry", None),
        ("getFile", Fault(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
         "retry", None),
        ("getFile", Fault(400, "Bad Request: file is too big"), "large", None),
        ("getFile", Fault(403, "Forbidden"), "gone", None),
        ("download", Fault(404), "retry", None),
        ("download", Fault(500), "retry", None),
    ],
)  # fmt: skip
async def test_what_hinders_is_told_apart(
    api: BotApi, channel: TelegramChannel, method: str, fault: Fault, kind: str,
    seconds: float | None,
) -> None:  # fmt: skip
    api.downloads.put("d1", b"%PDF-")
    api.fail(method, fault)
    error = await failed(channel)
    assert (error.kind, error.retry_after) == (kind, seconds)
    assert await channel.fetch("d1") == b"%PDF-"


async def test_what_the_platform_does_not_know_is_gone(channel: TelegramChannel) -> None:
    assert (await failed(channel, "unknown")).kind == "gone"


async def test_half_a_file_is_none(api: BotApi, channel: TelegramChannel) -> None:
    api.downloads.put("d1", b"%PDF-" * 1000)
    api.downloads.cut = True
    assert (await failed(channel)).kind == "retry"


async def test_nobody_is_there(api: BotApi, channel: TelegramChannel) -> None:
    api.downloads.put("d1", b"%PDF-")
    await api._runner.cleanup()
    assert (await failed(channel)).kind == "retry"


@pytest.mark.parametrize("place", ["/var/lib/bot/documents/file_1.pdf", "../../etc/passwd", ".."])
async def test_a_place_elsewhere_is_not_asked(
    api: BotApi, channel: TelegramChannel, place: str
) -> None:
    api.downloads.put("d1", b"%PDF-", place)
    assert (await failed(channel)).kind == "gone"
    assert api.downloads.fetched == []


async def test_nobody_is_followed_elsewhere(api: BotApi, channel: TelegramChannel) -> None:
    api.downloads.put("d1", b"%PDF-")
    api.downloads.put("d2", b"%PDF-elsewhere", "elsewhere")
    there = f"{api.url}/file/bot{TOKEN}/elsewhere"
    api.fail("download", Fault(302, parameters={"Location": there}))
    assert (await failed(channel)).kind == "gone"
    assert api.downloads.fetched == ["d1"]


async def test_the_token_is_asked_with_and_stands_nowhere_else(
    api: BotApi, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    api.downloads.put("d1", b"%PDF-")
    with caplog.at_level("DEBUG"):
        await channel.fetch("d1")
    assert TOKEN not in caplog.text
    assert api.named("getFile") == [{"file_id": "d1"}]
